"""What an update leaves behind, read from the checkout and not only from its answer."""

from decimal import Decimal
from typing import Any

import pytest

from application.checkouts.admission import Target
from domain.checkout import Checkout
from tests.interfaces.dialects.walley.app_fixture import AppFixture

ARTICLE = {"id": "1", "description": "A product", "unitPrice": 50, "quantity": 2, "vat": 25}
FEE = {"id": "s", "description": "Shipping", "unitPrice": 59, "vat": 25}


async def _standing(app_fixture: AppFixture, path: str) -> Checkout:
    target = Target(checkout_id=path.rpartition("/")[2], merchant=None)
    return await app_fixture.checkouts.read(target)


async def _after(app_fixture: AppFixture, part: str, body: Any, **opened: Any) -> Checkout:
    path = await app_fixture.opened(**opened)
    answer = await app_fixture.ask("PUT", path + part, body)
    assert answer.status_code == 200, answer.text
    return await _standing(app_fixture, path)


async def test_a_line_is_kept_in_minor_units_and_basis_points(app_fixture: AppFixture) -> None:
    """123.45 at 20 % is 12345 öre at 2000 basis points, with its tax."""
    article = {**ARTICLE, "unitPrice": 123.45, "quantity": 3, "vat": 20}

    [line] = (await _after(app_fixture, "/cart", [article])).cart.lines

    assert (line.unit_price, line.quantity, line.tax_rate) == (12345, Decimal(3), 2000)
    assert (line.total, line.tax) == (37035, 6173)


async def test_text_is_trimmed_before_a_description_is_cut(app_fixture: AppFixture) -> None:
    """An id has 50 characters after trimming, and a description is cut to 50 after trimming."""
    article = {**ARTICLE, "id": f"  {'i' * 50}\t", "description": f"   {'d' * 60}   "}

    [line] = (await _after(app_fixture, "/cart", [article])).cart.lines

    assert (line.article, line.description) == ("i" * 50, "d" * 50)


async def test_the_cart_alone_leaves_the_shipping_properties(app_fixture: AppFixture) -> None:
    """An array says nothing of them, and neither does an object without them."""
    cart = {"items": [], "shippingProperties": {"height": 10}}

    as_array = await _after(app_fixture, "/cart", [ARTICLE], cart=cart)
    as_object = await _after(app_fixture, "/cart", {"items": [ARTICLE]}, cart=cart)

    assert as_array.shipping_properties == as_object.shipping_properties == '{"height":10}'


async def test_a_cart_with_shipping_properties_is_one_request(app_fixture: AppFixture) -> None:
    """Both are replaced; null and an empty map remove the shipping properties."""
    cart = {"items": [], "shippingProperties": {"height": 10}}

    replaced = await _after(
        app_fixture, "/cart", {"items": [ARTICLE], "shippingProperties": {"width": 1}}, cart=cart
    )
    removed = await _after(
        app_fixture, "/cart", {"items": [], "shippingProperties": None}, cart=cart
    )

    assert replaced.shipping_properties == '{"width":1}'
    assert removed.shipping_properties is None


async def test_shipping_properties_lose_the_keys_that_are_null(app_fixture: AppFixture) -> None:
    """The map replaces the old one; a null value is the same as no key."""
    body = {"height": None, "width": 1.50}
    cart = {"items": [], "shippingProperties": {"height": 10, "depth": 1}}

    checkout = await _after(app_fixture, "/shippingProperties", body, cart=cart)

    assert checkout.shipping_properties == '{"width":1.5}'


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'""', b"null", b'{"height":null}'])
async def test_shipping_properties_can_be_removed_whole(
    app_fixture: AppFixture, body: bytes
) -> None:
    """An empty body, and whatever a client sends for an empty map."""
    cart = {"items": [], "shippingProperties": {"height": 10}}

    assert (
        await _after(app_fixture, "/shippingProperties", body, cart=cart)
    ).shipping_properties is None


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b'{"metadata":null}'])
async def test_metadata_can_be_removed_whole(app_fixture: AppFixture, body: bytes) -> None:
    """An empty body, an empty map, and null where they are wrapped."""
    assert (await _after(app_fixture, "/metadata", body, metadata={"a": 1})).metadata is None


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b'{"a":1.50,"b":[null]}', '{"a":1.50,"b":[null]}'),
        (b'{"metadata":{"a":1}}', '{"a":1}'),
        (b'{"storeId":1,"countryCode":"SE","metadata":{"a":1}}', '{"a":1}'),
        (b'{"storeId":1,"a":1}', '{"storeId":1,"a":1}'),
        (b'{"metadata":{"a":1},"b":2}', '{"metadata":{"a":1},"b":2}'),
        (b'{"Case":1,"case":2}', '{"Case":1,"case":2}'),
    ],
)
async def test_metadata_are_kept_as_they_were_sent(
    app_fixture: AppFixture, body: bytes, kept: str
) -> None:
    """To the digit and the letter, and unwrapped only where a client has clearly wrapped them."""
    assert (await _after(app_fixture, "/metadata", body)).metadata == kept


async def test_a_whole_update_replaces_everything(app_fixture: AppFixture) -> None:
    """What it does not name is removed, in one append."""
    opened = {
        "reference": "R",
        "metadata": {"a": 1},
        "fees": {"shipping": FEE},
        "cart": {"items": [ARTICLE], "shippingProperties": {"height": 10}},
    }

    checkout = await _after(app_fixture, "/", {"cart": [{**ARTICLE, "quantity": 1}]}, **opened)

    assert checkout.cart.total == 5000
    assert checkout.fees == ()
    assert (checkout.reference, checkout.metadata) == (None, None)
    assert checkout.shipping_properties is None


async def test_shipping_properties_outside_the_cart_take_precedence(
    app_fixture: AppFixture,
) -> None:
    """A whole update has them at its top; clients that nest them in the cart are understood too."""
    nested = {"items": [], "shippingProperties": {"a": 1}}

    beside = await _after(app_fixture, "", {"cart": nested, "shippingProperties": {"b": 2}})
    inside = await _after(app_fixture, "", {"cart": nested})

    assert beside.shipping_properties == '{"b":2}'
    assert inside.shipping_properties == '{"a":1}'


async def test_a_fee_that_is_not_named_is_removed(app_fixture: AppFixture) -> None:
    """Fees are replaced as one, and kept in one order whatever the order on the wire."""
    invoice = {**FEE, "id": "i"}

    both = await _after(
        app_fixture, "/fees", {"directInvoiceNotification": invoice, "shipping": FEE}
    )
    one = await _after(
        app_fixture, "/fees", {"directInvoiceNotification": invoice}, fees={"shipping": FEE}
    )

    assert [fee.kind for fee in both.fees] == ["shipping", "direct-invoice-notification"]
    assert [fee.kind for fee in one.fees] == ["direct-invoice-notification"]


@pytest.mark.parametrize("body", [b'{"Reference":"R"}', b'{"REFERENCE":"x","reference":" R "}'])
async def test_names_ignore_case(app_fixture: AppFixture, body: bytes) -> None:
    """As the provider does; where both spellings are there, the documents' own goes first."""
    assert (await _after(app_fixture, "/reference", body)).reference == "R"


@pytest.mark.parametrize("body", [b'{"reference":null}', b'{"reference":""}', b'{"reference":" "}'])
async def test_a_reference_can_be_removed(app_fixture: AppFixture, body: bytes) -> None:
    """null, an empty string and white space all mean none."""
    assert (await _after(app_fixture, "/reference", body, reference="R")).reference is None


async def test_the_names_of_an_article_ignore_case(app_fixture: AppFixture) -> None:
    """All the properties of a row, and unknown ones are ignored."""
    article = {"ID": "1", "Description": "A", "UNITPRICE": 1, "Quantity": 1, "VAT": 0, "colour": 1}

    [line] = (await _after(app_fixture, "/cart", [article])).cart.lines

    assert (line.article, line.unit_price) == ("1", 100)


async def test_a_maximum_age_is_a_minimum_age_by_its_newest_name(app_fixture: AppFixture) -> None:
    """The newest documents call it so; the highest one of the cart applies."""
    rows = [
        {**ARTICLE, "id": "1", "maximumAge": 18},
        {**ARTICLE, "id": "2", "minimumAge": 15, "maximumAge": 20},
    ]

    cart = (await _after(app_fixture, "/cart", rows)).cart

    assert [line.minimum_age for line in cart.lines] == [18, 20]
    assert cart.minimum_age == 20


async def test_an_update_says_where_it_came_from(app_fixture: AppFixture) -> None:
    """The history has the credential's name, the dialect, and the name of the operation."""
    path = await app_fixture.opened()
    await app_fixture.ask("PUT", path + "/cart", [], X_Request_Id="request-1")

    *_, event = await app_fixture.store.events(path.rpartition("/")[2])

    by = event.provenance
    assert (by.actor, by.dialect, by.operation) == ("shop:demo-client", "walley", "replace cart")
    assert by.request_id == "request-1"


async def test_a_refused_update_is_kept(app_fixture: AppFixture) -> None:
    """A changed cart that was refused after commitment is evidence."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "committed")

    answer = await app_fixture.ask("PUT", path + "/cart", [ARTICLE | {"quantity": 3}])

    [attempt] = await app_fixture.refusals.of(path.rpartition("/")[2])
    assert answer.status_code == 900
    assert (attempt.reason, attempt.operation) == ("PurchaseCommitmentFound", "ReplaceCart")
