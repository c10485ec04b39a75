"""The rows of the audit log for a batch of events, computed from the events alone."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from application.history.patches.states import changes
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.archive.recorder import EventRecorder
from interfaces.storage.postgres.audit.computation.state_cache import StateCache, state_after
from interfaces.storage.postgres.audit.rows import ExtraWords, Row, row
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.figures.counting import FigureRow, figure_of
from interfaces.storage.postgres.projections.throttle import Pace

# About 8 MB of words. An event that changes something else still repeats all words of its checkout.
_MAX_PARTS = 16


class NumberedEvent(NamedTuple):
    """An event as it is stored, and the number of its row."""

    number: int
    checkout_id: str
    version: int
    topic: str
    state: bytes


class ComputedRow(NamedTuple):
    """What the audit log records for one event."""

    row: Row
    extra_words: Sequence[ExtraWords]
    figure: FigureRow


Computed = Callable[[], Sequence[ComputedRow]]
"""Returns the rows of a batch: of all its events, or of the first ones where these have many words.

Raises UnreadableEvent and StoreUnavailable.
"""


class Computation(Protocol):
    """Computes the rows of one batch after another."""

    def begin(self, batch: Sequence[NumberedEvent]) -> Computed:
        """Begin with a batch, whose first events follow those of the batch before. The rows are asked for later."""

    def close(self) -> None:
        """End the computation and what it runs."""


class OwnComputation:
    """Computes in this process, when the rows are asked for."""

    def __init__(self, events: EventRecorder, pace: Pace) -> None:
        self._codec = EventCodec()
        self._states = StateCache(events, self._codec, pace)
        self._throttle = pace.throttle

    def begin(self, batch: Sequence[NumberedEvent]) -> Computed:
        """Return the function that computes the rows of a batch."""
        return lambda: self.rows(batch)

    def close(self) -> None:
        """Nothing runs, so nothing ends."""

    def rows(self, batch: Iterable[NumberedEvent]) -> Sequence[ComputedRow]:
        """Return the rows of a batch, or of its first events. Raises UnreadableEvent and StoreUnavailable."""
        decode = self._codec.decode
        return self.rows_of(
            [
                (number, decode(checkout_id, version, topic, state))
                for number, checkout_id, version, topic, state in batch
            ]
        )

    def rows_of(self, batch: Sequence[tuple[int, CheckoutEvent]]) -> Sequence[ComputedRow]:
        """Return the rows of events, each with the number of its row.

        It ends after an event whose words bring those of the batch to many parts, which limits the memory for them.
        """
        firsts: dict[str, int] = {}
        for _, event in batch:
            firsts.setdefault(event.originator_id, event.originator_version)
        states = self._states.load(firsts)
        computed: list[ComputedRow] = []
        changed: dict[str, Checkout] = {}
        parts = 0
        for number, event in batch:
            before = states[event.originator_id]
            after = state_after(before, event)
            columns, extra_words = row(number, event, after, changes(before, after))
            computed.append(ComputedRow(columns, extra_words, figure_of(event, after)))
            states[event.originator_id] = changed[event.originator_id] = after
            self._throttle()
            parts += len(extra_words)
            if parts >= _MAX_PARTS:
                break
        # Where the rows are not recorded, the next batch has other versions, and the states are loaded again.
        self._states.keep(changed.values())
        return computed
