"""The projection of events to rows of the audit log.

The eventsourcing library supplies the base class and the tracking of positions. Batches are tillroll's own; see
`indexer`.
"""

from collections.abc import Callable, Sequence

from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection

from application.history.patches.states import changes
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.audit.recorder import AuditRecorder
from interfaces.storage.postgres.audit.rows import ExtraWords, Row, row
from interfaces.storage.postgres.audit.state_cache import StateCache, state_after
from interfaces.storage.postgres.figures.counting import figure_rows

Tracked = tuple[CheckoutEvent, int, Tracking]
"""An event, the number of its row, and the name and position for the table of positions."""
# About 8 MB of words. An event that changes something else still repeats all words of its checkout.
_MAX_PARTS = 16


class AuditProjection(Projection[AuditRecorder]):
    """Records events in the audit log in the order of their positions, in batches or one by one."""

    name = "trail"

    def __init__(
        self, view: AuditRecorder, states: StateCache, throttle: Callable[[], None]
    ) -> None:
        """`throttle` is called after each event."""
        super().__init__(view)
        self._throttle = throttle
        self._states = states

    def process_event(self, domain_event: CheckoutEvent, tracking: Tracking) -> None:
        """Record one event with its position, as the library's base class requires."""
        progress = self.view.progress()
        number = progress.number_of(tracking.notification_id, progress.number)
        self.process_events([(domain_event, number, tracking)])

    def process_events(self, batch: Sequence[Tracked]) -> None:
        """Record consecutive events with the position of the last one, in one transaction.

        Where events have many rows of `trail_words`, it commits more often, each time with the position of the last
        event so far. That limits the memory for their words.

        Raises the library's IntegrityError where another process was faster, StoreUnavailable, and UnreadableEvent.
        """
        firsts: dict[str, int] = {}
        for event, _, _ in batch:
            firsts.setdefault(event.originator_id, event.originator_version)
        states = self._states.load(firsts)
        rows: list[Row] = []
        extra_words: list[ExtraWords] = []
        counted: list[tuple[CheckoutEvent, Checkout]] = []
        for event, number, tracking in batch:
            before = states[event.originator_id]
            after = state_after(before, event)
            columns, more = row(number, event, after, changes(before, after))
            rows.append(columns)
            extra_words += more
            counted.append((event, after))
            if len(extra_words) >= _MAX_PARTS:
                self.view.record(rows, tracking, extra_words, figure_rows(counted))
                rows, extra_words, counted = [], [], []
            states[event.originator_id] = after
            self._throttle()
        if rows:
            self.view.record(rows, batch[-1][2], extra_words, figure_rows(counted))
        self._states.keep(state for state in states.values() if state is not None)
