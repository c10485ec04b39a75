"""Replacing everything: an event for each part that differs, or none at all."""

from domain.checkout import Checkout
from domain.refusals import DuplicateArticles, PurchaseCompleted
from domain.values.cart import Cart, Line
from domain.values.charges import Fee
from tests.domain.event_builders import (
    SHIPPING,
    SHIRT,
    SOCKS,
    EventAt,
    cart_replaced,
    completed,
    fees_updated,
    metadata_replaced,
    opened,
    purchase_committed,
    reference_changed,
    shipping_properties_replaced,
)
from tests.domain.scenario import BY_SHOP, Verb, given

FULL: tuple[EventAt, ...] = (
    opened(),
    cart_replaced(SHIRT),
    shipping_properties_replaced('{"weight":1}'),
    fees_updated(SHIPPING),
    reference_changed("A-1"),
    metadata_replaced('{"a":1}'),
)


def everything(
    *,
    lines: tuple[Line, ...] = (SHIRT,),
    fees: tuple[Fee, ...] = (SHIPPING,),
    shipping_properties: str | None = '{"weight":1}',
    reference: str | None = "A-1",
    metadata: str | None = '{"a":1}',
) -> Verb:
    def verb(c: Checkout) -> None:
        c.replace_everything(
            cart=Cart(lines=lines),
            fees=fees,
            shipping_properties=shipping_properties,
            reference=reference,
            metadata=metadata,
            unique_articles=True,
            **BY_SHOP,
        )

    return verb


def test_each_part_is_an_event_of_its_own() -> None:
    """The history has an event for each part that changed."""
    given(opened()).when(everything()).then(*FULL[1:])


def test_what_did_not_change_is_not_recorded() -> None:
    """Only the cart differs, so only the cart is recorded."""
    given(*FULL).when(everything(lines=(SOCKS,))).then(cart_replaced(SOCKS))


def test_everything_as_it_was_records_nothing() -> None:
    """A replacement that changes nothing records nothing and succeeds."""
    given(*FULL).when(everything()).then_nothing()


def test_what_is_left_out_is_removed() -> None:
    """Absent parts remove present ones."""
    given(*FULL).when(
        everything(lines=(), fees=(), shipping_properties=None, reference=None, metadata=None)
    ).then(
        cart_replaced(),
        shipping_properties_replaced(None),
        fees_updated(),
        reference_changed(None),
        metadata_replaced(None),
    )


def test_duplicates_are_searched_in_the_new_parts_only() -> None:
    """The new cart may have a line that looks like a fee that the same request removes."""
    parcel = Line.with_tax_inside(
        article=SHIPPING.article,
        description=SHIPPING.description,
        quantity=SHIRT.quantity,
        unit_price=1,
        tax_rate=0,
    )
    given(opened(), fees_updated(SHIPPING)).when(
        everything(
            lines=(parcel,), fees=(), shipping_properties=None, reference=None, metadata=None
        )
    ).then(cart_replaced(parcel), fees_updated())


def test_a_duplicate_refuses_all_parts() -> None:
    """No part is applied if one part is refused."""
    given(opened()).when(everything(lines=(SHIRT, SHIRT))).then_refused(
        DuplicateArticles, article="1", description="Shirt"
    )


def test_the_reference_cannot_be_changed_here_after_completion() -> None:
    """The one change after completion is for the request that sets the reference alone."""
    given(
        opened(), cart_replaced(SHIRT), purchase_committed(10_000, shown_version=2), completed()
    ).when(everything(reference="B-1")).then_refused(PurchaseCompleted)
