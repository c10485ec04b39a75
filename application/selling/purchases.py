"""Completes purchases that tillroll takes the payment for: commit, request the payment once, record its outcome.

The commitment with the id of the attempt and the stock movement is recorded before the provider is called, so a crash
in between leaves a trace. The next request does not request the payment again: it queries the outcome of the attempt.
An attempt that the provider does not know is closed there before another one may start.

For a total of 0 the provider is not called, and the purchase completes with a payment of 0.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from application.checkouts.admission import Target
from application.checkouts.commitments import Committed
from application.checkouts.idempotency import ResponseRenderer
from application.checkouts.service import Checkouts
from application.commands.purchase import (
    CommitPurchase,
    CompletePurchase,
    Display,
    ReleaseCommitment,
)
from application.persons.sealing import KnownKey, OpenedCheckout
from application.ports.idempotency_store import StoredResponse
from application.ports.payment_provider import (
    PAYMENT_PATIENCE,
    Declined,
    NotAttempted,
    Paid,
    PaymentProvider,
)
from application.selling.payments import Payments, Purchase, agreed_total
from application.selling.session_requests import SessionUpdate, TooMuch
from application.selling.sessions import Sessions
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import DiscountUsedUp, NotAvailable, PurchaseCommitmentFound
from domain.rules import Progress, progress
from domain.stage import Stage
from domain.values.payment import Payment
from domain.values.shown import Shown

INTERRUPTED = "The payment was interrupted before it was asked for. Try again."
_RECOVERY = Provenance(
    actor="system:recovery", dialect="tillroll", operation="settle payment", request_id=""
)


class Purchases:
    """Completes sessions. `new_id` returns ids of attempts, orders and purchases."""

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
        self._payments = Payments(provider)
        self._clock = clock
        self._new_id = new_id
        self._patience = patience

    async def complete(
        self,
        target: Target,
        purchase_for: Callable[[Checkout], Purchase],
        by: Provenance,
        response_renderer: ResponseRenderer | None = None,
        *,
        again: bool = False,
        display_of: Callable[[Checkout], Display] | None = None,
        reading: Awaitable[OpenedCheckout] | None = None,
    ) -> Checkout:
        """Return the session after the purchase: completed, or open with the payment failure.

        `purchase_for` takes the session as it was read and returns the purchase of it. `again` means that a request
        with the same key was started before and has no response. `display_of` returns what the agent was shown of a
        state, in clear. `reading` is `Sessions.read_opened` of the target, if that has begun. Raises what
        `purchase_for` raises, the refusals of a commitment, PurchaseCommitmentFound during another request,
        KeyAlreadyUsed, and StoreUnavailable if the outcome of the payment is not known yet.
        """
        opened = await (reading or self._sessions.read_opened(target))
        checkout = opened.checkout
        purchase = purchase_for(checkout)
        is_foreign = target.dialect not in (None, checkout.dialect)
        if was_being_paid := is_being_paid(checkout) and not is_foreign:
            checkout = await self._recover(checkout, by, response_renderer, again=again)
            opened = OpenedCheckout(checkout, None)
        if was_being_paid or again:
            failed = checkout.payment_failure not in (None, INTERRUPTED)
            if checkout.stage is Stage.COMPLETED or (again and failed):
                return checkout
            # The client named the version before its own first attempt.
            target = replace(target, expected_versions=None)
        try:
            # The record of the request in progress exists already.
            under_way = None if again else response_renderer
            display = None if display_of is None else display_of(checkout)
            committed = await self._commit(opened, target, purchase, display, by, under_way)
        except (NotAvailable, DiscountUsedUp) as refused:
            if progress(checkout) is not Progress.READY:
                raise
            try:
                # There was enough of both when it was quoted. The new quote shows what is missing.
                return await self._sessions.update(target, SessionUpdate(), by, response_renderer)
            except TooMuch:
                # It cannot be quoted either, since its price has risen above the limit.
                raise refused from None
        return await self._pay(committed, purchase, by, response_renderer)

    async def complete_known(
        self,
        checkout: Checkout,
        shown: Shown,
        target: Target,
        purchase: Purchase,
        by: Provenance,
        response_renderer: ResponseRenderer | None = None,
    ) -> Checkout | None:
        """Complete a session of `Commitments.find_known`, without reading it. Return the session as `complete` does.

        `shown` is what the agent was shown of this version. The purchase has no data of the customer. Return None if
        nothing was recorded: the purchase has to be completed with `complete`. Raises as that does.
        """
        change = self._commitment(checkout, purchase, shown)
        committed = await self._checkouts.commitments.commit_known(
            checkout, target, change, by, _as_under_way(response_renderer)
        )
        if committed is None:
            return None
        return await self._pay(committed, purchase, by, response_renderer)

    async def recover(self, checkout: Checkout) -> Checkout:
        """Settle a payment that a crashed process requested. Return any other checkout unchanged."""
        if not (is_being_paid(checkout) and self._is_overdue(checkout)):
            return checkout
        return await self._recover(checkout, _RECOVERY, None, again=False)

    async def _commit(
        self,
        opened: OpenedCheckout,
        target: Target,
        purchase: Purchase,
        display: Display | None,
        by: Provenance,
        response_renderer: ResponseRenderer | None,
    ) -> Committed:
        change = self._commitment(opened.checkout, purchase, display)
        return await self._checkouts.commitments.commit_read(
            opened, target, change, by, _as_under_way(response_renderer)
        )

    def _commitment(
        self, checkout: Checkout, purchase: Purchase, shown: Display | Shown | None
    ) -> CommitPurchase:
        return CommitPurchase(
            shown_version=checkout.version,
            customer=purchase.customer,
            buyer_context=purchase.buyer_context,
            consents=purchase.consents,
            payment_attempt=self._new_id("attempt"),
            shown=shown,
        )

    async def _pay(
        self,
        committed: Committed,
        purchase: Purchase,
        by: Provenance,
        response_renderer: ResponseRenderer | None,
    ) -> Checkout:
        """Request the payment of a committed purchase, and record its outcome."""
        outcome = await self._payments.authorise(committed.checkout, purchase)
        return await self._record(
            committed.checkout, outcome, by, response_renderer, committed.known_key
        )

    async def _recover(
        self,
        checkout: Checkout,
        by: Provenance,
        response_renderer: ResponseRenderer | None,
        *,
        again: bool,
    ) -> Checkout:
        """Record the outcome of an attempt. It answers its own request, and another one only if it was paid."""
        if not self._is_overdue(checkout):
            raise PurchaseCommitmentFound
        outcome = await self._payments.settle(checkout)
        if not (isinstance(outcome, Paid) or (again and isinstance(outcome, Declined))):
            response_renderer = None
        return await self._record(checkout, outcome, by, response_renderer)

    async def _record(
        self,
        checkout: Checkout,
        outcome: Paid | Declined | NotAttempted,
        by: Provenance,
        response_renderer: ResponseRenderer | None,
        known_key: KnownKey | None = None,
    ) -> Checkout:
        # The changes after the commitment do not depend on the version that the client named.
        target = Target(checkout_id=checkout.id, merchant=checkout.merchant)
        commitment = checkout.commitments[-1]
        match outcome:
            case Paid():
                payment = Payment(
                    method=outcome.method,
                    amount=agreed_total(checkout),
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
                return await self._checkouts.change(
                    target, completion, by, response_renderer, known_key=known_key
                )
            case Declined(reason=reason):
                failure = reason
            case _:
                failure = INTERRUPTED
        release = ReleaseCommitment(reason=failure, commitment=commitment)
        return await self._checkouts.change(
            target, release, by, response_renderer, known_key=known_key
        )

    def _is_overdue(self, checkout: Checkout) -> bool:
        return self._clock() >= checkout.modified_on + self._patience


def is_being_paid(checkout: Checkout) -> bool:
    """Return whether tillroll has requested the payment or is about to."""
    return checkout.stage is Stage.COMMITTED and checkout.payment_attempt is not None


def _as_under_way(response_renderer: ResponseRenderer | None) -> ResponseRenderer | None:
    """Return the renderer for an append that answers nothing yet."""
    return None if response_renderer is None else replace(response_renderer, render=_under_way)


def _under_way(_: Checkout) -> StoredResponse | None:
    return None
