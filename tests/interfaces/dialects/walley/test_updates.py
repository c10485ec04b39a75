"""The effect of an update on the checkout."""

from decimal import Decimal
from typing import Any

import pytest

from application.checkouts.admission import Target
from domain.checkout import Checkout
from tests.interfaces.dialects.walley.app_fixture import AppFixture

ARTICLE = {"id": "1", "description": "A product", "unitPrice": 50, "quantity": 2, "vat": 25}
FEE = {"id": "s", "description": "Shipping", "unitPrice": 59, "vat": 25}


async def _current(app_fixture: AppFixture, path: str) -> Checkout:
    target = Target(checkout_id=path.rpartition("/")[2], merchant=None)
    return await app_fixture.checkouts.read(target)


async def _after(app_fixture: AppFixture, part: str, body: Any, **opened: Any) -> Checkout:
    path = await app_fixture.opened(**opened)
    answer = await app_fixture.ask("PUT", path + part, body)
    assert answer.status_code == 200, answer.text
    return await _current(app_fixture, path)


async def test_a_line_is_kept_in_minor_units_and_basis_points(app_fixture: AppFixture) -> None:
    """123.45 at 20 % is stored as 12345 öre at 2000 basis points, with its tax."""
    article = {**ARTICLE, "unitPrice": 123.45, "quantity": 3, "vat": 20}

    [line] = (await _after(app_fixture, "/cart", [article])).cart.lines

    assert (line.unit_price, line.quantity, line.tax_rate) == (12345, Decimal(3), 2000)
    assert (line.total, line.tax) == (37035, 6173)


async def test_text_is_trimmed_before_a_description_is_cut(app_fixture: AppFixture) -> None:
    """Ids may have 50 characters after trimming, and descriptions are cut to 50 after trimming."""
    article = {**ARTICLE, "id": f"  {'i' * 50}\t", "description": f"   {'d' * 60}   "}

    [line] = (await _after(app_fixture, "/cart", [article])).cart.lines

    assert (line.article, line.description) == ("i" * 50, "d" * 50)


async def test_the_cart_alone_leaves_the_shipping_properties(app_fixture: AppFixture) -> None:
    """A cart without shipping properties, as an array or an object, leaves them unchanged."""
    cart = {"items": [], "shippingProperties": {"height": 10}}

    as_array = await _after(app_fixture, "/cart", [ARTICLE], cart=cart)
    as_object = await _after(app_fixture, "/cart", {"items": [ARTICLE]}, cart=cart)

    assert as_array.shipping_properties == as_object.shipping_properties == '{"height":10}'


async def test_a_cart_with_shipping_properties_replaces_both(app_fixture: AppFixture) -> None:
    """Both are replaced. Null removes the shipping properties."""
    cart = {"items": [], "shippingProperties": {"height": 10}}

    replaced = await _after(
        app_fixture, "/cart", {"items": [ARTICLE], "shippingProperties": {"width": 1}}, cart=cart
    )
    removed = await _after(
        app_fixture, "/cart", {"items": [], "shippingProperties": None}, cart=cart
    )

    assert replaced.shipping_properties == '{"width":1}'
    assert removed.shipping_properties is None


async def test_null_values_in_shipping_properties_are_dropped(app_fixture: AppFixture) -> None:
    """The map replaces the old one, and a key with a null value is dropped."""
    body = {"height": None, "width": 1.50}
    cart = {"items": [], "shippingProperties": {"height": 10, "depth": 1}}

    checkout = await _after(app_fixture, "/shippingProperties", body, cart=cart)

    assert checkout.shipping_properties == '{"width":1.5}'


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'""', b"null", b'{"height":null}'])
async def test_an_empty_body_removes_the_shipping_properties(
    app_fixture: AppFixture, body: bytes
) -> None:
    """An empty body and every form of an empty map remove the shipping properties."""
    cart = {"items": [], "shippingProperties": {"height": 10}}

    assert (
        await _after(app_fixture, "/shippingProperties", body, cart=cart)
    ).shipping_properties is None


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b'{"metadata":null}'])
async def test_an_empty_body_removes_the_metadata(app_fixture: AppFixture, body: bytes) -> None:
    """An empty body, an empty map, and null under `metadata` remove the metadata."""
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
async def test_metadata_is_stored_as_sent(app_fixture: AppFixture, body: bytes, kept: str) -> None:
    """Metadata is stored without changes. A `metadata` property is unwrapped only if no other data is next to it."""
    assert (await _after(app_fixture, "/metadata", body)).metadata == kept


async def test_a_whole_update_replaces_everything(app_fixture: AppFixture) -> None:
    """A whole update removes every part that it does not contain."""
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
    """A whole update has shipping properties at its top level. They are also accepted inside the cart."""
    nested = {"items": [], "shippingProperties": {"a": 1}}

    at_top = await _after(app_fixture, "", {"cart": nested, "shippingProperties": {"b": 2}})
    in_cart = await _after(app_fixture, "", {"cart": nested})

    assert at_top.shipping_properties == '{"b":2}'
    assert in_cart.shipping_properties == '{"a":1}'


async def test_a_fee_that_is_not_sent_is_removed(app_fixture: AppFixture) -> None:
    """The fees are replaced together, and stored in a fixed order."""
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
async def test_field_names_are_case_insensitive(app_fixture: AppFixture, body: bytes) -> None:
    """Field names are case-insensitive. If both spellings are sent, the documented one is used."""
    assert (await _after(app_fixture, "/reference", body)).reference == "R"


@pytest.mark.parametrize("body", [b'{"reference":null}', b'{"reference":""}', b'{"reference":" "}'])
async def test_a_reference_can_be_removed(app_fixture: AppFixture, body: bytes) -> None:
    """Null, an empty string and white space remove the reference."""
    assert (await _after(app_fixture, "/reference", body, reference="R")).reference is None


async def test_field_names_of_an_article_are_case_insensitive(app_fixture: AppFixture) -> None:
    """The field names of an article are case-insensitive, and unknown fields are ignored."""
    article = {"ID": "1", "Description": "A", "UNITPRICE": 1, "Quantity": 1, "VAT": 0, "colour": 1}

    [line] = (await _after(app_fixture, "/cart", [article])).cart.lines

    assert (line.article, line.unit_price) == ("1", 100)


async def test_maximum_age_is_read_as_minimum_age(app_fixture: AppFixture) -> None:
    """The newest documentation calls the minimum age `maximumAge`. The highest age of the cart applies."""
    rows = [
        {**ARTICLE, "id": "1", "maximumAge": 18},
        {**ARTICLE, "id": "2", "minimumAge": 15, "maximumAge": 20},
    ]

    cart = (await _after(app_fixture, "/cart", rows)).cart

    assert [line.minimum_age for line in cart.lines] == [18, 20]
    assert cart.minimum_age == 20


async def test_an_update_records_its_provenance(app_fixture: AppFixture) -> None:
    """The event has the credential's name, the dialect, the operation and the request id."""
    path = await app_fixture.opened()
    await app_fixture.ask("PUT", path + "/cart", [], X_Request_Id="request-1")

    *_, event = await app_fixture.store.events(path.rpartition("/")[2])

    by = event.provenance
    assert (by.actor, by.dialect, by.operation) == ("shop:demo-client", "walley", "replace cart")
    assert by.request_id == "request-1"


async def test_a_refused_update_is_recorded(app_fixture: AppFixture) -> None:
    """A cart update that is refused after the commitment is recorded as a refused command."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "committed")

    answer = await app_fixture.ask("PUT", path + "/cart", [ARTICLE | {"quantity": 3}])

    [attempt] = await app_fixture.refusals.of(path.rpartition("/")[2])
    assert answer.status_code == 900
    assert (attempt.reason, attempt.operation) == ("PurchaseCommitmentFound", "ReplaceCart")
