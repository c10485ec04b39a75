"""Updating the fees."""

from dataclasses import replace

from domain.refusals import DuplicateArticles, PurchaseCommitmentFound
from tests.domain.event_builders import (
    SHIPPING,
    SHIRT,
    cart_replaced,
    fees_updated,
    opened,
    purchase_committed,
)
from tests.domain.scenario import BY_SHOP, given

INVOICE = replace(
    SHIPPING, kind="direct-invoice-notification", article="i", description="Invoice", unit_price=500
)


def test_fees_are_replaced_whole() -> None:
    """The new fees replace all old ones."""
    checkout = (
        given(opened(), fees_updated(SHIPPING))
        .when(lambda c: c.update_fees((INVOICE,), **BY_SHOP))
        .then(fees_updated(INVOICE))
    )
    assert checkout.fees == (INVOICE,)


def test_fees_can_be_removed() -> None:
    """All fees can be removed."""
    given(opened(), fees_updated(SHIPPING)).when(lambda c: c.update_fees((), **BY_SHOP)).then(
        fees_updated()
    )


def test_the_same_fees_record_nothing() -> None:
    """A replacement that changes nothing records nothing and succeeds."""
    given(opened(), fees_updated(SHIPPING)).when(
        lambda c: c.update_fees((SHIPPING,), **BY_SHOP)
    ).then_nothing()


def test_fees_count_towards_the_total() -> None:
    """The customer pays lines and fees."""
    checkout = (
        given(opened(), cart_replaced(SHIRT))
        .when(lambda c: c.update_fees((SHIPPING, INVOICE), **BY_SHOP))
        .then(fees_updated(SHIPPING, INVOICE))
    )
    assert checkout.total == 10_000 + 4_900 + 500


def test_a_fee_that_looks_like_a_line_is_refused() -> None:
    """Id and description are unique across cart and fees."""
    shirt_fee = replace(SHIPPING, article="1", description="Shirt")
    given(opened(), cart_replaced(SHIRT)).when(
        lambda c: c.update_fees((shirt_fee,), unique_articles=True, **BY_SHOP)
    ).then_refused(DuplicateArticles, article="1", description="Shirt")


def test_two_fees_that_look_alike_are_refused() -> None:
    """Two fees may not share id and description."""
    twin = replace(INVOICE, article=SHIPPING.article, description=SHIPPING.description)
    given(opened()).when(
        lambda c: c.update_fees((SHIPPING, twin), unique_articles=True, **BY_SHOP)
    ).then_refused(DuplicateArticles, article="s", description="Parcel")


def test_no_fees_after_the_commitment() -> None:
    """The fees cannot change after the commitment."""
    given(opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2)).when(
        lambda c: c.update_fees((SHIPPING,), **BY_SHOP)
    ).then_refused(PurchaseCommitmentFound)
