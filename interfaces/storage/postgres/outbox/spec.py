"""How a projection runner keeps the outbox up to date."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from application.webhooks.callbacks import Callbacks
from interfaces.storage.postgres.outbox.projection import BATCH, OutboxIndexer
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.runner import Indexer, ProjectionSpec

OUTBOX_LOCK = 8388354993942160571
_REST_SECONDS = 0.05


def outbox_spec(
    database_url: str, callbacks: Sequence[Callbacks], on_recorded: Callable[[], None]
) -> ProjectionSpec:
    """Specify the projection of the outbox. `on_recorded` is called in the runner's thread after new deliveries."""

    @contextmanager
    def open_indexer() -> Iterator[Indexer]:
        with ProjectionDatastore(database_url, schema=SCHEMA) as datastore:
            yield OutboxIndexer(datastore, callbacks, on_recorded)

    return ProjectionSpec(
        name="the outgoing mechanism",
        lock=OUTBOX_LOCK,
        open_indexer=open_indexer,
        rest_seconds=_REST_SECONDS,
        batch_size=BATCH,
    )
