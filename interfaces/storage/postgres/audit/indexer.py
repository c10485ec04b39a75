"""Moves the audit log forward: reads the feed of events and projects it batch by batch.

The library's own runner commits each event by itself (about a thousand a second), relies on notifications without
polling, and ends at the first broken connection. So tillroll runs the library's projection and recorders in a loop of
its own, in which the rows of a batch and the position of its last event are one transaction.
"""

from eventsourcing.persistence import IntegrityError, Tracking
from eventsourcing.postgres import PostgresApplicationRecorder

from interfaces.storage.postgres.audit.projection import AuditProjection, Tracked
from interfaces.storage.postgres.audit.recorder import AuditRecorder
from interfaces.storage.postgres.audit.state_cache import StateCache
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE
from interfaces.storage.postgres.projections.feed import EventFeed
from interfaces.storage.postgres.projections.throttle import Pace

_MAX_BYTES = 4_000_000


class AuditIndexer:
    """Indexes new events, one batch per step. Every method raises StoreUnavailable without a retry."""

    def __init__(
        self, events: ProjectionDatastore, target: ProjectionDatastore, pace: Pace
    ) -> None:
        recorder = PostgresApplicationRecorder(events, events_table_name=EVENTS_TABLE)
        states = StateCache(recorder, EventCodec(), pace)
        self._recorder = recorder
        self._codec = EventCodec()
        self._batch = pace.batch
        self._feed = EventFeed(recorder)
        self._view = AuditRecorder(target)
        self._projection = AuditProjection(self._view, states, pace.throttle)
        self._position: int | None = None

    @property
    def is_held_up(self) -> bool:
        """Whether the next events can be read only after other transactions have ended."""
        return self._feed.is_held_up

    def position(self) -> int:
        """Return the position of the audit log."""
        if self._position is None:
            self._position = self._view.position()
        return self._position

    def newest(self) -> int:
        """Return the position of the newest event; 0 where there is none."""
        return self._recorder.max_notification_id() or 0

    def step(self) -> int:
        """Index the next batch of events and return their number; 0 where there are none yet.

        Returns 0 also where another process was faster; the next step continues after its batch. Raises
        UnreadableEvent for an event that this code cannot decode, which is not skipped.
        """
        position = self.position()
        batch: list[Tracked] = []
        size = 0
        for notification in self._feed.read(position, self._batch):
            size += len(notification.state)
            if batch and size > _MAX_BYTES:
                break
            event = self._codec.to_domain_event(notification)
            batch.append((event, Tracking(EVENTS_TABLE, notification.id)))
        if not batch:
            return 0
        self._position = None
        try:
            self._projection.process_events(batch)
        except IntegrityError:
            return 0
        self._position = batch[-1][1].notification_id
        return len(batch)
