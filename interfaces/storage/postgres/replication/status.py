"""What the primary says of its standbys.

PostgreSQL shows the rows of `pg_stat_replication` to superusers and members of `pg_read_all_stats` only; others see how
many there are.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString

from interfaces.storage.postgres.connections.single import primary_connection

STATUS: LiteralString = """
SELECT
    current_setting('synchronous_standby_names'),
    pg_has_role('pg_read_all_stats', 'USAGE'),
    s.pid IS NOT NULL,
    coalesce(s.application_name, ''),
    coalesce(s.state, ''),
    coalesce(s.sync_state, ''),
    extract(epoch FROM s.replay_lag)::float8,
    pg_wal_lsn_diff(pg_current_wal_lsn(), s.replay_lsn)::bigint
FROM (SELECT) AS one LEFT JOIN pg_stat_replication AS s ON s.state IS DISTINCT FROM 'backup'
ORDER BY s.application_name, s.pid
"""
GRANT: Final = "GRANT pg_read_all_stats TO"
_ANY = re.compile(r"\s*ANY\s+(\d+)\s*\(", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Standby:
    """A standby that is connected to the primary.

    `state` and `sync_state` are PostgreSQL's words. `replay_lag_seconds` is how long the newest replayed change took,
    and None while nothing is written. `unreplayed_bytes` of the log are not replayed yet.
    """

    name: str
    state: str
    sync_state: str
    replay_lag_seconds: float | None
    unreplayed_bytes: int | None

    @property
    def is_waited_for(self) -> bool:
        """Whether a commit may wait for this standby."""
        return self.state == "streaming" and self.sync_state in ("sync", "quorum")


@dataclass(frozen=True, kw_only=True)
class ReplicationStatus:
    """The standbys, and `synchronous_standby_names`. Without `is_visible` the role may not see the standbys."""

    names: str
    is_visible: bool
    standbys: Sequence[Standby]

    @property
    def confirming(self) -> int:
        """The number of standbys that have each change before it is answered."""
        waited_for = sum(standby.is_waited_for for standby in self.standbys)
        some = _ANY.match(self.names)
        return waited_for if some is None else min(waited_for, int(some[1]))


def status_from(rows: Iterable[tuple[Any, ...]]) -> ReplicationStatus:
    """Return the status that the rows of `STATUS` say. There is a row without a standby, too."""
    found = list(rows)
    names, is_visible = found[0][:2]
    standbys = tuple(
        Standby(
            name=name,
            state=state,
            sync_state=sync_state,
            replay_lag_seconds=lag,
            unreplayed_bytes=unreplayed,
        )
        for _, _, is_standby, name, state, sync_state, lag, unreplayed in found
        if is_standby
    )
    return ReplicationStatus(names=names, is_visible=is_visible, standbys=standbys)


def read_status(database_url: str) -> ReplicationStatus:
    """Ask the primary. Raises psycopg.OperationalError."""
    with primary_connection(database_url) as connection:
        return status_from(connection.execute(STATUS).fetchall())
