"""Opening a checkout: one append with all initial events, its aliases and its deadline."""

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


async def test_all_initial_events_are_in_one_append(app: ApplicationFixture) -> None:
    """A checkout is never readable without the cart that it was opened with."""
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


async def test_aliases_and_the_deadline_are_in_the_same_append(app: ApplicationFixture) -> None:
    """The public token and the order number are aliases, and the deadline is the end of the lifetime."""
    checkout = await app.open(SHIRT)
    assert app.store.aliases == [
        Alias(scope="public-token", value="public-SE-1"),
        Alias(scope="order-number", value="1"),
    ]
    assert app.store.deadlines == [NOW + LIFETIME.purchase_within]
    assert checkout.expires_at == NOW + LIFETIME.purchase_within


async def test_missing_values_are_not_recorded(app: ApplicationFixture) -> None:
    """A checkout that is opened without a cart or other values has one event."""
    checkout = await app.open()
    assert await app.history(checkout.id) == ["Opened"]


async def test_the_returned_checkout_is_the_one_that_is_read(app: ApplicationFixture) -> None:
    """A read in this process and in another one equals the returned checkout."""
    checkout = await app.checkouts.open(FULL, SHOP)
    assert await app.read(checkout.id) == checkout
    assert await app.start_process().read(checkout.id) == checkout


async def test_a_public_token_finds_the_checkout(app: ApplicationFixture) -> None:
    """The id of the checkout is found by its public token, which is all that the customer's page has."""
    checkout = await app.open(SHIRT)
    assert await app.checkouts.find_by_public_token("public-SE-1") == checkout.id


async def test_an_unknown_token_is_not_found(app: ApplicationFixture) -> None:
    """An unknown token raises CheckoutNotFound, as an unknown id does."""
    with pytest.raises(CheckoutNotFound):
        await app.checkouts.find_by_public_token("public-SE-0")


async def test_a_refused_opening_records_nothing(app: ApplicationFixture) -> None:
    """With duplicate articles neither events nor aliases are recorded."""
    with pytest.raises(DuplicateArticles):
        await app.open(SHIRT, SHIRT, unique=True)
    assert app.store.appends == []
    with pytest.raises(CheckoutNotFound):
        await app.checkouts.find_by_public_token("public-SE-1")


async def test_a_token_belongs_to_one_checkout(app: ApplicationFixture) -> None:
    """A second checkout with the same token is not recorded, and the token still finds the first."""
    first = await app.open(SHIRT)
    with pytest.raises(AliasTaken):
        await app.open(SHIRT)
    assert await app.checkouts.find_by_public_token("public-SE-1") == first.id
    with pytest.raises(CheckoutNotFound):
        await app.read("checkout-2")
