"""The customer presses "complete purchase"."""

import pytest

from domain.refusals import (
    CheckoutExpired,
    EmptyCart,
    NegativeTotal,
    OutdatedView,
    PurchaseCommitmentFound,
)
from domain.stage import Stage
from domain.values.shown import Purchaser, Shown, Surface
from tests.domain.event_builders import (
    DEADLINE,
    SHIPPING,
    SHIRT,
    VOUCHER,
    cart_replaced,
    commitment_released,
    fees_updated,
    metadata_replaced,
    opened,
    purchase_committed,
    reference_changed,
)
from tests.domain.scenario import BY_SHOP, by_shop_at, given


def test_the_agreed_total_is_cart_and_fees() -> None:
    """The customer agrees to the total of the version that they saw."""
    checkout = (
        given(opened(), cart_replaced(SHIRT), fees_updated(SHIPPING))
        .when(lambda c: c.commit(3, **BY_SHOP))
        .then(purchase_committed(14_900, shown_version=3))
    )
    assert checkout.stage is Stage.COMMITTED
    assert checkout.agreed_total == 14_900


@pytest.mark.parametrize("shown", [-1, 0, 1, 3, 4])
def test_another_version_than_the_one_shown(shown: int) -> None:
    """The customer must see the new total first, and cannot have seen a future version."""
    given(opened(), cart_replaced(SHIRT)).when(lambda c: c.commit(shown, **BY_SHOP)).then_refused(
        OutdatedView, shown=shown, current=2
    )


def test_a_change_after_the_customer_saw_the_checkout() -> None:
    """After any change by the shop, the version that the customer saw is outdated."""
    given(opened(), cart_replaced(SHIRT), metadata_replaced("{}")).when(
        lambda c: c.commit(2, **BY_SHOP)
    ).then_refused(OutdatedView, shown=2, current=3)


def test_the_shop_numbers_the_purchase() -> None:
    """An order number for this purchase is recorded with the commitment to the version that the customer saw."""
    given(opened(), cart_replaced(SHIRT)).when(
        lambda c: c.commit(2, reference="order-7", **BY_SHOP)
    ).then(reference_changed("order-7"), purchase_committed(10_000, shown_version=2))


def test_the_shop_repeats_its_number() -> None:
    """A number that the checkout has already changes nothing."""
    given(opened(), cart_replaced(SHIRT), reference_changed("order-7")).when(
        lambda c: c.commit(3, reference="order-7", **BY_SHOP)
    ).then(purchase_committed(10_000, shown_version=3))


def test_a_number_for_what_cannot_be_bought() -> None:
    """A refused commitment records no number either."""
    given(opened()).when(lambda c: c.commit(1, reference="order-7", **BY_SHOP)).then_refused(
        EmptyCart
    )


def test_an_empty_cart() -> None:
    """A cart without lines cannot be bought, with or without fees."""
    given(opened(), fees_updated(SHIPPING)).when(lambda c: c.commit(2, **BY_SHOP)).then_refused(
        EmptyCart
    )


def test_a_total_below_zero() -> None:
    """A purchase cannot have a negative total."""
    given(opened(), cart_replaced(SHIRT, VOUCHER)).when(
        lambda c: c.commit(2, **BY_SHOP)
    ).then_refused(NegativeTotal, total=-5_000, currency="SEK")


def test_fees_can_lift_a_total_to_zero() -> None:
    """A total of zero can be bought; it is the sum of cart and fees."""
    fee = SHIPPING.with_tax_inside(
        kind="shipping", article="s", description="Parcel", unit_price=5_000, tax_rate=0
    )
    given(opened(), cart_replaced(SHIRT, VOUCHER), fees_updated(fee)).when(
        lambda c: c.commit(3, **BY_SHOP)
    ).then(purchase_committed(0, shown_version=3))


def test_pressing_twice() -> None:
    """A second commitment is refused because of the first."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.commit(2, **BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)


def test_pressing_again_after_a_failed_payment() -> None:
    """After the release the customer commits to the current version."""
    given(
        opened(),
        cart_replaced(SHIRT),
        purchase_committed(10_000, shown_version=2),
        commitment_released("declined"),
    ).when(lambda c: c.commit(4, **BY_SHOP)).then(purchase_committed(10_000, shown_version=4))


def test_pressing_too_late() -> None:
    """At the deadline the checkout can no longer be bought."""
    given(opened(), cart_replaced(SHIRT)).when(
        lambda c: c.commit(2, **by_shop_at(DEADLINE))
    ).then_refused(CheckoutExpired)


def test_what_was_shown_and_who_completes_the_purchase_is_recorded() -> None:
    """The facts are in the commitment, and the state knows the purchaser until another commitment."""
    shown = Shown(surface=Surface.PAGE, renderer="shopper/1", digest="keyed1:a")
    purchaser = Purchaser(device_id="sealed-device")
    checkout = (
        given(opened(), cart_replaced(SHIRT))
        .when(lambda c: c.commit(2, shown=shown, purchaser=purchaser, **BY_SHOP))
        .then(purchase_committed(10_000, shown_version=2, shown=shown, purchaser=purchaser))
    )
    assert checkout.purchaser == purchaser


def test_another_commitment_has_a_purchaser_of_its_own() -> None:
    """The one of a commitment that was released is not that of the next."""
    first = purchase_committed(10_000, shown_version=2, purchaser=Purchaser(account_id="sealed"))
    checkout = (
        given(opened(), cart_replaced(SHIRT), first, commitment_released("declined"))
        .when(lambda c: c.commit(4, **BY_SHOP))
        .then(purchase_committed(10_000, shown_version=4))
    )
    assert checkout.purchaser is None
