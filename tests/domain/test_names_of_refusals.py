"""The stored names of refusals, as text: they never change, even if a class is renamed."""

import inspect

from domain import refusals
from domain.refusals import Refusal

STORED = """
AmountMismatch BeforeOpening CheckoutCancelled CheckoutExpired CheckoutNotFound CheckoutSuspended Closed Contention
ContradictoryReport CurrencyMismatch DeliveryMissing DiscountUsedUp DuplicateArticles EmptyCart InTheFuture Locked
NegativeTotal NoOrder
NoSuchMoment NoSuchVersion NotAvailable NotCommitted NotPurchasable OpenedInAnotherDialect OrderEntryTaken
OrderLineUnknown OrderPieceDivided OrderQuantityExceeded OrderReportRefused OutdatedView PaymentRefused
PurchaseCommitmentFound PurchaseCompleted PurchaseStopped RecurringTokenInactive ReferenceTaken RefundExceedsPayment
Refusal StaleVersion UnidentifiedReport
"""
CLASSES = [
    member
    for _, member in inspect.getmembers(refusals, inspect.isclass)
    if issubclass(member, Refusal)
]


def test_the_names_are_frozen() -> None:
    """Stored attempts, metrics and logs have these names."""
    assert sorted(refusal.NAME for refusal in CLASSES) == STORED.split()


def test_every_refusal_has_a_name_of_its_own() -> None:
    """No refusal is stored under the name of its family."""
    assert all("NAME" in vars(refusal) for refusal in CLASSES)


def test_a_name_is_no_fact() -> None:
    """The facts of a refused attempt do not repeat its name."""
    assert refusals.EmptyCart().facts() == {}
