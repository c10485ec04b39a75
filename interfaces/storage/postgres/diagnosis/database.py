"""Connect to a database and collect all findings about it. Nothing is written."""

import time
from collections.abc import Iterator
from typing import Any, Final

import psycopg

from interfaces.runtime.clock_and_ids import now
from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn
from interfaces.storage.postgres.diagnosis.activity import activity_findings
from interfaces.storage.postgres.diagnosis.archive import archive_findings
from interfaces.storage.postgres.diagnosis.projections import projection_findings
from interfaces.storage.postgres.diagnosis.replication import replication_findings
from interfaces.storage.postgres.diagnosis.rights import right_findings
from interfaces.storage.postgres.diagnosis.settings import setting_findings
from interfaces.storage.postgres.schema.migrations import SchemaRefused, require_current_schema

Session = psycopg.Connection[tuple[Any, ...]]
_SECONDS_TO_CONNECT: Final = 5
_TESTED: Final = 18
_MOST_SKEW_SECONDS: Final = 1.0
_EXISTS = "SELECT to_regclass('tillroll.migrations') IS NOT NULL, pg_is_in_recovery()"


def database_findings(url: str, *, server_role: str | None = None) -> Iterator[Diagnostic]:
    """Yield the findings about the database. `server_role` has the rights of the server, if not the role in the URL."""
    try:
        session = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=_SECONDS_TO_CONNECT,
            fallback_application_name="tillroll-doctor",
        )
    except psycopg.OperationalError as error:
        yield problem(
            f"The database cannot be reached: {_first_line(error)}.",
            "Start it, or correct DATABASE_URL: postgresql://user@host:5432/database?passfile=…",
        )
        return
    try:
        with session:
            yield from _session_findings(session, url, server_role)
    except psycopg.Error as error:
        yield problem(
            f"The database ended the examination: {_first_line(error)}.",
            "Look into the log of PostgreSQL.",
        )


def _session_findings(session: Session, url: str, role: str | None) -> Iterator[Diagnostic]:
    yield version_finding(session.info.server_version)
    yield _skew_finding(session)
    [(has_schema, is_standby)] = session.execute(_EXISTS).fetchall()
    if is_standby:
        yield problem(
            "This PostgreSQL is a standby, which takes no changes.",
            "Name the primary in DATABASE_URL, or all hosts: the one that takes changes is used.",
        )
    yield from setting_findings(session)
    yield from replication_findings(session)
    yield from activity_findings(session)
    if not has_schema:
        yield from _empty_findings(session)
        return
    yield from right_findings(session, role)
    if is_standby:
        return
    try:
        require_current_schema(url)
    except SchemaRefused as refusal:
        yield problem(
            str(refusal), "Back up the database, then start the newest release that uses it."
        )
        return
    yield good("The schema has every step of this tillroll.")
    yield from projection_findings(session, url)
    yield from archive_findings(session, now().date())


def version_finding(number: int) -> Diagnostic:
    """Return whether tillroll is tested with a version of PostgreSQL, such as 180001."""
    found = f"PostgreSQL is {number // 10000}.{number % 10000}"
    if number // 10000 == _TESTED:
        return good(f"{found}.")
    return warn(
        f"{found}, and tillroll is tested with {_TESTED}.",
        f"Use PostgreSQL {_TESTED} for production.",
    )


def _skew_finding(session: Session) -> Diagnostic:
    before = time.time()
    [(there,)] = session.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchall()
    after = time.time()
    skew = max(before - there, there - after, 0.0)
    if skew <= _MOST_SKEW_SECONDS:
        return good("The clocks of the database and of this machine agree.")
    return warn(
        f"The clock of the database is {skew:.1f} s off that of this machine. Events have the time of the server that "
        "makes them, and leases of callbacks that of the database.",
        "Synchronise both with a time server.",
    )


def _empty_findings(session: Session) -> Iterator[Diagnostic]:
    query = "SELECT has_database_privilege(current_database(), 'CREATE'), current_user, current_database()"
    [(may_create, role, database)] = session.execute(query).fetchall()
    if may_create:
        yield good("The database has no schema of tillroll yet. `tillroll serve` makes it.")
        return
    yield problem(
        f"The database has no schema of tillroll, and the role {role} may not make it.",
        f"GRANT CREATE ON DATABASE {database} TO {role}; or let the owner run `tillroll serve` once.",
    )


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
