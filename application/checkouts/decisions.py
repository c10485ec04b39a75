"""Decides changes and turns conflicts into lock errors.

A command is applied to a draft of the checkout, and the draft's events are appended at the draft's version. If this
process made the last change that it knows of, it decides on the cached checkout first. A successful append proves that
the cache was current. In every other case (the cache was outdated, the change was refused, or it had no effect) the
change is decided again on the stored checkout. So a stale cache never causes a refusal.

If the version is taken after the append began, two changes overlapped, in this process or in several. They also
overlapped if the version was read and then taken. The caller gets `StaleVersion` if it named a version and `Locked`
otherwise. The change is not decided again on top of the other one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.checkouts.admission import AdmissionRules, Target, admit
from application.checkouts.idempotency import ResponseRenderer, render_response
from application.checkouts.repository import CheckoutRepository, collect_events
from application.commands.change import Change
from application.persons.sealing import KnownKey, OpenedCheckout, Persons
from application.ports.event_store import (
    AliasTaken,
    InsufficientStock,
    NoUseLeft,
    VersionTaken,
)
from application.ports.idempotency_store import KeyAlreadyUsed
from application.ports.person_vault import PersonKey
from application.ports.purchase_validation import OnWaiting, do_nothing
from application.ports.refusal_log import RefusalLog, RefusedCommand
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.provenance import Provenance
from domain.refusals import (
    DiscountUsedUp,
    Locked,
    NotAvailable,
    OpenedInAnotherDialect,
    ReferenceTaken,
    Refusal,
    StaleVersion,
)

_WRONG_DIALECT = "A checkout is changed in the API that it was opened in, and can be read in any."


@dataclass(frozen=True, kw_only=True)
class ChangeRequest:
    """A request for one change.

    `at` is when it was made. A refusal is logged if `on_record` is True; tillroll's own requests (expiry, erasure) are
    not. `response_renderer` renders the response to a request with an idempotency key. `on_waiting` is called before
    the change waits for the shop's server. Personal data in `change` and `by` is sealed; with `shows_person` it is
    opened in the result. `key` is the key that sealed it. `known_key` opens the version of the checkout that it is for.
    With `reads_key` the append returns the key.
    """

    target: Target
    change: Change
    by: Provenance
    at: datetime
    on_record: bool = True
    response_renderer: ResponseRenderer | None = None
    on_waiting: OnWaiting = do_nothing
    shows_person: bool = True
    key: PersonKey | None = None
    known_key: KnownKey | None = None
    reads_key: bool = False


@dataclass(frozen=True)
class Recorded:
    """A checkout after a change that is durable, and the key of its personal data if the change knows it."""

    checkout: Checkout
    key: PersonKey | None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A change that was decided on a draft of `base` and is not appended yet. Its events have the time `at`."""

    base: Checkout
    draft: Checkout
    events: Sequence[CheckoutEvent]
    at: datetime


class Decider:
    """Decides change requests and logs those that are refused."""

    def __init__(
        self,
        repository: CheckoutRepository,
        refusals: RefusalLog,
        admission: AdmissionRules,
        persons: Persons,
    ) -> None:
        self._persons = persons
        self._repository = repository
        self._refusals = refusals
        self._admission = admission

    async def decide(self, request: ChangeRequest) -> Checkout:
        """Return the checkout after the change, which is durable.

        Raises the command's refusals, NotAvailable, DiscountUsedUp, Locked and StaleVersion, which are logged;
        CheckoutNotFound and KeyAlreadyUsed, which are not.
        """
        checkout_id = request.target.checkout_id
        cached = self._repository.find_cached(checkout_id)
        if cached is not None:
            decision = self.decide_on(cached, request)
            if decision is not None:
                return await self.carry_out(decision, request)
        return await self._decide_on_stored(request)

    def decide_on(self, checkout: Checkout, request: ChangeRequest) -> Decision | None:
        """Decide on a checkout that may be outdated, and append nothing.

        Return None if the change is refused or has no effect. It then has to be decided on the stored checkout.
        """
        try:
            admit(checkout, request.target, request.at, self._admission)
            return _decision(checkout, request)
        except Refusal:
            return None

    async def carry_out(self, decision: Decision, request: ChangeRequest) -> Checkout:
        """Append the decision. If its checkout was outdated, decide again on the stored one. Raises as `decide`."""
        recorded = await self._append_or_conflict(decision, request)
        return await self._decide_on_stored(request) if recorded is None else recorded.checkout

    async def carry_out_known(self, decision: Decision, request: ChangeRequest) -> Recorded | None:
        """Append the decision. Return None, with nothing recorded, if its checkout was outdated, the store refused it,
        or the idempotency key is used. Raises Locked and StaleVersion, which are logged.
        """
        try:
            return await self._append_or_conflict(decision, request)
        except KeyAlreadyUsed:
            return None

    async def _append_or_conflict(
        self, decision: Decision, request: ChangeRequest
    ) -> Recorded | None:
        """Append the decision. Return None if it has to be decided on the stored checkout."""
        try:
            return await self._append(decision, request)
        except Refusal:
            return None
        except VersionTaken as conflict:
            if conflict.overlapped:
                raise await self._conflict(request) from None
            return None

    async def _decide_on_stored(self, request: ChangeRequest) -> Checkout:
        checkout = await self._repository.newest(request.target.checkout_id)
        admit(checkout, request.target, request.at, self._admission)
        try:
            decision = _decision(checkout, request)
            if decision is None:
                return (await self._open_persons(checkout, request)).checkout
            return (await self._append(decision, request)).checkout
        except Refusal as refusal:
            await self.log_refusal(refusal, checkout, request)
            raise
        except VersionTaken:
            raise await self._conflict(request) from None

    async def _conflict(self, request: ChangeRequest) -> Refusal:
        """Log and return the refusal of a change that overlapped with another one."""
        newest = await self._repository.newest(request.target.checkout_id)
        expected = request.target.expected_versions
        conflict: Refusal = Locked()
        if expected is not None:
            conflict = StaleVersion(expected=expected, actual=newest.version)
        await self.log_refusal(conflict, newest, request)
        return conflict

    async def _append(self, decision: Decision, request: ChangeRequest) -> Recorded:
        """Append the decision and return the checkout after it."""
        draft = decision.draft
        opened = await self._open_persons(draft, request, decision.base.version)
        response = render_response(request.response_renderer, opened, decision.at)
        try:
            access = await self._repository.append(
                decision.base, draft, decision.events, response, reads_key=request.reads_key
            )
        except InsufficientStock as shortage:
            raise NotAvailable(article=shortage.article, available=shortage.available) from None
        except NoUseLeft as limit:
            titles = {each.id: each.title for each in draft.discounts.applied}
            title = titles.get(limit.discount, limit.discount)
            raise DiscountUsedUp(discount=limit.discount, title=title) from None
        except AliasTaken as conflict:
            # The other aliases that a change adds are random, so only the reference can be taken.
            reference = draft.reference or ""
            raise ReferenceTaken(reference=reference, checkout_id=conflict.checkout_id) from None
        return Recorded(opened.checkout, opened.key if access is None else access.key)

    async def _open_persons(
        self, checkout: Checkout, request: ChangeRequest, version: int | None = None
    ) -> OpenedCheckout:
        """Open personal data. A key that was looked up for `version` is used, because an erasure would change that."""
        if not request.shows_person:
            return OpenedCheckout(checkout, None)
        key, known = request.key, request.known_key
        if key is None and known is not None and known.version == version:
            key = known.key
        return await self._persons.open(checkout, key)

    async def log_refusal(
        self, refusal: Refusal, checkout: Checkout, request: ChangeRequest
    ) -> None:
        """Log the refusal of a request by an existing checkout, unless the request is tillroll's own."""
        if not request.on_record:
            return
        keep = self._refusals.keep_counted if request.by.is_shopper else self._refusals.keep
        await keep(
            RefusedCommand(
                checkout_id=checkout.id,
                merchant=checkout.merchant,
                version=checkout.version,
                at=request.at,
                reason=refusal.NAME,
                facts=refusal.facts(),
                operation=request.change.NAME,
                command=request.change,
                provenance=request.by,
            )
        )


def _decision(checkout: Checkout, request: ChangeRequest) -> Decision | None:
    """Return the decision, or None if the change has no effect. Raises the command's refusals and StaleVersion."""
    target = request.target
    expected = target.expected_versions
    if expected is not None and checkout.version not in expected:
        raise StaleVersion(expected=expected, actual=checkout.version)
    if target.dialect not in (None, checkout.dialect):
        raise OpenedInAnotherDialect(dialect=checkout.dialect, reason=_WRONG_DIALECT)
    draft = checkout.draft()
    # The times in a history never decrease, even if the clock is set back or an earlier request is decided later.
    at = max(request.at, checkout.modified_on)
    request.change.decide(draft, request.by, at)
    events = collect_events(draft)
    if not events:
        return None
    return Decision(base=checkout, draft=draft, events=events, at=at)
