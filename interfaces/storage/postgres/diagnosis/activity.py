"""Connections, transactions that do not end, and the age of the oldest transaction."""

from collections.abc import Iterator
from typing import Any, Final

import psycopg

from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn

_IDLE_SECONDS: Final = 60
_OLD_TRANSACTIONS: Final = 1_000_000_000
_OLDEST_TRANSACTIONS: Final = 1_800_000_000
_CONNECTIONS = """
SELECT count(*), current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
FROM pg_stat_activity WHERE backend_type = 'client backend'
"""
_IDLE = """
SELECT pid, coalesce(nullif(application_name, ''), 'a program without a name'),
    extract(epoch FROM clock_timestamp() - xact_start)::int
FROM pg_stat_activity
WHERE state = 'idle in transaction' AND clock_timestamp() - xact_start > make_interval(secs => %s)
ORDER BY xact_start LIMIT 3
"""
_AGE = "SELECT age(datfrozenxid) FROM pg_database WHERE datname = current_database()"


def activity_findings(session: psycopg.Connection[tuple[Any, ...]]) -> Iterator[Diagnostic]:
    """Yield the findings about what the sessions of the database use up."""
    [(connected, most)] = session.execute(_CONNECTIONS).fetchall()
    yield connection_finding(connected, most)
    for pid, name, seconds in session.execute(_IDLE, (_IDLE_SECONDS,)).fetchall():
        yield warn(
            f"{name} (process {pid}) holds a transaction open since {seconds} s and does nothing; dead rows stay.",
            f"End it: SELECT pg_terminate_backend({pid}).",
        )
    [(age,)] = session.execute(_AGE).fetchall()
    if age > _OLD_TRANSACTIONS:
        level = problem if age > _OLDEST_TRANSACTIONS else warn
        yield level(
            f"The oldest transaction is {age:,} transactions old; at 2 billion PostgreSQL takes no changes.",
            "VACUUM (FREEZE) the database, and find what keeps autovacuum from it.",
        )


def connection_finding(connected: int, most: int) -> Diagnostic:
    """Return whether so many connections of so many are few enough."""
    if connected <= most * 0.8:
        return good(f"{connected} of {most} connections are in use.")
    return warn(
        f"{connected} of {most} connections are in use. A server process takes about ten.",
        "Raise max_connections, or start fewer workers.",
    )
