"""Asks the payment provider for the payment of a committed purchase, and for its outcome."""

from dataclasses import dataclass

from application.ports.event_store import StoreUnavailable
from application.ports.payment_provider import (
    Declined,
    NotAttempted,
    Paid,
    PaymentOrder,
    PaymentProvider,
    PaymentUnclear,
)
from domain.checkout import Checkout
from domain.values.buyer_context import BuyerContext
from domain.values.consent import Consents
from domain.values.customer import Customer

NOTHING_TO_PAY = "none"
"""The method of a payment of 0."""


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """The data of a completion: the means of payment, and what the request says of the customer."""

    token: str
    provider: str
    customer: Customer | None = None
    buyer_context: BuyerContext | None = None
    consents: Consents = ()


class Payments:
    """The payments of one provider. A total of 0 needs none."""

    def __init__(self, provider: PaymentProvider) -> None:
        self._provider = provider

    async def authorise(
        self, committed: Checkout, purchase: Purchase
    ) -> Paid | Declined | NotAttempted:
        """Request the payment of the total at the commitment. Raises as `settle`."""
        amount = agreed_total(committed)
        if amount == 0:
            return _free(committed)
        order = PaymentOrder(
            attempt=committed.payment_attempt or "",
            merchant=committed.merchant,
            amount=amount,
            currency=committed.currency,
            provider=purchase.provider,
            token=purchase.token,
        )
        try:
            return await self._provider.authorise(order)
        except PaymentUnclear:
            return await self.settle(committed)

    async def settle(self, checkout: Checkout) -> Paid | Declined | NotAttempted:
        """Return the outcome of the attempt. Raises StoreUnavailable if the provider does not answer."""
        if checkout.agreed_total == 0:
            return _free(checkout)
        try:
            return await self._provider.settle(checkout.payment_attempt or "")
        except PaymentUnclear as error:
            raise StoreUnavailable("the payment provider does not answer") from error


def agreed_total(committed: Checkout) -> int:
    """Return the total at the commitment, which the events of a committed checkout do not change."""
    agreed = committed.agreed_total
    return committed.total if agreed is None else agreed


def _free(checkout: Checkout) -> Paid:
    """Return a payment of 0. Its id is that of the attempt, so recording it again is idempotent."""
    return Paid(payment_id=checkout.payment_attempt or "", provider="", method=NOTHING_TO_PAY)
