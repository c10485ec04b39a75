"""The amounts of a purchase in a pack: cart, fees, deliveries and taxes come to the total."""

import re
from decimal import Decimal

from domain.values.cart import Line
from domain.values.charges import OrderTax
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentGroup,
    FulfilmentKind,
    FulfilmentOption,
)
from interfaces.evidence.submit.texts import product_description
from tests.domain.event_builders import (
    SHIPPING,
    SHIRT,
    cart_replaced,
    delivery_changed,
    fees_updated,
    numbered,
    opened,
    order_taxes_updated,
    purchase_committed,
)
from tests.domain.scenario import replay
from tests.interfaces.evidence.disputed import disputed
from tests.interfaces.evidence.test_the_pdf import flat, read

_OPTIONS = tuple(
    FulfilmentOption(
        id=title, kind=FulfilmentKind.SHIPPING, title=title, subtotal=price, tax=0, total=price
    )
    for title, price in (("By post", 500), ("By van", 300))
)
_GROUPS = tuple(
    FulfilmentGroup(id=option.id, kind=option.kind, lines=(), offered=_OPTIONS, chosen=option.id)
    for option in _OPTIONS
)
_AGREED = replay(
    numbered(
        [
            opened(),
            cart_replaced(SHIRT),
            fees_updated(SHIPPING),
            delivery_changed(Fulfilment(needs_address=True, groups=_GROUPS)),
            order_taxes_updated(OrderTax(name="City tax", rate=150, amount=42)),
            purchase_committed(shown_version=5, total=15_742),
        ]
    )
)


def test_the_pdf_names_every_amount() -> None:
    """The delivery of each group is a row of its own."""
    text = flat(read(disputed(agreed=_AGREED)))
    for row in (
        "Cart 100.00 SEK",
        "Fee: Parcel 49.00 SEK",
        "Delivery: By post 5.00 SEK",
        "Delivery: By van 3.00 SEK",
        "City tax 0.42 SEK",
    ):
        assert row in text


def test_the_description_for_processors_adds_up() -> None:
    """Its amounts come to the total that is its last line."""
    text = product_description(disputed(agreed=_AGREED))
    amounts = [int(amount.replace(".", "")) for amount in re.findall(r"([0-9.]+) SEK", text)]
    assert sum(amounts[:-1]) == _AGREED.total
    assert "By post: 5.00 SEK\nBy van: 3.00 SEK\nCity tax: 0.42 SEK\n" in text


def test_the_lines_of_the_pdf_add_up() -> None:
    """A discount and a tax on top have columns of their own where a line has one."""
    mug = Line.with_tax_on_top(
        article="3",
        description="Mug",
        quantity=Decimal(3),
        unit_price=950,
        tax_rate=800,
        discount=285,
    )
    agreed = replay(numbered([opened(), cart_replaced(mug)]))
    text = flat(read(disputed(agreed=agreed)))
    assert "Article Description Quantity Unit price Discount Tax Total" in text
    assert "3 Mug 3 9.50 SEK -2.85 SEK 2.05 SEK 27.70 SEK" in text
