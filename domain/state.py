"""The state of a checkout, declared once. Events assign it, rules read it."""

from datetime import datetime, timedelta

from eventsourcing.domain import BaseAggregate

from domain.stage import Stage
from domain.values.cart import EMPTY_CART, Cart
from domain.values.charges import Fees, OrderTaxes, fees_total, order_taxes_total
from domain.values.customer import Customer
from domain.values.fulfilment import Fulfilment
from domain.values.payment import FailedPayment, Payment, Recurrence, RefundDue
from domain.values.quote import Notices


class CheckoutState(BaseAggregate[str]):
    """One customer's purchase. Amounts are minor units of `currency`.

    Every attribute holds an immutable value, so a copy of a checkout is a copy of references.
    """

    def __init__(self) -> None:
        self.merchant: str = ""
        self.dialect: str = ""
        self.country: str = ""
        self.currency: str = ""
        self.public_token: str = ""
        self.expires_at: datetime
        self.settings: str = "{}"
        self.stage: Stage = Stage.OPEN
        self.cart: Cart = EMPTY_CART
        self.fees: Fees = ()
        self.shipping_properties: str | None = None
        self.reference: str | None = None
        self.reference_set_after_completion: bool = False
        self.metadata: str | None = None
        self.customer: Customer | None = None
        self.delivery: Fulfilment | None = None
        self.order_taxes: OrderTaxes = ()
        self.notices: Notices = ()
        self.agreed_total: int | None = None
        self.payment_attempt: str | None = None
        self.payment_failure: str | None = None
        self.cancel_reason: str | None = None
        self.commitments: tuple[int, ...] = ()
        self.failed_payments: tuple[FailedPayment, ...] = ()
        self.refunds_due: tuple[RefundDue, ...] = ()
        self.payment: Payment | None = None
        self.order_id: str | None = None
        self.purchase_id: str | None = None
        self.completed_at: datetime | None = None
        self.order_number: int | None = None
        self.idle_limit: int | None = None
        self.minimum_age: int | None = None
        self.recurrence: Recurrence | None = None
        self.token_used: str | None = None
        self.erased_data: tuple[str, ...] = ()
        self.has_unique_reference: bool = False

    @property
    def total(self) -> int:
        """The amount that the customer would pay now for everything, in minor units."""
        parts = (self.cart.total, fees_total(self.fees), order_taxes_total(self.order_taxes))
        return sum(parts) + (0 if self.delivery is None else self.delivery.total)

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
