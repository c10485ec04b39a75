"""Standbys and replication slots of a primary."""

from collections.abc import Iterator
from typing import Any, Final

import psycopg

from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn

_MIB: Final = 1 << 20
_MUCH: Final = 64 * _MIB
_STANDBYS = """
SELECT coalesce(nullif(application_name, ''), usename), state, sync_state,
    CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint END
FROM pg_stat_replication ORDER BY 1
"""
_NAMES = "SELECT current_setting('synchronous_standby_names'), pg_is_in_recovery()"
_SLOTS = """
SELECT slot_name, wal_status,
    CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint END
FROM pg_replication_slots WHERE NOT active ORDER BY 1
"""


def replication_findings(session: psycopg.Connection[tuple[Any, ...]]) -> Iterator[Diagnostic]:
    """Yield the findings about standbys that are missing or late, and about slots that keep the log."""
    standbys = session.execute(_STANDBYS).fetchall()
    [(names, is_standby)] = session.execute(_NAMES).fetchall()
    states = {sync_state for _, _, sync_state, _ in standbys}
    if names and not is_standby and not states & {"sync", "quorum", None}:
        yield problem(
            f"synchronous_standby_names is {names!r}, and no such standby is connected, so no commit ends.",
            "Start the standby, or empty the setting and reload PostgreSQL.",
        )
    for name, state, _, behind in standbys:
        yield _standby_finding(str(name), state, behind)
    for name, status, kept in session.execute(_SLOTS).fetchall():
        if status == "lost":
            yield warn(
                f"The replication slot {name} has lost its place in the log.",
                f"Make the standby anew, and SELECT pg_drop_replication_slot('{name}').",
            )
        else:
            yield warn(
                f"The replication slot {name} is not used, and PostgreSQL keeps {(kept or 0) / _MIB:,.0f} MB of log "
                "for it, and more with each change, until the disk is full.",
                f"Start its standby, or SELECT pg_drop_replication_slot('{name}').",
            )
    if not standbys and not is_standby:
        yield good("No standby is connected.")


def _standby_finding(name: str, state: str | None, behind: int | None) -> Diagnostic:
    if state is None:
        return good(
            f"The standby {name} is connected; this role sees no more of it (pg_monitor does)."
        )
    if state != "streaming" or (behind or 0) > _MUCH:
        return warn(
            f"The standby {name} is {state}, {(behind or 0) / _MIB:,.0f} MB behind.",
            "Look at its disk and at the network between.",
        )
    return good(f"The standby {name} is {state}, {(behind or 0) / _MIB:,.0f} MB behind.")
