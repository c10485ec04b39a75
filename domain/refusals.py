"""All refusals: one class for each reason, with its facts and without a status code. `NAME` is stored data.

Refusal
├── CheckoutNotFound              no such checkout, or it is another merchant's
├── Contention
│   ├── Locked                    another change was made at the same time; try again
│   └── StaleVersion              the caller named a version, and it is not the current one
├── Closed
│   ├── PurchaseCommitmentFound   the customer pressed "complete purchase"
│   ├── PurchaseCompleted         the purchase is paid
│   ├── CheckoutCancelled         the checkout was cancelled
│   └── CheckoutExpired           it was not purchased in time
├── NotPurchasable
│   ├── CheckoutSuspended         the shop has suspended it
│   ├── EmptyCart                 the cart has no lines
│   ├── NegativeTotal             the total is below zero
│   ├── PurchaseStopped           the shop rejected it
│   ├── OutdatedView              the customer saw another version
│   ├── DeliveryMissing           the address, its state or a delivery option is missing
│   ├── NotAvailable              fewer pieces are available than wanted
│   └── DiscountUsedUp            another purchase took the last use of a discount
├── PaymentRefused
│   ├── NotCommitted              no commitment waits for a payment
│   ├── AmountMismatch            the paid amount is not the agreed total
│   ├── CurrencyMismatch          the paid currency is not the agreed one
│   ├── UnidentifiedReport        it does not name its commitment
│   └── ContradictoryReport       it differs from an earlier report of the same payment
├── OrderReportRefused
│   ├── NoOrder                   the purchase is not complete
│   ├── OrderLineUnknown          the order has no such line
│   ├── OrderPieceDivided         the line was bought in whole pieces
│   ├── OrderQuantityExceeded     more pieces than were bought, or than were sent
│   ├── RefundExceedsPayment      more is paid back than was paid
│   └── OrderEntryTaken           the id has another entry
├── NoSuchPointInTime
│   ├── NoSuchVersion             the history has fewer versions
│   ├── BeforeOpening             the checkout was opened later
│   └── InTheFuture               the time is in the future
├── DuplicateArticles             two lines or fees share id and description (Walley)
├── ReferenceTaken                another checkout of the merchant's has this order number (Svea)
├── RecurringTokenInactive        the token was never issued, or is cancelled
└── OpenedInAnotherDialect        the request is not possible in this dialect
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(eq=False)
class Refusal(Exception):
    """The base of all refusals: a rule did not accept the request, and nothing was changed.

    Refused attempts, metrics and logs store `NAME`. It never changes, even if the class is renamed.
    """

    NAME: ClassVar[str] = "Refusal"

    def facts(self) -> dict[str, object]:
        """Return the values that the rule checked, by name; they are stored with the refused attempt."""
        return asdict(self)


@dataclass(eq=False)
class CheckoutNotFound(Refusal):
    """There is no such checkout, or it belongs to another merchant."""

    NAME = "CheckoutNotFound"

    checkout_id: str


@dataclass(eq=False)
class Contention(Refusal):
    """Another change came first."""

    NAME = "Contention"


@dataclass(eq=False)
class Locked(Contention):
    """Another change of this checkout was recorded while this one was decided. A retry is safe."""

    NAME = "Locked"


@dataclass(eq=False)
class StaleVersion(Contention):
    """The caller named the versions `expected`; the current version is `actual`."""

    NAME = "StaleVersion"

    expected: tuple[int, ...]
    actual: int


@dataclass(eq=False)
class Closed(Refusal):
    """The checkout's stage allows no change."""

    NAME = "Closed"


@dataclass(eq=False)
class PurchaseCommitmentFound(Closed):
    """The customer has committed to the purchase, and it is locked until the payment succeeds or fails."""

    NAME = "PurchaseCommitmentFound"


@dataclass(eq=False)
class PurchaseCompleted(Closed):
    """The purchase is complete."""

    NAME = "PurchaseCompleted"


@dataclass(eq=False)
class CheckoutCancelled(Closed):
    """The checkout was cancelled."""

    NAME = "CheckoutCancelled"


@dataclass(eq=False)
class CheckoutExpired(Closed):
    """The checkout was not purchased in time."""

    NAME = "CheckoutExpired"


@dataclass(eq=False)
class NotPurchasable(Refusal):
    """The customer cannot commit to the purchase in its current state."""

    NAME = "NotPurchasable"


@dataclass(eq=False)
class CheckoutSuspended(NotPurchasable):
    """The shop has suspended the checkout and not resumed it."""

    NAME = "CheckoutSuspended"


@dataclass(eq=False)
class EmptyCart(NotPurchasable):
    """The cart has no lines."""

    NAME = "EmptyCart"


@dataclass(eq=False)
class NegativeTotal(NotPurchasable):
    """The total, in minor units of `currency`, is below zero."""

    NAME = "NegativeTotal"

    total: int
    currency: str


@dataclass(eq=False)
class PurchaseStopped(NotPurchasable):
    """The shop rejected the purchase when it was asked to validate it; `title` and `message` are for the customer."""

    NAME = "PurchaseStopped"

    title: str
    message: str

    def facts(self) -> dict[str, object]:
        """Return the facts, grouped under `shop`."""
        return {"shop": asdict(self)}


@dataclass(eq=False)
class OutdatedView(NotPurchasable):
    """The customer saw version `shown`; the current version is `current`."""

    NAME = "OutdatedView"

    shown: int
    current: int


@dataclass(eq=False)
class DeliveryMissing(NotPurchasable):
    """The delivery has no `address`, `state` or `option`; `missing` is which."""

    NAME = "DeliveryMissing"

    missing: str


@dataclass(eq=False)
class NotAvailable(NotPurchasable):
    """This customer can have only `available` pieces of `article`, and wants more."""

    NAME = "NotAvailable"

    article: str
    available: int


@dataclass(eq=False)
class DiscountUsedUp(NotPurchasable):
    """The last use of `discount` (the shop's id) was taken by another purchase; `title` is for the customer."""

    NAME = "DiscountUsedUp"

    discount: str
    title: str


@dataclass(eq=False)
class PaymentRefused(Refusal):
    """The payment report does not fit the checkout."""

    NAME = "PaymentRefused"


@dataclass(eq=False)
class NotCommitted(PaymentRefused):
    """No purchase commitment is waiting for a payment."""

    NAME = "NotCommitted"


@dataclass(eq=False)
class AmountMismatch(PaymentRefused):
    """`paid` is not the total that was `agreed`; both in minor units of `currency`."""

    NAME = "AmountMismatch"

    agreed: int
    paid: int
    currency: str


@dataclass(eq=False)
class CurrencyMismatch(PaymentRefused):
    """`paid` is not the currency that was `agreed`."""

    NAME = "CurrencyMismatch"

    agreed: str
    paid: str


@dataclass(eq=False)
class UnidentifiedReport(PaymentRefused):
    """The report names no commitment of `commitments` (versions); `named` is what it names."""

    NAME = "UnidentifiedReport"

    named: int | None
    commitments: tuple[int, ...]


@dataclass(eq=False)
class ContradictoryReport(PaymentRefused):
    """The payment `payment_id` was reported before, with other terms, another commitment or another result."""

    NAME = "ContradictoryReport"

    payment_id: str


@dataclass(eq=False)
class OrderReportRefused(Refusal):
    """What is reported of an order cannot be true of it."""

    NAME = "OrderReportRefused"


@dataclass(eq=False)
class NoOrder(OrderReportRefused):
    """There is no order: the checkout is in the stage `stage`, and the purchase is not complete."""

    NAME = "NoOrder"

    stage: str


@dataclass(eq=False)
class OrderLineUnknown(OrderReportRefused):
    """The order has no line with the id `line`."""

    NAME = "OrderLineUnknown"

    line: str


@dataclass(eq=False)
class OrderPieceDivided(OrderReportRefused):
    """`line` was bought in whole pieces, and `quantity` (a decimal) is reported of it."""

    NAME = "OrderPieceDivided"

    line: str
    quantity: str


@dataclass(eq=False)
class OrderQuantityExceeded(OrderReportRefused):
    """`found` pieces of `line` are reported as sent or come back, and only `possible` can be; both are decimals."""

    NAME = "OrderQuantityExceeded"

    line: str
    possible: str
    found: str


@dataclass(eq=False)
class RefundExceedsPayment(OrderReportRefused):
    """`refunded` would be paid back in all, and only `paid` was paid; both in minor units of `currency`."""

    NAME = "RefundExceedsPayment"

    paid: int
    refunded: int
    currency: str


@dataclass(eq=False)
class OrderEntryTaken(OrderReportRefused):
    """The id `entry` was reported with another content, or with an outcome that is final."""

    NAME = "OrderEntryTaken"

    entry: str


@dataclass(eq=False)
class NoSuchPointInTime(Refusal):
    """The history has no state for the requested version or time."""

    NAME = "NoSuchMoment"

    def facts(self) -> dict[str, object]:
        """Return the facts; a time is RFC 3339 text."""
        return {
            name: fact.isoformat().replace("+00:00", "Z") if isinstance(fact, datetime) else fact
            for name, fact in asdict(self).items()
        }


@dataclass(eq=False)
class NoSuchVersion(NoSuchPointInTime):
    """There is no version `version`; `newest` is the last one."""

    NAME = "NoSuchVersion"

    version: int
    newest: int


@dataclass(eq=False)
class BeforeOpening(NoSuchPointInTime):
    """The checkout did not exist at `at`; it was opened at `opened_at`."""

    NAME = "BeforeOpening"

    at: datetime
    opened_at: datetime


@dataclass(eq=False)
class InTheFuture(NoSuchPointInTime):
    """The time `at` is after `now`, so its state is not known."""

    NAME = "InTheFuture"

    at: datetime
    now: datetime


@dataclass(eq=False)
class DuplicateArticles(Refusal):
    """Two articles, or an article and a fee, have the same id and description."""

    NAME = "DuplicateArticles"

    article: str
    description: str


@dataclass(eq=False)
class ReferenceTaken(Refusal):
    """The merchant has used this order number for `checkout_id`, and each may be used only once (Svea)."""

    NAME = "ReferenceTaken"

    reference: str
    checkout_id: str


@dataclass(eq=False)
class RecurringTokenInactive(Refusal):
    """No recurring token was issued, or it was cancelled."""

    NAME = "RecurringTokenInactive"


@dataclass(eq=False)
class OpenedInAnotherDialect(Refusal):
    """The checkout was opened in `dialect`; `reason` is a sentence on what the requested dialect cannot do."""

    NAME = "OpenedInAnotherDialect"

    dialect: str
    reason: str
