"""Who keeps the projections of the events, and how far they are behind."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any, Final

import psycopg

from application.ports.audit_log import AuditLogStatus
from application.ports.event_store import StoreUnavailable
from interfaces.runtime.clock_and_ids import now
from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.spec import AUDIT_LOCK
from interfaces.storage.postgres.events.codec import UnreadableEvent
from interfaces.storage.postgres.ledger.kinds import EVENTS, REFUSALS
from interfaces.storage.postgres.outbox.spec import OUTBOX_LOCK

_MOST_SECONDS: Final = 60.0
# A holder waits for a few seconds at most between two statements.
_SILENT_SECONDS: Final = 120
_KEPT_BY_EACH_SERVER: Final[Mapping[int, str]] = {
    AUDIT_LOCK: "the audit log",
    OUTBOX_LOCK: "the outbox of callbacks",
}
_OTHERS: Final[Mapping[int, str]] = {
    EVENTS.lock: "the ledger of events",
    REFUSALS.lock: "the ledger of refused attempts",
    EVENTS.cosigning_lock: "the cosignatures of the ledger of events",
    REFUSALS.cosigning_lock: "the cosignatures of the ledger of refused attempts",
}
# An advisory lock on one number of 64 bits has `objsubid` 1 and its halves in `classid` and `objid`.
_TURNS = """
SELECT (classid::bigint << 32) | objid::bigint, pid, extract(epoch FROM clock_timestamp() - a.state_change)::int
FROM pg_locks JOIN pg_stat_activity a USING (pid)
WHERE locktype = 'advisory' AND objsubid = 1 AND granted
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_SERVERS = """
SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tillroll' AND datname = current_database()
"""
_LEDGERS = "SELECT ledger, problem FROM tillroll.ledger_state WHERE problem IS NOT NULL ORDER BY 1"


def projection_findings(
    session: psycopg.Connection[tuple[Any, ...]], url: str
) -> Iterator[Diagnostic]:
    """Yield who has the turn at each projection, and how far the audit log is behind."""
    turns = {key: (pid, silent) for key, pid, silent in session.execute(_TURNS).fetchall()}
    [(serving,)] = session.execute(_SERVERS).fetchall()
    yield from turn_findings(turns, is_served=serving > 0)
    try:
        status = asyncio.run(_read_status(url))
    except UnreadableEvent as error:
        yield problem(
            f"An event cannot be read: {error}",
            "`tillroll check` names every one; restore a backup.",
        )
        return
    except StoreUnavailable as error:
        yield problem(f"The audit log cannot be read: {error}", "Look into the log of PostgreSQL.")
        return
    yield lag_finding(status, is_served=serving > 0)
    for ledger, fault in session.execute(_LEDGERS).fetchall():
        yield warn(
            f"The ledger of {ledger} signs no head: {fault}", "`tillroll ledger status` has more."
        )


async def _read_status(url: str) -> AuditLogStatus:
    async with PostgresAuditLog(url, clock=now, projects=False, readers=1) as trail:
        return await trail.status()


def turn_findings(
    turns: Mapping[int, tuple[int, int | None]], *, is_served: bool
) -> Iterator[Diagnostic]:
    """Yield a finding for each projection.

    `turns` has the PostgreSQL process that holds a lock, and its silence in seconds, by the number of the lock.
    """
    if not is_served and not turns.keys() & {*_KEPT_BY_EACH_SERVER, *_OTHERS}:
        yield good("No server runs on this database, so no projection is kept.")
        return
    for key, what in {**_KEPT_BY_EACH_SERVER, **_OTHERS}.items():
        if key in turns:
            yield _holder_finding(what, *turns[key])
        elif key in _KEPT_BY_EACH_SERVER:
            yield warn(
                f"Servers run, and none of them keeps {what}.",
                "Wait a minute; then look for errors in the log of the servers, and restart one.",
            )


def _holder_finding(what: str, pid: int, silent: int | None) -> Diagnostic:
    if silent is None or silent <= _SILENT_SECONDS:
        return good(f"The PostgreSQL process {pid} has the turn at {what}.")
    return warn(
        f"The PostgreSQL process {pid} has the turn at {what}, and has done nothing for {silent} s.",
        f"Give the turn to another server: SELECT pg_terminate_backend({pid}).",
    )


def lag_finding(status: AuditLogStatus, *, is_served: bool) -> Diagnostic:
    """Return whether the audit log is too far behind the events."""
    positions = status.newest - status.position
    if positions <= 0:
        return good("The audit log has every event.")
    if not is_served:
        return good(f"The audit log is {positions} positions behind; the next server indexes them.")
    if status.behind_seconds <= _MOST_SECONDS:
        return good(f"The audit log is {status.behind_seconds:.1f} s behind.")
    return problem(
        f"The audit log is {positions} positions and {status.behind_seconds:.0f} s behind.",
        "Look for errors in the log of the servers. `tillroll projection status` shows whether it moves.",
    )
