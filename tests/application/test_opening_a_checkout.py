"""Opening: one append with all that is known, its names and its deadline."""

import pytest

from application.commands.shop import OpenCheckout
from application.ports.event_store import Alias, AliasTaken
from domain.refusals import CheckoutNotFound, DuplicateArticles
from domain.values.cart import Cart
from tests.application.application_fixture import LIFETIME, ApplicationFixture
from tests.domain.event_builders import ADA, NOW, SHIPPING, SHIRT, SHOP

FULL = OpenCheckout(
    merchant="demo",
    dialect="walley",
    country="SE",
    currency="SEK",
    public_token="public-SE-1",
    cart=Cart(lines=(SHIRT,)),
    fees=(SHIPPING,),
    shipping_properties="{}",
    reference="A-1",
    metadata="{}",
    customer=ADA,
    unique_articles=True,
)


async def test_all_that_is_known_is_one_append(app: ApplicationFixture) -> None:
    """Nobody ever sees a checkout without the cart that it was opened with."""
    checkout = await app.checkouts.open(FULL, SHOP)
    assert app.store.appends == [
        [
            "Opened",
            "CartReplaced",
            "ShippingPropertiesReplaced",
            "FeesUpdated",
            "ReferenceChanged",
            "MetadataReplaced",
            "CustomerIdentified",
        ]
    ]
    assert checkout.version == 7


async def test_the_name_and_the_deadline_are_in_the_same_append(app: ApplicationFixture) -> None:
    """The public token stands for the checkout, and its time is over after the lifetime."""
    checkout = await app.open(SHIRT)
    assert app.store.aliases == [
        Alias(scope="public-token", value="public-SE-1"),
        Alias(scope="order-number", value="1"),
    ]
    assert app.store.deadlines == [NOW + LIFETIME.purchase_within]
    assert checkout.expires_at == NOW + LIFETIME.purchase_within


async def test_what_is_not_given_is_not_recorded(app: ApplicationFixture) -> None:
    """A checkout that is opened with nothing has one event."""
    checkout = await app.open()
    assert await app.history(checkout.id) == ["Opened"]


async def test_what_was_answered_is_what_is_read(app: ApplicationFixture) -> None:
    """In this process and in another one."""
    checkout = await app.checkouts.open(FULL, SHOP)
    assert await app.read(checkout.id) == checkout
    assert await app.start_process().read(checkout.id) == checkout


async def test_a_public_token_leads_to_the_checkout(app: ApplicationFixture) -> None:
    """The customer's page knows the token only."""
    checkout = await app.open(SHIRT)
    assert await app.checkouts.find_by_public_token("public-SE-1") == checkout.id


async def test_an_unknown_token_leads_nowhere(app: ApplicationFixture) -> None:
    """And does so as any unknown checkout."""
    with pytest.raises(CheckoutNotFound):
        await app.checkouts.find_by_public_token("public-SE-0")


async def test_a_refused_opening_records_nothing(app: ApplicationFixture) -> None:
    """With two lines alike there is no checkout, and no name for one."""
    with pytest.raises(DuplicateArticles):
        await app.open(SHIRT, SHIRT, unique=True)
    assert app.store.appends == []
    with pytest.raises(CheckoutNotFound):
        await app.checkouts.find_by_public_token("public-SE-1")


async def test_a_token_stands_for_one_checkout(app: ApplicationFixture) -> None:
    """A second checkout under the same token is not recorded, and the token leads to the first."""
    first = await app.open(SHIRT)
    with pytest.raises(AliasTaken):
        await app.open(SHIRT)
    assert await app.checkouts.find_by_public_token("public-SE-1") == first.id
    with pytest.raises(CheckoutNotFound):
        await app.read("checkout-2")
