"""The answer to an opening shows the personal data as it was given, which is what a later read opens."""

from application.commands.shop import OpenCheckout
from domain.values.buyer_context import BuyerContext, ReferralParameter
from domain.values.cart import Cart
from domain.values.customer import Address, Customer
from domain.values.fulfilment import (
    Fulfilment,
    FulfilmentDestination,
    FulfilmentGroup,
    FulfilmentKind,
    Recipient,
)
from domain.values.quote import Quote
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT, SHOP

ADDRESS = Address(name="Grace Hopper", city="Arlington", country="US")
CUSTOMER = Customer(email="grace@navy.example", first_name="", billing_address=ADDRESS)
GROUP = FulfilmentGroup(
    id="g1",
    kind=FulfilmentKind.SHIPPING,
    lines=("1",),
    destinations=(
        FulfilmentDestination(id="d1", address=ADDRESS, recipient=Recipient(phone="+46700000001")),
        FulfilmentDestination(id="d2", address=Address(country="US")),
    ),
)
DELIVERY = Fulfilment(needs_address=True, recipient=Recipient(name="Grace"), groups=(GROUP,))
COMMAND = OpenCheckout(
    merchant="demo",
    dialect="acp",
    country="US",
    currency="USD",
    public_token="public-US-1",
    customer=CUSTOMER,
    buyer_context=BuyerContext(
        signals="{}", attribution=(ReferralParameter(name="utm_source", value="letter"),)
    ),
    quote=Quote(cart=Cart(lines=(SHIRT,)), delivery=DELIVERY),
)


async def test_a_new_checkout_shows_what_a_read_of_it_shows() -> None:
    """The customer, the circumstances and the delivery are those of the command, and of a read in another process."""
    app = ApplicationFixture()
    opened = await app.checkouts.open(COMMAND, SHOP)
    read = await app.start_process().read(opened.id)
    for shown in (opened, read):
        assert shown.customer == CUSTOMER
        assert shown.buyer_context == COMMAND.buyer_context
        assert shown.delivery == DELIVERY
