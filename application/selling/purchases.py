"""Completing a purchase that tillroll takes the payment for: commit, ask for the payment once, record what came of it.

The commitment is recorded before the provider is asked, with the name of the attempt in it and the stock taken, so
that a process that dies in between leaves a trace. Whoever comes next does not ask for the payment again: they ask what
became of that attempt. One that the provider never heard of is closed there before another one may begin.

A total of 0 is not a payment: the provider is not asked, and the purchase completes with a payment of 0.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from application.checkouts.admission import Target
from application.checkouts.idempotency import ResponseRenderer
from application.checkouts.service import Checkouts
from application.commands.shop import CommitPurchase, CompletePurchase, ReleaseCommitment
from application.ports.event_store import StoreUnavailable
from application.ports.idempotency_store import StoredResponse
from application.ports.payment_provider import (
    PAYMENT_PATIENCE,
    Declined,
    NotAttempted,
    Paid,
    PaymentOrder,
    PaymentProvider,
    PaymentUnclear,
)
from application.selling.sessions import Sessions, SessionUpdate, TooMuch
from domain.checkout import Checkout
from domain.progress import Progress, progress
from domain.provenance import Provenance
from domain.refusals import NotAvailable, PurchaseCommitmentFound
from domain.stage import Stage
from domain.values.customer import Customer
from domain.values.payment import Payment

INTERRUPTED = "The payment was interrupted before it was asked for. Try again."
NOTHING_TO_PAY = "none"
"""The method of a payment of 0."""
_RECOVERY = Provenance(
    actor="system:recovery", dialect="tillroll", operation="settle payment", request_id=""
)


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """What a client completes with: the customer's means of payment, and who they are where it says so now."""

    token: str
    provider: str
    customer: Customer | None = None


class Purchases:
    """Completes sessions. `new_id` names attempts, orders and purchases; `patience` is that of the checkouts."""

    def __init__(
        self,
        *,
        checkouts: Checkouts,
        sessions: Sessions,
        provider: PaymentProvider,
        clock: Callable[[], datetime],
        new_id: Callable[[str], str],
        patience: timedelta = PAYMENT_PATIENCE,
    ) -> None:
        self._checkouts = checkouts
        self._sessions = sessions
        self._provider = provider
        self._clock = clock
        self._new_id = new_id
        self._patience = patience

    async def complete(
        self,
        target: Target,
        purchase: Purchase,
        by: Provenance,
        answering: ResponseRenderer | None = None,
        *,
        again: bool = False,
    ) -> Checkout:
        """The session as it stands then: completed, or open with the reason why not.

        `again` says that this request, with its key, was under way before and has not been answered.
        Raises the refusals of a commitment, PurchaseCommitmentFound while another request is at it, KeyAlreadyUsed, and
        StoreUnavailable where the outcome of the payment is not known yet.
        """
        checkout = await self._sessions.read(target)
        is_foreign = target.changed_in not in (None, checkout.dialect)
        if was_being_paid := is_being_paid(checkout) and not is_foreign:
            checkout = await self._recovered(checkout, by, answering, again=again)
        if was_being_paid or again:
            failed = checkout.payment_failure not in (None, INTERRUPTED)
            if checkout.stage is Stage.COMPLETED or (again and failed):
                return checkout
            # The version that the client had named is the one before its own first attempt.
            target = replace(target, expected_versions=None)
        try:
            # That it is under way is kept already.
            under_way = None if again else answering
            committed = await self._commit(target, checkout, purchase, by, under_way)
        except NotAvailable as refused:
            if progress(checkout) is not Progress.READY:
                raise
            try:
                # It was there when it was quoted. Now the customer is told.
                return await self._sessions.update(target, SessionUpdate(), by, answering)
            except TooMuch:
                # Nor can it be quoted any more: its price has gone beyond all bounds.
                raise refused from None
        outcome = await self._asked(committed, purchase)
        return await self._recorded(_anybody(committed), committed, outcome, by, answering)

    async def recover(self, checkout: Checkout) -> Checkout:
        """Settles a payment that was asked for by a process that is gone; leaves any other checkout as it is."""
        if not (is_being_paid(checkout) and self._is_overdue(checkout)):
            return checkout
        return await self._recovered(checkout, _RECOVERY, None, again=False)

    async def _commit(
        self,
        target: Target,
        checkout: Checkout,
        purchase: Purchase,
        by: Provenance,
        answering: ResponseRenderer | None,
    ) -> Checkout:
        change = CommitPurchase(
            shown_version=checkout.version,
            customer=purchase.customer,
            payment_attempt=self._new_id("attempt"),
        )
        under_way = None if answering is None else replace(answering, render=_under_way)
        return await self._checkouts.change(target, change, by, under_way)

    async def _asked(
        self, committed: Checkout, purchase: Purchase
    ) -> Paid | Declined | NotAttempted:
        if committed.agreed_total == 0:
            return _free(committed)
        order = PaymentOrder(
            attempt=committed.payment_attempt or "",
            merchant=committed.merchant,
            amount=committed.total,
            currency=committed.currency,
            provider=purchase.provider,
            token=purchase.token,
        )
        try:
            return await self._provider.authorise(order)
        except PaymentUnclear:
            return await self._settled(committed)

    async def _recovered(
        self, checkout: Checkout, by: Provenance, answering: ResponseRenderer | None, *, again: bool
    ) -> Checkout:
        """What became of an attempt is the answer to its own request; to another one only that it was paid."""
        if not self._is_overdue(checkout):
            raise PurchaseCommitmentFound
        outcome = await self._settled(checkout)
        if not (isinstance(outcome, Paid) or (again and isinstance(outcome, Declined))):
            answering = None
        return await self._recorded(_anybody(checkout), checkout, outcome, by, answering)

    async def _settled(self, checkout: Checkout) -> Paid | Declined | NotAttempted:
        if checkout.agreed_total == 0:
            return _free(checkout)
        try:
            return await self._provider.settle(checkout.payment_attempt or "")
        except PaymentUnclear as error:
            raise StoreUnavailable("the payment provider does not answer") from error

    async def _recorded(
        self,
        target: Target,
        checkout: Checkout,
        outcome: Paid | Declined | NotAttempted,
        by: Provenance,
        answering: ResponseRenderer | None,
    ) -> Checkout:
        commitment = checkout.commitments[-1]
        match outcome:
            case Paid():
                payment = Payment(
                    method=outcome.method,
                    amount=checkout.total,
                    currency=checkout.currency,
                    id=outcome.payment_id,
                    provider=outcome.provider or None,
                )
                completion = CompletePurchase(
                    payment=payment,
                    commitment=commitment,
                    order_id=self._new_id("order"),
                    purchase_id=self._new_id("purchase"),
                )
                return await self._checkouts.change(target, completion, by, answering)
            case Declined(reason=reason):
                failure = reason
            case _:
                failure = INTERRUPTED
        release = ReleaseCommitment(reason=failure, commitment=commitment)
        return await self._checkouts.change(target, release, by, answering)

    def _is_overdue(self, checkout: Checkout) -> bool:
        return self._clock() >= checkout.modified_on + self._patience


def is_being_paid(checkout: Checkout) -> bool:
    """Whether tillroll has asked for its payment, or is about to."""
    return checkout.stage is Stage.COMMITTED and checkout.payment_attempt is not None


def _free(checkout: Checkout) -> Paid:
    """The payment of 0, named after its attempt, so that it is the same one however often it is recorded."""
    return Paid(payment_id=checkout.payment_attempt or "", provider="", method=NOTHING_TO_PAY)


def _anybody(checkout: Checkout) -> Target:
    """What follows the commitment follows from it, whatever version the client had named."""
    return Target(checkout_id=checkout.id, merchant=checkout.merchant)


def _under_way(_: Checkout) -> StoredResponse | None:
    return None
