"""Settings of PostgreSQL that lose committed data, slow it down or mislead its readers."""

from collections.abc import Iterator, Mapping
from typing import Any

import psycopg

from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn

_QUERY = """
SELECT name, setting FROM pg_settings
WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum', 'data_checksums', 'server_encoding')
UNION ALL SELECT 'TimeZone', reset_val FROM pg_settings WHERE name = 'TimeZone'
"""
_COLLATION = """
SELECT datcollversion, pg_database_collation_actual_version(oid) FROM pg_database WHERE datname = current_database()
"""


def setting_findings(session: psycopg.Connection[tuple[Any, ...]]) -> Iterator[Diagnostic]:
    """Yield a finding for each setting that does harm; one for all of them where none does."""
    found = list(faulty_settings(dict(session.execute(_QUERY).fetchall())))
    [(recorded, actual)] = session.execute(_COLLATION).fetchall()
    if recorded is not None and recorded != actual:
        found.append(
            problem(
                f"The database was made with version {recorded} of the system's sorting rules, which now are {actual}. "
                "Its indexes of texts may miss rows.",
                "REINDEX the database, then ALTER DATABASE … REFRESH COLLATION VERSION.",
            )
        )
    yield from found or [good("No setting of PostgreSQL endangers committed data.")]


def faulty_settings(settings: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a finding for each setting that does harm. The keys are the names in `pg_settings`."""
    if settings.get("fsync") == "off":
        yield problem(
            "fsync is off: a crash of the machine destroys the database.",
            "Set fsync = on, and make a new database from a backup if the machine has crashed meanwhile.",
        )
    if settings.get("full_page_writes") == "off":
        yield problem(
            "full_page_writes is off: a crash of the machine can leave pages half written.",
            "Set full_page_writes = on.",
        )
    if settings.get("synchronous_commit") == "off":
        yield warn(
            "synchronous_commit is off. tillroll turns it on in its own sessions; what others commit, such as a "
            "restored backup, can be lost with a crash.",
            "Set synchronous_commit = on.",
        )
    if settings.get("autovacuum") == "off":
        yield problem(
            "autovacuum is off: tables grow without end, and erased keys stay in dead rows.",
            "Set autovacuum = on.",
        )
    if settings.get("data_checksums") == "off":
        yield warn(
            "Pages have no checksums, so a broken disk is not noticed.",
            "Stop PostgreSQL, run pg_checksums --enable, and start it.",
        )
    if (encoding := settings.get("server_encoding", "UTF8")) != "UTF8":
        yield problem(
            f"The database has the encoding {encoding}, which cannot hold every text.",
            "Make another: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
        )
    if (zone := settings.get("TimeZone", "UTC")) not in {"UTC", "Etc/UTC", "GMT", "Etc/GMT"}:
        yield warn(
            f"The time zone of the database is {zone}. tillroll shows UTC, and psql will show other times for the same "
            "events.",
            "ALTER DATABASE … SET timezone = 'UTC'.",
        )
