"""Given events, when a verb is called, then new events or a refusal.

    given(opened(), cart_replaced(SHIRT)).when(lambda c: c.suspend(**ASKED)).then(suspended())

The histories are spoken in `tests.domain.happenings`. All happens at NOW and is asked by SHOP where a test does not
say otherwise, so what a verb recorded compares with what was expected in full: content, version, time and provenance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.provenance import Provenance
from domain.refusals import Refusal
from tests.domain.happenings import NOW, SHOP, Happening, numbered

Verb = Callable[[Checkout], object]


class Asked(TypedDict):
    """Who asks a verb, and when."""

    by: Provenance
    at: datetime


ASKED: Asked = {"by": SHOP, "at": NOW}


def asked_at(at: datetime) -> Asked:
    """The shop asks at another time."""
    return {"by": SHOP, "at": at}


def replay(events: list[CheckoutEvent]) -> Checkout:
    """The checkout that a whole history tells of."""
    first, *rest = events
    begun: Checkout | None = first.mutate(None)
    assert begun is not None
    return begun.replayed(rest)


def recorded(checkout: Checkout) -> list[CheckoutEvent]:
    """What verbs have recorded on this checkout and nobody has collected."""
    return [event for event in checkout.pending_events if isinstance(event, CheckoutEvent)]


@dataclass(frozen=True)
class Answer:
    """What a verb did: recorded events, or refused."""

    history: list[CheckoutEvent]
    new: list[CheckoutEvent]
    refusal: Refusal | None
    checkout: Checkout

    def then(self, *expected: Happening) -> Checkout:
        """Exactly these events were recorded; returns the checkout as it stands after them."""
        assert self.refusal is None, f"refused with {self.refusal!r}"
        assert self.new == numbered(expected, after=len(self.history))
        assert self.checkout == replay(self.history + self.new)
        return self.checkout

    def then_nothing(self) -> Checkout:
        """It succeeded, and there was nothing to record."""
        return self.then()

    def then_refused(self, refusal: type[Refusal], **facts: object) -> None:
        """It was refused for this reason with these facts, and the checkout is as it was."""
        assert type(self.refusal) is refusal, f"{self.refusal!r}, and {self.new}"
        assert self.refusal.facts() == facts
        assert self.new == []
        assert self.checkout == replay(self.history)


@dataclass(frozen=True)
class Given:
    """A history."""

    history: list[CheckoutEvent]

    def when(self, verb: Verb) -> Answer:
        """Calls a verb on a draft of the checkout that the history tells of."""
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


def given(*history: Happening) -> Given:
    """What happened so far, beginning with `opened()`."""
    return Given(numbered(history))
