"""Given events, when a verb is called, then new events or a refusal.

    given(opened(), cart_replaced(SHIRT)).when(lambda c: c.suspend(**BY_SHOP)).then(suspended())

The events come from `tests.domain.happenings`. Their time is NOW and their provenance SHOP unless a test says
otherwise, so recorded and expected events compare in full: content, version, time and provenance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.provenance import Provenance
from domain.refusals import Refusal
from tests.domain.event_builders import NOW, SHOP, EventAt, numbered

Verb = Callable[[Checkout], object]


class Call(TypedDict):
    """The provenance and the time of a call of a verb."""

    by: Provenance
    at: datetime


BY_SHOP: Call = {"by": SHOP, "at": NOW}


def by_shop_at(at: datetime) -> Call:
    """Return a call by the shop at another time."""
    return {"by": SHOP, "at": at}


def replay(events: list[CheckoutEvent]) -> Checkout:
    """Return the checkout after a whole history."""
    first, *rest = events
    checkout: Checkout | None = first.mutate(None)
    assert checkout is not None
    return checkout.replay(rest)


def recorded(checkout: Checkout) -> list[CheckoutEvent]:
    """Return the events that verbs have recorded on this checkout and that are not yet collected."""
    return [event for event in checkout.pending_events if isinstance(event, CheckoutEvent)]


@dataclass(frozen=True)
class Answer:
    """The result of a verb: recorded events, or a refusal."""

    history: list[CheckoutEvent]
    new: list[CheckoutEvent]
    refusal: Refusal | None
    checkout: Checkout

    def then(self, *expected: EventAt) -> Checkout:
        """Assert that exactly these events were recorded, and return the checkout after them."""
        assert self.refusal is None, f"refused with {self.refusal!r}"
        assert self.new == numbered(expected, after=len(self.history))
        assert self.checkout == replay(self.history + self.new)
        return self.checkout

    def then_nothing(self) -> Checkout:
        """Assert that the verb succeeded and recorded nothing."""
        return self.then()

    def then_refused(self, refusal: type[Refusal], **facts: object) -> None:
        """Assert that the verb was refused with these facts, and that the checkout is unchanged."""
        assert type(self.refusal) is refusal, f"{self.refusal!r}, and {self.new}"
        assert self.refusal.facts() == facts
        assert self.new == []
        assert self.checkout == replay(self.history)


@dataclass(frozen=True)
class Given:
    """The history before a verb."""

    history: list[CheckoutEvent]

    def when(self, verb: Verb) -> Answer:
        """Call a verb on a draft of the checkout after the history."""
        before = replay(self.history)
        draft = before.draft()
        refusal = None
        try:
            verb(draft)
        except Refusal as reason:
            refusal = reason
        assert before == replay(self.history), "the draft leaked into the original"
        new = recorded(draft)
        draft.collect_events()
        return Answer(self.history, new, refusal, draft)


def given(*history: EventAt) -> Given:
    """Return the history of these events, which begins with `opened()`."""
    return Given(numbered(history))
