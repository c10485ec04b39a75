"""The customer data of a checkout."""

from dataclasses import replace

from domain.refusals import PurchaseCommitmentFound
from domain.values.customer import Address
from tests.domain.event_builders import (
    ADA,
    SHIRT,
    cart_replaced,
    customer_identified,
    opened,
    purchase_committed,
    suspended,
)
from tests.domain.scenario import BY_SHOP, given


def test_customer_data_is_recorded() -> None:
    """The customer data is recorded as it was given."""
    checkout = (
        given(opened())
        .when(lambda c: c.identify_customer(ADA, **BY_SHOP))
        .then(customer_identified(ADA))
    )
    assert checkout.customer == ADA


def test_the_customer_corrects_an_address() -> None:
    """New customer data replaces the old."""
    moved = replace(ADA, delivery_address=Address(city="Uppsala", postal_code="75310"))
    given(opened(), customer_identified(ADA)).when(
        lambda c: c.identify_customer(moved, **BY_SHOP)
    ).then(customer_identified(moved))


def test_the_same_customer_records_nothing() -> None:
    """Equal customer data changes nothing."""
    given(opened(), customer_identified(ADA)).when(
        lambda c: c.identify_customer(ADA, **BY_SHOP)
    ).then_nothing()


def test_customer_data_while_suspended() -> None:
    """Customer data is accepted while the checkout is suspended."""
    given(opened(), suspended()).when(lambda c: c.identify_customer(ADA, **BY_SHOP)).then(
        customer_identified(ADA)
    )


def test_no_other_customer_after_the_commitment() -> None:
    """The customer data cannot change after the commitment."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.identify_customer(ADA, **BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)
