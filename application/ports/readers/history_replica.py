"""A server that has the histories of checkouts a little later than the store, and answers reads of them."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.ports.event_store import EventStore
from application.ports.refusal_log import RefusalLog
from application.ports.snapshot_store import SnapshotStore
from application.ports.webhooks.webhook_log import WebhookLog


@dataclass(frozen=True, kw_only=True)
class HistoryStores:
    """What the history of one checkout is read from. Inside of `HistoryReplica.open_read` that may be the replica."""

    events: EventStore
    snapshots: SnapshotStore
    refusals: RefusalLog
    deliveries: WebhookLog


class HistoryRead(Protocol):
    """A read of the history of one checkout."""

    @property
    def behind_seconds(self) -> float | None:
        """How far the server is behind that was read, or None where all was read from the store itself."""


class HistoryReplica(Protocol):
    """Chooses where the history of a checkout is read. `behind_seconds` is the lag of searches, None at the store."""

    @property
    def behind_seconds(self) -> float | None:
        """How far the replica is behind that searches read now, or None where they read the store itself."""

    def open_read(
        self, checkout_id: str, *, at_least: int, instant: datetime | None = None
    ) -> AbstractAsyncContextManager[HistoryRead]:
        """Return a context in which histories are read from one server.

        It has version `at_least` of the checkout, and all that was recorded up to `instant`. Where the replica has not,
        that server is the store. Raises StoreUnavailable.
        """
