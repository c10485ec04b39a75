"""The projection: from events to rows of the trail."""

from collections.abc import Callable, Sequence

from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection

from application.history.diff import NOTHING, patch
from application.history.document import Documented
from domain.events import CheckoutEvent
from interfaces.storage.postgres.audit.recorder import AuditRecorder
from interfaces.storage.postgres.audit.rows import Apart, Row, row
from interfaces.storage.postgres.audit.state_cache import StateCache, state_after

Tracked = tuple[CheckoutEvent, Tracking]
# About 8 MB of words. They are many times as long as the event itself where it changed only something else.
_MOST_PARTS = 16


class AuditProjection(Projection[AuditRecorder]):
    """Records events in the trail, in the order of their positions; many at once, or one by one as the library does."""

    name = "trail"

    def __init__(
        self, view: AuditRecorder, states: StateCache, throttle: Callable[[], None]
    ) -> None:
        """`throttle` is called after each event."""
        super().__init__(view)
        self._throttle = throttle
        self._states = states

    def process_event(self, domain_event: CheckoutEvent, tracking: Tracking) -> None:
        """Records one event with its position."""
        self.process_events([(domain_event, tracking)])

    def process_events(self, batch: Sequence[Tracked]) -> None:
        """Records consecutive events with the position of the last one, all or none.

        Events whose words are stored apart from their rows are recorded as soon as they have many such parts, each time
        with the position of the last event so far, which limits the memory that they take.

        Raises the library's IntegrityError where another projector was faster, StoreUnavailable, and UnreadableEvent.
        """
        firsts: dict[str, int] = {}
        for event, _ in batch:
            firsts.setdefault(event.originator_id, event.originator_version)
        states = self._states.load(firsts)
        rows: list[Row] = []
        apart: list[Apart] = []
        for event, tracking in batch:
            before = states[event.originator_id]
            after = state_after(before, event)
            columns, more = _row(tracking, event, before, after)
            rows.append(columns)
            apart += more
            if len(apart) >= _MOST_PARTS:
                self.view.record(rows, tracking, apart)
                rows, apart = [], []
            states[event.originator_id] = after
            self._throttle()
        if rows:
            self.view.record(rows, batch[-1][1], apart)
        self._states.keep(state for state in states.values() if state is not None)


def _row(
    tracking: Tracking, event: CheckoutEvent, before: Documented | None, after: Documented
) -> tuple[Row, Sequence[Apart]]:
    changes = patch(NOTHING if before is None else before.document, after.document)
    return row(tracking.notification_id, event, after.checkout, changes)
