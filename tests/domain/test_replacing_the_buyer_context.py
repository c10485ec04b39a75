"""The circumstances of a purchase, as the client says them."""

from domain.refusals import PurchaseCommitmentFound
from tests.domain.event_builders import (
    GIFT,
    SHIRT,
    buyer_context_replaced,
    cart_replaced,
    opened,
    purchase_committed,
)
from tests.domain.scenario import BY_SHOP, given


def test_the_circumstances_are_recorded() -> None:
    """They are recorded as they were given."""
    checkout = (
        given(opened())
        .when(lambda c: c.replace_buyer_context(GIFT, **BY_SHOP))
        .then(buyer_context_replaced(GIFT))
    )
    assert checkout.buyer_context == GIFT


def test_the_same_circumstances_record_nothing() -> None:
    """Equal circumstances change nothing."""
    given(opened(), buyer_context_replaced(GIFT)).when(
        lambda c: c.replace_buyer_context(GIFT, **BY_SHOP)
    ).then_nothing()


def test_no_other_circumstances_after_the_commitment() -> None:
    """They cannot change while the payment is made."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.replace_buyer_context(GIFT, **BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)
