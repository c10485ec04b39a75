"""Which characters the texts of an order may have."""

from typing import Any

import pytest

from interfaces.dialects.svea.requests.creation import creation, token_order
from interfaces.dialects.svea.requests.updates import update
from interfaces.dialects.svea.webhooks import understood
from interfaces.http.errors.request_errors import InvalidFields
from interfaces.http.request.body.reader import json_text
from tests.interfaces.dialects.svea.app_fixture import CREATION, ROW, SETTINGS, AppFixture


def _refused(body: Any, read: Any = creation) -> list[str]:
    with pytest.raises(InvalidFields) as refusal:
        read(json_text(body).encode())
    return [fault.message for fault in refusal.value.faults]


def _said(path: str, char: str) -> list[str]:
    return [f"{path}: must not contain the character U+{ord(char):04X}."]


@pytest.mark.parametrize("name", ["Name", "Unit"])
@pytest.mark.parametrize("char", ["\n", "\u2029", "\x85", "\u202e"])
def test_names_of_rows_are_single_lines(name: str, char: str) -> None:
    """So they are in a new order, in an update and in a recurring order."""
    cart = {"Cart": {"Items": [{**ROW, name: f"A{char}"}]}}
    for read in (creation, update, token_order):
        assert _refused({**CREATION, **cart}, read) == _said(f"Cart.Items[0].{name}", char)


@pytest.mark.parametrize("name", ["ArticleNumber", "TemporaryReference"])
@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\u200d"])
def test_numbers_of_rows_look_as_they_are(name: str, char: str) -> None:
    """They are refused with a character that is not seen."""
    body = {**CREATION, "Cart": {"Items": [{**ROW, name: f"A{char}1"}]}}
    assert _refused(body) == _said(f"Cart.Items[0].{name}", char)


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\ufeff", "\u2066"])
def test_an_order_number_looks_as_it_is(char: str) -> None:
    """`1` and `1` with a character that is not seen are not two orders."""
    assert _refused({**CREATION, "ClientOrderNumber": f"1{char}"}) == _said(
        "ClientOrderNumber", char
    )


@pytest.mark.parametrize("kind", ["NationalId", "EmailAddress", "PostalCode", "PeppolId"])
@pytest.mark.parametrize("char", ["\r", "\u200b", "\u115f"])
def test_presets_look_as_they_are(kind: str, char: str) -> None:
    """A preset is an identifier of a customer."""
    presets = [{"TypeName": kind, "Value": f"1{char}2"}]
    assert _refused({**CREATION, "PresetValues": presets}) == _said("PresetValues[0].Value", char)


def test_names_of_carriers_and_addresses_are_checked_too() -> None:
    """An option's carrier is a line, its id an identifier, and so is a URI."""
    options = {"FallbackOptions": [{"Id": "a\u200b", "Carrier": "b\n"}]}
    said = _refused(
        {
            **CREATION,
            "ShippingInformation": options,
            "MerchantSettings": {**SETTINGS, "PushUri": "https://shop.example/\u3164"},
        }
    )
    assert set(said) == {
        *_said("ShippingInformation.FallbackOptions[0].Id", "\u200b"),
        *_said("ShippingInformation.FallbackOptions[0].Carrier", "\n"),
        *_said("MerchantSettings.PushUri", "\u3164"),
    }


def test_the_shops_own_data_may_have_several_lines() -> None:
    """MerchantData of an order and of a row is given back as it is, but for U+0000."""
    data = '{\n\t"a": "\u200f"\r\n}'
    body = {**CREATION, "MerchantData": data, "Cart": {"Items": [{**ROW, "MerchantData": data}]}}
    made = creation(json_text(body).encode())
    assert (made.merchant_data, made.rows[0].merchant_data) == (data, data)
    assert _refused({**CREATION, "MerchantData": "\x00"}) == _said("MerchantData", "\x00")


async def test_the_refusal_has_the_shape_of_the_api(app_fixture: AppFixture) -> None:
    """It has a code, the field and the message."""
    path = await app_fixture.opened()
    answer = await app_fixture.ask("PUT", path, {"Cart": {"Items": [{**ROW, "Name": "A\nB"}]}})
    assert answer.status_code == 400
    message = "Cart.Items[0].Name: must not contain the character U+000A."
    assert answer.json()["Errors"][0]["ErrorMessage"] == message


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164"])
def test_an_order_number_in_an_answer_of_the_shop_looks_as_it_is(char: str) -> None:
    """Otherwise the answer is not one that lets the purchase go on."""
    answer = understood(200, json_text({"Valid": True, "ClientOrderNumber": f"1{char}2"}).encode())
    assert not hasattr(answer, "order_reference")
