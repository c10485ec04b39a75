"""JSON numbers in fields that the documentation describes as text."""

from typing import Any

import pytest

from interfaces.dialects.svea.requests.creation import creation
from interfaces.dialects.svea.webhooks import understood
from interfaces.http.request.body.reader import json_text
from tests.interfaces.dialects.svea.app_fixture import CREATION, ROW, AppFixture


def test_numbers_are_accepted_as_texts() -> None:
    """The texts of an order, of a row, of a preset and of a shipping option may be numbers."""
    body = {
        **CREATION,
        "ClientOrderNumber": 4711,
        "MerchantData": 1,
        "Cart": {"Items": [{**ROW, "ArticleNumber": 12, "Name": 13, "Unit": 14}]},
        "PresetValues": [{"TypeName": "PostalCode", "Value": 12345}],
        "ShippingInformation": {"FallbackOptions": [{"Id": 5, "ShippingFee": 100}]},
    }
    made = creation(json_text(body).encode())
    (row,) = made.rows
    assert (made.client_order_number, made.merchant_data) == ("4711", "1")
    assert (row.article_number, row.name, row.unit) == ("12", "13", "14")
    assert made.presets is not None
    assert made.presets.postal_code == "12345"
    assert made.shipping_information is not None
    assert made.shipping_information["FallbackOptions"][0]["Id"] == "5"


@pytest.mark.parametrize("value", [True, [1], {"a": 1}])
async def test_other_json_values_are_refused_as_texts(app_fixture: AppFixture, value: Any) -> None:
    """A boolean, an array or an object in a text field is refused."""
    path = await app_fixture.opened()
    rows = [{**ROW, "ArticleNumber": value}]
    answer = await app_fixture.ask("PUT", path, {"Cart": {"Items": rows}})
    assert answer.status_code == 400


def test_a_validation_response_may_have_a_numeric_client_order_number() -> None:
    """The ClientOrderNumber in a validation response may be a number."""
    answer = understood(200, b'{"Valid": true, "ClientOrderNumber": 4711}')
    assert answer.order_reference == "4711"  # type: ignore[union-attr]  # an approval
