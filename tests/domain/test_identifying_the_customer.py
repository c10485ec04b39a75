"""Who is buying."""

from dataclasses import replace

from domain.refusals import PurchaseCommitmentFound
from domain.values.customer import Address
from tests.domain.happenings import (
    ADA,
    SHIRT,
    cart_replaced,
    customer_identified,
    opened,
    purchase_committed,
    suspended,
)
from tests.domain.scenario import ASKED, given


def test_the_customer_says_who_they_are() -> None:
    """The customer is kept as they said it."""
    checkout = (
        given(opened())
        .when(lambda c: c.identify_customer(ADA, **ASKED))
        .then(customer_identified(ADA))
    )
    assert checkout.customer == ADA


def test_the_customer_corrects_an_address() -> None:
    """What was said anew replaces what was said before."""
    moved = replace(ADA, delivery_address=Address(city="Uppsala", postal_code="75310"))
    given(opened(), customer_identified(ADA)).when(
        lambda c: c.identify_customer(moved, **ASKED)
    ).then(customer_identified(moved))


def test_the_same_customer_records_nothing() -> None:
    """Saying the same again changes nothing."""
    given(opened(), customer_identified(ADA)).when(
        lambda c: c.identify_customer(ADA, **ASKED)
    ).then_nothing()


def test_the_customer_can_be_known_while_suspended() -> None:
    """A frozen view does not lose what the customer had typed."""
    given(opened(), suspended()).when(lambda c: c.identify_customer(ADA, **ASKED)).then(
        customer_identified(ADA)
    )


def test_nobody_else_after_the_commitment() -> None:
    """The one who committed is the one who buys."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.identify_customer(ADA, **ASKED)
    ).then_refused(PurchaseCommitmentFound)
