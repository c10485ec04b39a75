"""The declaration of a checkout's state. Events assign it, rules read it.

The stored snapshot and the document of a state are derived from this declaration.
"""

from datetime import datetime, timedelta
from typing import Any, get_type_hints

from eventsourcing.domain import BaseAggregate

from domain.stage import Stage
from domain.values.buyer_context import BuyerContext
from domain.values.cart import EMPTY_CART, Cart
from domain.values.charges import (
    Charge,
    ChargeKind,
    Fees,
    OrderTaxes,
    fees_total,
    order_taxes_total,
)
from domain.values.consent import Consents
from domain.values.customer import Customer
from domain.values.discounts import NO_DISCOUNTS, Discounts
from domain.values.fulfilment import Fulfilment
from domain.values.order import Adjustment, Expectation, FulfilmentEvent
from domain.values.payment import FailedPayment, Payment, Recurrence, RefundDue
from domain.values.quote import Notices
from domain.values.shown import Purchaser


class CheckoutAttributes:
    """The attributes of a checkout and their initial values. Amounts are minor units of `currency`.

    The order is that of the document of a state (`application.history.document`). The initial values are in a class of
    their own because the library makes a constructor parameter of each attribute that an aggregate's class annotates.
    """

    merchant: str = ""
    dialect: str = ""
    country: str = ""
    currency: str = ""
    stage: Stage = Stage.OPEN
    reference: str | None = None
    cart: Cart = EMPTY_CART
    fees: Fees = ()
    delivery: Fulfilment | None = None
    order_taxes: OrderTaxes = ()
    notices: Notices = ()
    discounts: Discounts = NO_DISCOUNTS
    consents: Consents = ()
    agreed_total: int | None = None
    payment_attempt: str | None = None
    payment_failure: str | None = None
    cancel_reason: str | None = None
    shipping_properties: str | None = None
    metadata: str | None = None
    customer: Customer | None = None
    payment: Payment | None = None
    order_id: str | None = None
    purchase_id: str | None = None
    completed_at: datetime | None = None
    expires_at: datetime
    idle_limit: int | None = None
    public_token: str = ""
    erased_data: tuple[str, ...] = ()
    erased_keys: tuple[str, ...] = ()
    order_number: int | None = None
    minimum_age: int | None = None
    recurrence: Recurrence | None = None
    token_used: str | None = None
    settings: str = "{}"
    commitments: tuple[int, ...] = ()
    failed_payments: tuple[FailedPayment, ...] = ()
    refunds_due: tuple[RefundDue, ...] = ()
    reference_set_after_completion: bool = False
    has_unique_reference: bool = False
    opened_from: str | None = None
    purchaser: Purchaser | None = None
    expectations: tuple[Expectation, ...] = ()
    fulfilment_events: tuple[FulfilmentEvent, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    buyer_context: BuyerContext | None = None


ATTRIBUTES: dict[str, Any] = get_type_hints(CheckoutAttributes)
"""The type of each attribute by its name, in the order of the declaration."""

_INITIAL_VALUES = {
    name: getattr(CheckoutAttributes, name)
    for name in ATTRIBUTES
    if hasattr(CheckoutAttributes, name)
}


class CheckoutState(CheckoutAttributes, BaseAggregate[str]):
    """One customer's purchase.

    Every attribute holds an immutable value, so a copy of a checkout is a copy of references.
    """

    def __init__(self) -> None:
        self.__dict__.update(_INITIAL_VALUES)

    @property
    def total(self) -> int:
        """The amount that the customer would pay now for everything, in minor units."""
        total = self.cart.total + fees_total(self.fees) + order_taxes_total(self.order_taxes)
        return total if self.delivery is None else total + self.delivery.total

    @property
    def charges(self) -> tuple[Charge, ...]:
        """All that the total has beside the cart: fees, chosen deliveries, and taxes on the whole purchase."""
        options = () if self.delivery is None else self.delivery.options
        return (
            *(
                Charge(
                    kind=ChargeKind.FEE,
                    title=fee.description or fee.kind,
                    amount=fee.unit_price,
                    tax=fee.tax,
                )
                for fee in self.fees
            ),
            *(
                Charge(
                    kind=ChargeKind.DELIVERY,
                    title=option.title,
                    amount=option.total,
                    tax=option.tax,
                )
                for option in options
            ),
            *(
                Charge(kind=ChargeKind.TAX, title=tax.name, amount=tax.amount, tax=tax.amount)
                for tax in self.order_taxes
            ),
        )

    @property
    def age_required(self) -> int | None:
        """The minimum age in years: the highest of the lines' ages and the purchase's own; None for none."""
        ages = [age for age in (self.minimum_age, self.cart.minimum_age) if age is not None]
        return max(ages, default=None)

    @property
    def deadline(self) -> datetime:
        """The expiry time: `idle_limit` seconds after the last event, or `expires_at` without such a limit."""
        if self.idle_limit is None or self.stage is Stage.EXPIRED:
            return self.expires_at
        return self.modified_on + timedelta(seconds=self.idle_limit)

    def is_due_to_expire(self, at: datetime) -> bool:
        """Whether an open or suspended checkout has passed its deadline. A committed one does not expire."""
        return self.stage in (Stage.OPEN, Stage.SUSPENDED) and at >= self.deadline
