"""A history told: every event with what it changed, as a patch and in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from application.history.diff import NOTHING, Operation, patch
from application.history.document import Documented, document
from application.history.narrative import in_words
from domain.events import CheckoutEvent


@dataclass(frozen=True, kw_only=True)
class ChangeDescription:
    """One event, and what it changed in the state before it."""

    event: CheckoutEvent
    changes: list[Operation]
    words: list[str]


@dataclass(frozen=True)
class ReplayStep:
    """One event, the state before it (None for the first) and the state after it."""

    event: CheckoutEvent
    before: Documented | None
    after: Documented


def steps(events: Iterable[CheckoutEvent]) -> Iterator[ReplayStep]:
    """All events of a history in order, each with the states around it."""
    before: Documented | None = None
    for event in events:
        later = event.mutate(None) if before is None else before.checkout.replayed([event])
        assert later is not None
        after = Documented(later, document(later, earlier=before))
        yield ReplayStep(event, before, after)
        before = after


def told(events: Iterable[CheckoutEvent]) -> list[ChangeDescription]:
    """Tells a whole history."""
    return [_told(step) for step in steps(events)]


def _told(step: ReplayStep) -> ChangeDescription:
    before = NOTHING if step.before is None else step.before.document
    after = step.after.document
    return ChangeDescription(
        event=step.event, changes=patch(before, after), words=in_words(before, after)
    )
