"""How a change is decided, and how a conflict becomes a lock error.

The verb is applied to a draft of the checkout, and the draft's events are appended at the version that was drafted. A
checkout that this process was the last to change, as far as it knows, is drafted as it remembers it: where nobody else
has changed it the append succeeds, and that is the proof. Every other end counts only on what was read: where what is
remembered was behind, where it refuses the change, and where there would be nothing to record, the change is decided
once more, on the checkout as it stands. So a client never pays for what a process remembers.

Where the append finds the version taken after it was begun, two changes overlapped, in this process or across several.
So they did where the version was read and then taken. That is `StaleVersion` if the caller had named a version and
`Locked` otherwise, and is not decided over somebody else's change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from application.checkouts.idempotency import ResponseRenderer, answer_to
from application.checkouts.repository import CheckoutRepository, collected
from application.commands.shop import Change
from application.ports.event_store import AliasTaken, InsufficientStock, VersionTaken
from application.ports.refusal_log import RefusalLog, RefusedCommand
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import (
    Locked,
    NotAvailable,
    OpenedInAnotherDialect,
    ReferenceTaken,
    Refusal,
    StaleVersion,
)

_CHANGE_IT_THERE = "A checkout is changed in the API that it was opened in, and can be read in any."
Admit = Callable[[Checkout], None]


@dataclass(frozen=True, kw_only=True)
class ChangeRequest:
    """One change as it was asked for. `admit` raises unless the asker may know of the checkout.

    `expected_versions` are the versions that the caller names, one of which has to stand; None where it names none.
    `dialect` is the one that it has to have been opened in; None for any.
    `on_record` says whether a refusal is kept: one that nobody asked for is not.
    `answering` is how it is answered where it was asked with a key.
    """

    checkout_id: str
    expected_versions: tuple[int, ...] | None
    change: Change
    by: Provenance
    at: datetime
    admit: Admit
    dialect: str | None = None
    on_record: bool = True
    answering: ResponseRenderer | None = None


class Decider:
    """Decides changes, and keeps those that are refused."""

    def __init__(self, histories: CheckoutRepository, refusals: RefusalLog) -> None:
        self._histories = histories
        self._refusals = refusals

    async def decide(self, asked: ChangeRequest) -> Checkout:
        """The checkout as it stands after the change, durably.

        Raises the verb's refusals, NotAvailable, Locked and StaleVersion, which are kept; KeyAlreadyUsed, which is not.
        """
        remembered = self._histories.remembered(asked.checkout_id)
        if remembered is not None:
            changed = await self._changed_as_remembered(remembered, asked)
            if changed is not None:
                return changed
        checkout = await self._histories.newest(asked.checkout_id)
        asked.admit(checkout)
        try:
            return await self._changed(checkout, asked)
        except Refusal as refusal:
            await self._keep(refusal, checkout, asked)
            raise
        except VersionTaken:
            raise await self._conflict(asked) from None

    async def _changed_as_remembered(
        self, remembered: Checkout, asked: ChangeRequest
    ) -> Checkout | None:
        """The checkout after the change, or None where that has to be decided on what stands."""
        try:
            asked.admit(remembered)
            changed = await self._changed(remembered, asked)
        except Refusal:
            return None
        except VersionTaken as taken:
            if taken.overlapped:
                raise await self._conflict(asked) from None
            return None
        return None if changed is remembered else changed

    async def _conflict(self, asked: ChangeRequest) -> Refusal:
        """What the change is refused with, which is kept."""
        newest = await self._histories.newest(asked.checkout_id)
        expected = asked.expected_versions
        conflict: Refusal = Locked()
        if expected is not None:
            conflict = StaleVersion(expected=expected, actual=newest.version)
        await self._keep(conflict, newest, asked)
        return conflict

    async def _changed(self, checkout: Checkout, asked: ChangeRequest) -> Checkout:
        expected = asked.expected_versions
        if expected is not None and checkout.version not in expected:
            raise StaleVersion(expected=expected, actual=checkout.version)
        if asked.dialect not in (None, checkout.dialect):
            raise OpenedInAnotherDialect(dialect=checkout.dialect, reason=_CHANGE_IT_THERE)
        draft = checkout.draft()
        # A history's times never run backwards, though a clock may, and though an earlier request is decided later.
        at = max(asked.at, checkout.modified_on)
        asked.change.decide(draft, asked.by, at)
        events = collected(draft)
        if not events:
            return checkout
        try:
            await self._histories.append(draft, events, answer_to(asked.answering, draft, at))
        except InsufficientStock as lacking:
            raise NotAvailable(article=lacking.article, available=lacking.available) from None
        except AliasTaken as taken:
            # Of the names that a change gives, only a reference is not drawn at random.
            reference = draft.reference or ""
            raise ReferenceTaken(reference=reference, checkout_id=taken.checkout_id) from None
        return draft

    async def _keep(self, refusal: Refusal, checkout: Checkout, asked: ChangeRequest) -> None:
        if not asked.on_record:
            return
        await self._refusals.keep(
            RefusedCommand(
                checkout_id=checkout.id,
                merchant=checkout.merchant,
                version=checkout.version,
                at=asked.at,
                reason=type(refusal).__name__,
                facts=refusal.facts(),
                operation=type(asked.change).__name__,
                asked=asked.change,
                provenance=asked.by,
            )
        )
