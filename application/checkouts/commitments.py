"""Commits purchases, each after its shop has validated it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from application.checkouts.admission import Target
from application.checkouts.decisions import ChangeRequest, Decider
from application.checkouts.idempotency import ResponseRenderer
from application.checkouts.repository import CheckoutRepository
from application.commands.purchase import CommitPurchase
from application.persons.fields import has_person
from application.persons.sealing import KnownKey, OpenedCheckout, Persons
from application.ports.purchase_validation import NO_VALIDATION, PurchaseValidation, Validation
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Locked


@dataclass(frozen=True, kw_only=True)
class Committed:
    """A checkout whose purchase is committed, with its personal data sealed. `known_key` opens it, if it has any."""

    checkout: Checkout
    known_key: KnownKey | None


class Commitments:
    """Decides on commitments. One instance serves one process."""

    def __init__(
        self,
        decider: Decider,
        repository: CheckoutRepository,
        persons: Persons,
        validation: PurchaseValidation,
        clock: Callable[[], datetime],
    ) -> None:
        self._decider = decider
        self._repository = repository
        self._persons = persons
        self._validation = validation
        self._clock = clock
        self._in_validation: set[str] = set()

    async def commit(
        self, checkout: Checkout, change: CommitPurchase, request: ChangeRequest
    ) -> Checkout:
        """Decide, let the shop validate the purchase, and append. Raises as `Checkouts.change`.

        The shop is not asked about a purchase that would be refused anyway. The customer has not seen changes made
        during the validation, so these lead to a refusal. One commitment of a checkout is validated at a time in this
        process, and another one is refused with Locked, so that one checkout never has several requests waiting for the
        shop. Between processes the append decides.
        """
        decision = self._decider.decide_on(checkout, request)
        if decision is None:
            return await self._decider.decide(request)
        if checkout.id in self._in_validation:
            conflict = Locked()
            await self._decider.log_refusal(conflict, checkout, request)
            raise conflict
        self._in_validation.add(checkout.id)
        try:
            validation = await self._validation.ask(checkout, request.on_waiting)
            if validation is not NO_VALIDATION:
                return await self._commit_validated(change, validation, request)
        finally:
            self._in_validation.discard(checkout.id)
        return await self._decider.carry_out(decision, request)

    async def commit_read(
        self,
        opened: OpenedCheckout,
        target: Target,
        change: CommitPurchase,
        by: Provenance,
        response_renderer: ResponseRenderer | None = None,
    ) -> Committed:
        """Commit the purchase of a checkout that the caller has just read. Raises as `Checkouts.change`."""
        at = self._clock()
        checkout = opened.checkout
        sealed = await self._persons.seal_change(
            checkout.id, change, by, checkout.country, opened.key
        )
        assert isinstance(sealed.change, CommitPurchase)
        request = ChangeRequest(
            target=target,
            change=sealed.change,
            by=sealed.by,
            at=at,
            response_renderer=response_renderer,
            shows_person=False,
        )
        stored = self._repository.cached_at(checkout.id, checkout.version)
        if stored is None:
            stored = await self._repository.newest(checkout.id)
        committed = await self.commit(stored, sealed.change, request)
        key = sealed.key or opened.key
        known = None if key is None else KnownKey(key=key, version=committed.version)
        return Committed(checkout=committed, known_key=known)

    def find_known(self, checkout_id: str) -> Checkout | None:
        """Return the checkout as this process knows it, with its personal data sealed. It may be outdated.

        None if this process does not know it, and if it is due to expire.
        """
        checkout = self._repository.find_any_cached(checkout_id)
        if checkout is None or checkout.is_due_to_expire(self._clock()):
            return None
        return checkout

    async def commit_known(
        self,
        checkout: Checkout,
        target: Target,
        change: CommitPurchase,
        by: Provenance,
        response_renderer: ResponseRenderer | None = None,
    ) -> Committed | None:
        """Commit the purchase of a checkout of `find_known`. The change and `by` have no personal data.

        Return None if it is refused or the checkout was outdated. Nothing is recorded then, and the purchase has to be
        decided on the stored checkout. Raises Locked if another change overlapped, and StoreUnavailable.
        """
        request = ChangeRequest(
            target=target,
            change=change,
            by=by,
            at=self._clock(),
            response_renderer=response_renderer,
            shows_person=False,
            reads_key=has_person(checkout),
        )
        decision = self._decider.decide_on(checkout, request)
        if decision is None or checkout.id in self._in_validation:
            return None
        self._in_validation.add(checkout.id)
        try:
            if await self._validation.ask(checkout) is not NO_VALIDATION:
                return None
        finally:
            self._in_validation.discard(checkout.id)
        recorded = await self._decider.carry_out_known(decision, request)
        if recorded is None:
            return None
        version = recorded.checkout.version
        known = None if recorded.key is None else KnownKey(key=recorded.key, version=version)
        return Committed(checkout=recorded.checkout, known_key=known)

    async def _commit_validated(
        self, change: CommitPurchase, validation: Validation, request: ChangeRequest
    ) -> Checkout:
        validated = replace(change, validation=validation)
        return await self._decider.decide(replace(request, change=validated, at=self._clock()))
