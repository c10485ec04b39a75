"""Every reason for which tillroll says no, one class each, with the facts in it and never a status code.

Refusal
├── CheckoutNotFound              no such checkout, or it is not this merchant's
├── Contention
│   ├── Locked                    another change was being made at the same time; ask again
│   └── StaleVersion              the caller named a version, and it is not the current one
├── Closed
│   ├── PurchaseCommitmentFound   the customer pressed "complete purchase"
│   ├── PurchaseCompleted         the purchase is paid
│   ├── CheckoutCancelled         the checkout was called off
│   └── CheckoutExpired           it was not purchased in time
├── NotPurchasable
│   ├── CheckoutSuspended         the shop is changing it
│   ├── EmptyCart                 there is nothing to buy
│   ├── NegativeTotal             cart and fees come to less than nothing
│   ├── PurchaseStopped           the shop was asked, and did not let it through
│   ├── OutdatedView              the customer was shown another version
│   ├── DeliveryMissing           it is not known where to, or how
│   └── NotAvailable              there are not so many pieces to be had
├── PaymentRefused
│   ├── NotCommitted              nobody committed to a purchase
│   ├── AmountMismatch            the amount paid is not the total agreed
│   ├── CurrencyMismatch          nor is the currency
│   ├── UnidentifiedReport        it does not say which commitment it is about
│   └── ContradictoryReport       it says something else of a payment that was reported before
├── NoSuchMoment
│   ├── NoSuchVersion             the history is not that long
│   ├── BeforeOpening             the checkout was opened later
│   └── InTheFuture               nobody knows yet
├── DuplicateArticles             two lines or fees share id and description (Walley)
├── ReferenceTaken                another checkout of the merchant's has this order number (Svea)
├── RecurringTokenInactive        nothing can be bought under it
└── OpenedInAnotherDialect        and what is asked cannot be said or done in this one
"""

from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(eq=False)
class Refusal(Exception):
    """A rule said no. Nothing was changed."""

    def facts(self) -> dict[str, object]:
        """What the rule looked at, by name; kept with the refused attempt."""
        return asdict(self)


@dataclass(eq=False)
class CheckoutNotFound(Refusal):
    """There is no such checkout, or it belongs to another merchant."""

    checkout_id: str


@dataclass(eq=False)
class Contention(Refusal):
    """Somebody else's change came first."""


@dataclass(eq=False)
class Locked(Contention):
    """Another change of this checkout was recorded while this one was being made. Asking again is safe."""


@dataclass(eq=False)
class StaleVersion(Contention):
    """The caller named the versions `expected`; the current version is `actual`."""

    expected: tuple[int, ...]
    actual: int


@dataclass(eq=False)
class Closed(Refusal):
    """The checkout's stage allows no change."""


@dataclass(eq=False)
class PurchaseCommitmentFound(Closed):
    """The customer has committed to the purchase, and it is locked until the payment succeeds or fails."""


@dataclass(eq=False)
class PurchaseCompleted(Closed):
    """The purchase is complete."""


@dataclass(eq=False)
class CheckoutCancelled(Closed):
    """The checkout was cancelled."""


@dataclass(eq=False)
class CheckoutExpired(Closed):
    """The checkout was not purchased in time."""


@dataclass(eq=False)
class NotPurchasable(Refusal):
    """The customer cannot commit to the purchase in its current state."""


@dataclass(eq=False)
class CheckoutSuspended(NotPurchasable):
    """The shop has suspended the checkout and not resumed it."""


@dataclass(eq=False)
class EmptyCart(NotPurchasable):
    """The cart has no lines."""


@dataclass(eq=False)
class NegativeTotal(NotPurchasable):
    """The total, in minor units, is below zero."""

    total: int


@dataclass(eq=False)
class PurchaseStopped(NotPurchasable):
    """The shop was asked whether the purchase may go on, and stopped it; `title` and `message` are for the customer."""

    title: str
    message: str

    def facts(self) -> dict[str, object]:
        """As of every refusal; what the shop said is kept together."""
        return {"shop": asdict(self)}


@dataclass(eq=False)
class OutdatedView(NotPurchasable):
    """The customer was shown version `shown` and would have bought version `current`."""

    shown: int
    current: int


@dataclass(eq=False)
class DeliveryMissing(NotPurchasable):
    """What is `missing` before anything can be sent: `address`, `state` or `option`."""

    missing: str


@dataclass(eq=False)
class NotAvailable(NotPurchasable):
    """Of `article` there are only `available` pieces for this customer, and more are wanted."""

    article: str
    available: int


@dataclass(eq=False)
class PaymentRefused(Refusal):
    """The payment's outcome does not fit the checkout."""


@dataclass(eq=False)
class NotCommitted(PaymentRefused):
    """No purchase commitment is waiting for a payment."""


@dataclass(eq=False)
class AmountMismatch(PaymentRefused):
    """`paid` is not the total that was `agreed`; both in minor units."""

    agreed: int
    paid: int


@dataclass(eq=False)
class CurrencyMismatch(PaymentRefused):
    """`paid` is not the currency that was `agreed`."""

    agreed: str
    paid: str


@dataclass(eq=False)
class UnidentifiedReport(PaymentRefused):
    """The report is about one of `commitments` (versions), and does not say which; `named` is none of them."""

    named: int | None
    commitments: tuple[int, ...]


@dataclass(eq=False)
class ContradictoryReport(PaymentRefused):
    """The payment `payment_id` was reported before, with other terms, for another commitment or the other way."""

    payment_id: str


@dataclass(eq=False)
class NoSuchMoment(Refusal):
    """The history does not reach the moment that was asked for."""

    def facts(self) -> dict[str, object]:
        """As of every refusal; an instant is text as in RFC 3339."""
        return {
            name: fact.isoformat().replace("+00:00", "Z") if isinstance(fact, datetime) else fact
            for name, fact in asdict(self).items()
        }


@dataclass(eq=False)
class NoSuchVersion(NoSuchMoment):
    """There is no version `version`; `newest` is the last one."""

    version: int
    newest: int


@dataclass(eq=False)
class BeforeOpening(NoSuchMoment):
    """There was no checkout yet at `at`; it was opened at `opened_at`."""

    at: datetime
    opened_at: datetime


@dataclass(eq=False)
class InTheFuture(NoSuchMoment):
    """The time `at` is after `now`, so its state is not known."""

    at: datetime
    now: datetime


@dataclass(eq=False)
class DuplicateArticles(Refusal):
    """Two articles, or an article and a fee, have the same id and description."""

    article: str
    description: str


@dataclass(eq=False)
class ReferenceTaken(Refusal):
    """The merchant has used this order number before, for `checkout_id`, where each may be used once (Svea)."""

    reference: str
    checkout_id: str


@dataclass(eq=False)
class RecurringTokenInactive(Refusal):
    """No recurring token was issued, or it was cancelled."""


@dataclass(eq=False)
class OpenedInAnotherDialect(Refusal):
    """The checkout was opened in `dialect`; `reason` is a sentence on what cannot be said or done in the one asked."""

    dialect: str
    reason: str
