"""Build the reads of single histories on a replica."""

from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.replication.histories import ReplicaHistories
from interfaces.storage.postgres.replication.replica import ReplicaSetting
from interfaces.storage.postgres.storage import PostgresStorage


def history_replica(
    setting: ReplicaSetting | None, storage: PostgresStorage, trail: PostgresAuditLog
) -> ReplicaHistories | None:
    """Return the reads, which are to be entered after both, or None without a replica."""
    if setting is None or trail.replica is None:
        return None
    return storage.histories_on(setting, trail.replica, clock=now)
