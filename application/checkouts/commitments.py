"""Commits purchases, each after its shop has validated it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from application.checkouts.decisions import ChangeRequest, Decider
from application.commands.purchase import CommitPurchase
from application.persons.sealing import KnownKey
from application.ports.purchase_validation import NO_VALIDATION, PurchaseValidation, Validation
from domain.checkout import Checkout
from domain.refusals import Locked


@dataclass(frozen=True, kw_only=True)
class Committed:
    """A checkout whose purchase is committed, with its personal data sealed. `known_key` opens it, if it has any."""

    checkout: Checkout
    known_key: KnownKey | None


class Commitments:
    """Decides on commitments. One instance serves one process."""

    def __init__(
        self, decider: Decider, validation: PurchaseValidation, clock: Callable[[], datetime]
    ) -> None:
        self._decider = decider
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

    async def _commit_validated(
        self, change: CommitPurchase, validation: Validation, request: ChangeRequest
    ) -> Checkout:
        validated = replace(change, validation=validation)
        return await self._decider.decide(replace(request, change=validated, at=self._clock()))
