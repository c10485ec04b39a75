"""Moves a trail forward: from the feed of events through the projection, batch by batch.

The library's own runner commits each event by itself (about a thousand a second), waits on a subscription that has no
fallback where a notification is lost, and ends for good at the first broken connection. So tillroll runs the library's
projection on the library's recorders with a loop of its own, in which a batch is one transaction: its rows, and the
position of its last event.
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

_MOST_BYTES = 4_000_000


class AuditIndexer:
    """Indexes what is new, as often as it is asked to. Raises StoreUnavailable from every method, at once."""

    def __init__(self, events: ProjectionDatastore, trail: ProjectionDatastore, pace: Pace) -> None:
        recorder = PostgresApplicationRecorder(events, events_table_name=EVENTS_TABLE)
        states = StateCache(recorder, EventCodec(), pace)
        self._recorder = recorder
        self._mapper = EventCodec()
        self._batch = pace.batch
        self._feed = EventFeed(recorder)
        self._view = AuditRecorder(trail)
        self._projection = AuditProjection(self._view, states, pace.throttle)
        self._position: int | None = None

    @property
    def is_held_up(self) -> bool:
        """Whether somebody's open transaction has to end before more can be indexed."""
        return self._feed.is_held_up

    def position(self) -> int:
        """How far the trail is."""
        if self._position is None:
            self._position = self._view.position()
        return self._position

    def newest(self) -> int:
        """How far the events are."""
        return self._recorder.max_notification_id() or 0

    def step(self) -> int:
        """Indexes the next events, up to a batch, and returns how many; 0 where there is nothing to index yet.

        Where another projector was faster it returns 0 too, and goes on from there at the next step. Raises
        UnreadableEvent for an event that this code does not know, which is not passed over.
        """
        position = self.position()
        batch: list[Tracked] = []
        size = 0
        for notification in self._feed.read(position, self._batch):
            size += len(notification.state)
            if batch and size > _MOST_BYTES:
                break
            event = self._mapper.to_domain_event(notification)
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
