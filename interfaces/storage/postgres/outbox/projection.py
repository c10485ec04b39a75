"""The projection of events to deliveries: exactly one for each callback of an event, also after a crash.

The position is committed together with the deliveries of all events up to it. Where events cause no deliveries, the
position is committed once per 20,000 events or ten seconds, whichever comes first: reading them again after a crash
costs less than more commits. The archive moves only events below the recorded position, so an idle step records it too.
"""

import time
from collections.abc import Callable, Sequence

from eventsourcing.persistence import IntegrityError, Notification, Tracking
from eventsourcing.projection import Projection

from application.webhooks.callbacks import Callbacks
from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opened
from interfaces.storage.postgres.archive.recorder import EventRecorder
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.outbox.recorder import CauseReader, OutboxRecorder
from interfaces.storage.postgres.outbox.rows import Row, delivery_rows, underivable_row
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import TRACKING_NAME
from interfaces.storage.postgres.projections.feed import EventFeed
from interfaces.storage.postgres.projections.throttle import Throttle

BATCH = 2000
_EVENTS_PER_COMMIT = 20_000
_SECONDS_PER_COMMIT = 10.0
_PAGE = 1000
Tracked = tuple[CheckoutEvent, Tracking]


class OutboxProjection(Projection[OutboxRecorder]):
    """Records the deliveries of events in the order of their positions."""

    name = "deliveries"

    def __init__(
        self,
        view: OutboxRecorder,
        events: EventRecorder,
        mapper: EventCodec,
        callbacks: Sequence[Callbacks],
        on_recorded: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self._on_recorded = on_recorded
        self._events = events
        self._codec = mapper
        self._callbacks = {each.dialect: each for each in callbacks}
        self._throttle = Throttle()

    def process_event(self, domain_event: CheckoutEvent, tracking: Tracking) -> None:
        """Record the deliveries of one event, as the library's base class requires."""
        self.process_events([(domain_event, tracking)], tracking)

    def process_events(self, causes: Sequence[Tracked], up_to: Tracking) -> None:
        """Record the deliveries of these events and the position `up_to` in one transaction.

        Raises the library's IntegrityError where another process was faster, StoreUnavailable, and UnreadableEvent.
        """
        rows: list[Row] = []
        for event, tracking in causes:
            rows += self._rows(event, tracking.notification_id)
        self.view.record(rows, up_to)
        if rows:
            self._on_recorded()

    def is_wanted(self, topic: str, opened: Opened) -> bool:
        """Return whether events of a topic cause callbacks of a checkout that was opened so."""
        callbacks = self._callbacks.get(opened.dialect)
        if callbacks is None or topic not in callbacks.topics:
            return False
        return callbacks.is_wanted(opened.merchant)

    def _rows(self, event: CheckoutEvent, position: int) -> list[Row]:
        checkout = self._checkout_after(event)
        callbacks = self._callbacks.get(checkout.dialect)
        if callbacks is None or event.TOPIC not in callbacks.topics:
            return []
        try:
            caused = callbacks.requests_for(event, checkout)
        except Exception as error:
            # An error in one checkout must not block the callbacks of all others.
            return [underivable_row(position, event, checkout, error)]
        return delivery_rows(position, event, checkout, caused)

    def _checkout_after(self, event: CheckoutEvent) -> Checkout:
        """Return the state after the event, replayed from events only."""
        checkout: Checkout | None = None
        version = event.originator_version
        for after in range(0, version, _PAGE):
            last = min(after + _PAGE, version)
            for stored in self._events.select_events(event.originator_id, gt=after, lte=last):
                found = self._codec.to_domain_event(stored)
                checkout = found.mutate(None) if checkout is None else checkout.replay([found])
                self._throttle()
        assert checkout is not None, "an event has a history"
        return checkout


class OutboxIndexer:
    """Processes new events, one batch per step. Every method raises StoreUnavailable without a retry."""

    def __init__(
        self,
        datastore: ProjectionDatastore,
        callbacks: Sequence[Callbacks],
        on_recorded: Callable[[], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`on_recorded` is called after deliveries were recorded."""
        mapper = EventCodec()
        events = EventRecorder(datastore)
        self._topics = frozenset(topic for each in callbacks for topic in each.topics)
        self._codec = mapper
        self._causes = CauseReader(datastore, self._topics, events.archived)
        self._feed = EventFeed(self._causes)
        self._view = OutboxRecorder(datastore)
        self._projection = OutboxProjection(self._view, events, mapper, callbacks, on_recorded)
        self._monotonic = monotonic
        self._recorded_at = monotonic()
        self._unrecorded = 0
        self._position: int | None = None

    @property
    def is_held_up(self) -> bool:
        """Whether the next events can be read only after other transactions have ended."""
        return self._feed.is_held_up

    def step(self) -> int:
        """Process the next batch and return its number of events; 0 where there are none or another process was faster.

        Raises UnreadableEvent for an event that this code cannot decode, which is not skipped.
        """
        if self._position is None:
            self._position = self._view.position()
            self._unrecorded = 0
        found = self._feed.read(self._position, BATCH)
        if not found:
            self._record_where_due([], self._position)
            return 0
        events, last = self._causes.page_size, found[-1].id
        causes = [each for each in found if each.topic in self._topics]
        wanted = [self._track(each) for each in self._select_wanted(causes)]
        self._unrecorded += events
        return events if self._record_where_due(wanted, last) else 0

    def _record_where_due(self, wanted: Sequence[Tracked], last: int) -> bool:
        """Move to the position `last`, and record it where it is time. Return False if another process was faster."""
        if not wanted and not self._is_due():
            self._position = last
            return True
        self._position = None
        try:
            self._projection.process_events(wanted, Tracking(TRACKING_NAME, last))
        except IntegrityError:
            return False
        self._position, self._unrecorded, self._recorded_at = last, 0, self._monotonic()
        return True

    def _is_due(self) -> bool:
        """Return whether the position is to be recorded without deliveries."""
        if not self._unrecorded:
            return False
        is_late = self._monotonic() - self._recorded_at >= _SECONDS_PER_COMMIT
        return is_late or self._unrecorded >= _EVENTS_PER_COMMIT

    def _select_wanted(self, causes: Sequence[Notification]) -> Sequence[Notification]:
        """Return those of the events that cause callbacks. First events say which, so no others are read for that."""
        if not causes:
            return []
        stored = self._causes.openings({str(each.originator_id) for each in causes})
        events = map(self._codec.to_domain_event, stored)
        opened = {each.originator_id: each for each in events if isinstance(each, Opened)}
        return [
            each
            for each in causes
            if self._projection.is_wanted(each.topic, opened[str(each.originator_id)])
        ]

    def _track(self, notification: Notification) -> Tracked:
        return self._codec.to_domain_event(notification), Tracking(TRACKING_NAME, notification.id)
