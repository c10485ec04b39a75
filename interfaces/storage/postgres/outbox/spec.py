"""The deliveries, as they are kept up with the events beside a server."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from application.webhooks.callbacks import Callbacks
from interfaces.storage.postgres.audit.indexer import EVENTS_SCHEMA
from interfaces.storage.postgres.outbox.projection import BATCH, DeliveryDeriver
from interfaces.storage.postgres.projections.datastore import TrailDatastore
from interfaces.storage.postgres.projections.runner import Following, Indexer

_LOCK = 8388354993942160571
_REST_SECONDS = 0.05


def deliveries_following(
    database_url: str, callbacks: Sequence[Callbacks], caused: Callable[[], None]
) -> Following:
    """What keeps the deliveries up. `caused` is called, in the thread of the projector, when there are new ones."""

    @contextmanager
    def opened() -> Iterator[Indexer]:
        with TrailDatastore(database_url, schema=EVENTS_SCHEMA) as datastore:
            yield DeliveryDeriver(datastore, callbacks, caused)

    return Following(
        name="the outgoing mechanism",
        lock=_LOCK,
        opened=opened,
        rest_seconds=_REST_SECONDS,
        whole=BATCH,
    )
