"""The charges of a checkout: all that its total has beside the cart."""

from domain.values.charges import Charge, ChargeKind, OrderTax
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentGroup,
    FulfilmentKind,
    FulfilmentOption,
)
from tests.domain.event_builders import (
    SHIPPING,
    SHIRT,
    cart_replaced,
    delivery_changed,
    fees_updated,
    numbered,
    opened,
    order_taxes_updated,
)
from tests.domain.scenario import replay

POST = FulfilmentOption(
    id="post", kind=FulfilmentKind.SHIPPING, title="By post", subtotal=400, tax=100, total=500
)
VAN = FulfilmentOption(
    id="van", kind=FulfilmentKind.LOCAL_DELIVERY, title="By van", subtotal=300, tax=0, total=300
)


def test_fees_deliveries_and_taxes_are_charges() -> None:
    """With the cart they come to the total. An option that is offered and not chosen is none."""
    checkout = replay(
        numbered(
            [
                opened(),
                cart_replaced(SHIRT),
                fees_updated(SHIPPING),
                delivery_changed(
                    Fulfilment(needs_address=False, offered=(POST, VAN), chosen="post")
                ),
                order_taxes_updated(OrderTax(name="City tax", rate=150, amount=42)),
            ]
        )
    )
    assert checkout.charges == (
        Charge(
            kind=ChargeKind.FEE,
            title=SHIPPING.description,
            amount=SHIPPING.unit_price,
            tax=SHIPPING.tax,
        ),
        Charge(kind=ChargeKind.DELIVERY, title="By post", amount=500, tax=100),
        Charge(kind=ChargeKind.TAX, title="City tax", amount=42, tax=42),
    )
    assert checkout.cart.total + sum(each.amount for each in checkout.charges) == checkout.total


def test_each_group_has_a_delivery_of_its_own() -> None:
    """A group without a chosen option has no charge."""
    groups = tuple(
        FulfilmentGroup(id=str(place), kind=each.kind, lines=(), offered=(each,), chosen=chosen)
        for place, (each, chosen) in enumerate([(POST, "post"), (VAN, "van"), (VAN, None)])
    )
    checkout = replay(
        numbered(
            [
                opened(),
                cart_replaced(SHIRT),
                delivery_changed(Fulfilment(needs_address=True, groups=groups)),
            ]
        )
    )
    assert [(each.title, each.amount) for each in checkout.charges] == [
        ("By post", 500),
        ("By van", 300),
    ]
    assert checkout.cart.total + 800 == checkout.total
