"""A checkout that is refused when it is opened leaves nothing of its customer."""

from dataclasses import replace

import pytest

from application.commands.shop import OpenCheckout
from application.persons.identities import email
from domain.refusals import DuplicateArticles, ReferenceTaken, Refusal
from domain.values.cart import Cart
from domain.values.customer import Customer
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT, SHOP

OPENING = OpenCheckout(
    checkout_id="checkout-7",
    merchant="demo-shop",
    dialect="svea",
    country="SE",
    currency="SEK",
    public_token="public-7",
    reference="A-1",
    unique_reference=True,
    unique_articles=True,
    cart=Cart(lines=(SHIRT,)),
    customer=Customer(email="ada@example.com"),
)


def opening(checkout_id: str, cart: Cart) -> OpenCheckout:
    """The command to open another checkout with the same reference and customer."""
    return replace(OPENING, checkout_id=checkout_id, public_token=checkout_id, cart=cart)


async def found(app: ApplicationFixture) -> list[str]:
    """The checkouts of the customer."""
    return [
        each
        for identity in email("ada@example.com")
        for each in await app.storage.persons.find(identity)
    ]


@pytest.mark.parametrize(
    ("refusal", "cart"),
    [
        (ReferenceTaken, Cart(lines=(SHIRT,))),
        (DuplicateArticles, Cart(lines=(SHIRT, SHIRT))),
    ],
)
async def test_a_refused_opening_leaves_no_key_and_no_index(
    refusal: type[Refusal], cart: Cart
) -> None:
    """A search for the customer finds the checkout that was opened, and the refused one has no key."""
    app = ApplicationFixture()
    await app.checkouts.open(OPENING, SHOP)
    with pytest.raises(refusal):
        await app.checkouts.open(opening("checkout-8", cart), SHOP)
    assert await found(app) == ["checkout-7"]
    assert (await app.storage.persons.access("checkout-8")).key is None
    assert (await app.storage.persons.access("checkout-7")).key is not None


async def test_the_settings_of_a_refused_opening_leave_no_key() -> None:
    """The key that sealed texts of its settings is not stored either, and that is no erasure."""
    app = ApplicationFixture()
    await app.checkouts.open(OPENING, SHOP)
    sealed = app.checkouts.seal_settings("checkout-8", {"postal_code": "98765"})
    with pytest.raises(ReferenceTaken):
        await app.checkouts.open(opening("checkout-8", OPENING.cart), SHOP, person=sealed.person)
    access = await app.storage.persons.access("checkout-8")
    assert (access.key, access.erased_at) == (None, None)
