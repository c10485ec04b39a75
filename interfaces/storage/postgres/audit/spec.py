"""How a projection runner keeps the audit log up to date."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from interfaces.storage.postgres.audit.computation.processes import processes_for
from interfaces.storage.postgres.audit.indexer import AuditIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.runner import Indexer, ProjectionSpec
from interfaces.storage.postgres.projections.throttle import Pace

ANNOUNCED_ON = "tillroll_trail"
"""The channel on which the runner notifies readers of new rows."""
AUDIT_LOCK = 8388354993919124844
_REST_SECONDS = 0.02
# A step takes a few milliseconds, so eight events in one step mean hundreds of events a second.
_BUSY_FROM = 8


def audit_spec(database_url: str, pace: Pace) -> ProjectionSpec:
    """Specify the projection of the audit log."""

    @contextmanager
    def open_indexer() -> Iterator[Indexer]:
        with (
            ProjectionDatastore(database_url, schema=SCHEMA) as datastore,
            closing(
                AuditIndexer(datastore, datastore, pace, processes_for(database_url, pace))
            ) as indexer,
        ):
            yield indexer

    return ProjectionSpec(
        name="the audit trail",
        lock=AUDIT_LOCK,
        open_indexer=open_indexer,
        on_step=lambda leadership: leadership.announce(ANNOUNCED_ON),
        rest_seconds=_REST_SECONDS,
        busy_from=_BUSY_FROM,
        batch_size=pace.batch,
    )
