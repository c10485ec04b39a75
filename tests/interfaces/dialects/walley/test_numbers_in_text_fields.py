"""JSON numbers in fields that the documentation describes as text."""

from typing import Any

import pytest

from interfaces.dialects.walley.requests.creation import creation
from interfaces.dialects.walley.requests.updates import cart_update, reference_update, whole_update
from interfaces.dialects.walley.webhooks import understood
from interfaces.http.request.body.reader import json_text
from tests.interfaces.dialects.walley.app_fixture import CREATION, AppFixture

ROW = {"id": 4711, "description": 12, "sku": 13, "unitPrice": 1, "quantity": 1, "vat": 25}


@pytest.mark.parametrize(("sent", "kept"), [("4711", "4711"), ("-1", "-1"), ("29.50", "29.50")])
def test_a_number_becomes_its_text(sent: str, kept: str) -> None:
    """A number in a text field is stored as the text in the request."""
    assert reference_update(f'{{"Reference": {sent}}}'.encode()) == kept


def test_an_article_may_have_numbers() -> None:
    """Id, description and SKU of an article may be numbers in both forms of a cart."""
    for body in ([ROW], {"items": [ROW]}):
        (item,) = cart_update(json_text(body).encode()).items
        assert (item.id, item.description, item.sku) == ("4711", "12", "13")


def test_a_fee_and_a_whole_update_may_have_numbers() -> None:
    """The texts of a fee and the reference of a whole update may be numbers."""
    fee = {"id": 1, "description": 2, "unitPrice": 3, "vat": 25}
    update = whole_update(
        json_text({"cart": [], "fees": {"shipping": fee}, "reference": 4711}).encode()
    )
    assert update.reference == "4711"
    assert update.fees.shipping is not None
    assert (update.fees.shipping.id, update.fees.shipping.description) == ("1", "2")


def test_a_creation_may_have_numbers() -> None:
    """The texts of a creation, of its customer and of the address may be numbers."""
    person = {"mobilePhoneNumber": 46701234567, "deliveryAddress": {"postalCode": 12345}}
    body = {**CREATION, "profileName": 7, "reference": 8, "privateCustomerPrefill": person}
    made = creation(json_text(body).encode())
    assert (made.settings["profileName"], made.everything.reference) == ("7", "8")
    assert made.prefill is not None
    assert made.prefill.mobile_phone_number == "46701234567"
    assert made.prefill.delivery_address is not None
    assert made.prefill.delivery_address.postal_code == "12345"


@pytest.mark.parametrize("value", [True, False, [1], {"a": 1}])
async def test_other_json_values_are_refused_as_texts(app_fixture: AppFixture, value: Any) -> None:
    """A boolean, an array or an object in a text field is refused."""
    path = await app_fixture.opened()
    answer = await app_fixture.ask("PUT", path + "/reference", {"reference": value})
    assert answer.status_code == 400


def test_a_validation_response_may_have_a_numeric_reference() -> None:
    """The order reference in a validation response may be a number."""
    assert understood(200, b'{"orderReference": 4711}').order_reference == "4711"  # type: ignore[union-attr]  # 200 is an approval
