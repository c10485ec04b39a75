"""Which characters the texts of an order may have."""

from typing import Any

import pytest

from interfaces.dialects.svea.requests.creation import creation, token_order
from interfaces.dialects.svea.requests.updates import update
from interfaces.dialects.svea.webhooks import understood
from interfaces.http.errors.request_errors import InvalidFields
from interfaces.http.request.body.reader import json_text
from tests.interfaces.dialects.svea.app_fixture import CREATION, ROW, SETTINGS, AppFixture


def _messages(body: Any, read: Any = creation) -> list[str]:
    with pytest.raises(InvalidFields) as refusal:
        read(json_text(body).encode())
    return [fault.message for fault in refusal.value.faults]


def _expected(path: str, char: str) -> list[str]:
    return [f"{path}: must not contain the character U+{ord(char):04X}."]


@pytest.mark.parametrize("name", ["Name", "Unit"])
@pytest.mark.parametrize("char", ["\n", "\u2029", "\x85", "\u202e"])
def test_names_of_rows_are_single_lines(name: str, char: str) -> None:
    """A row's name and unit may have no line breaks, in a creation, an update and a recurring order."""
    cart = {"Cart": {"Items": [{**ROW, name: f"A{char}"}]}}
    for read in (creation, update, token_order):
        assert _messages({**CREATION, **cart}, read) == _expected(f"Cart.Items[0].{name}", char)


@pytest.mark.parametrize("name", ["ArticleNumber", "TemporaryReference"])
@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\u200d"])
def test_identifiers_of_rows_have_no_invisible_characters(name: str, char: str) -> None:
    """ArticleNumber and TemporaryReference are refused when they have an invisible character."""
    body = {**CREATION, "Cart": {"Items": [{**ROW, name: f"A{char}1"}]}}
    assert _messages(body) == _expected(f"Cart.Items[0].{name}", char)


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\ufeff", "\u2066"])
def test_a_client_order_number_has_no_invisible_characters(char: str) -> None:
    """`1` and `1` with an invisible character would look like one number, so the latter is refused."""
    assert _messages({**CREATION, "ClientOrderNumber": f"1{char}"}) == _expected(
        "ClientOrderNumber", char
    )


@pytest.mark.parametrize("kind", ["NationalId", "EmailAddress", "PostalCode", "PeppolId"])
@pytest.mark.parametrize("char", ["\r", "\u200b", "\u115f"])
def test_presets_have_no_invisible_characters(kind: str, char: str) -> None:
    """A preset identifies a customer, so it is refused when it has an invisible character."""
    presets = [{"TypeName": kind, "Value": f"1{char}2"}]
    assert _messages({**CREATION, "PresetValues": presets}) == _expected(
        "PresetValues[0].Value", char
    )


def test_shipping_options_and_uris_are_checked() -> None:
    """A carrier is a single line, and an option's id and a URI have no invisible characters."""
    options = {"FallbackOptions": [{"Id": "a\u200b", "Carrier": "b\n"}]}
    messages = _messages(
        {
            **CREATION,
            "ShippingInformation": options,
            "MerchantSettings": {**SETTINGS, "PushUri": "https://shop.example/\u3164"},
        }
    )
    assert set(messages) == {
        *_expected("ShippingInformation.FallbackOptions[0].Id", "\u200b"),
        *_expected("ShippingInformation.FallbackOptions[0].Carrier", "\n"),
        *_expected("MerchantSettings.PushUri", "\u3164"),
    }


def test_merchant_data_may_have_several_lines() -> None:
    """MerchantData of an order and of a row keeps every character except U+0000."""
    data = '{\n\t"a": "\u200f"\r\n}'
    body = {**CREATION, "MerchantData": data, "Cart": {"Items": [{**ROW, "MerchantData": data}]}}
    made = creation(json_text(body).encode())
    assert (made.merchant_data, made.rows[0].merchant_data) == (data, data)
    assert _messages({**CREATION, "MerchantData": "\x00"}) == _expected("MerchantData", "\x00")


async def test_the_error_has_the_format_of_the_api(app_fixture: AppFixture) -> None:
    """The error has a code, the field and the message."""
    path = await app_fixture.opened()
    answer = await app_fixture.ask("PUT", path, {"Cart": {"Items": [{**ROW, "Name": "A\nB"}]}})
    assert answer.status_code == 400
    message = "Cart.Items[0].Name: must not contain the character U+000A."
    assert answer.json()["Errors"][0]["ErrorMessage"] == message


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164"])
def test_a_validation_response_with_an_invisible_character_rejects_the_purchase(char: str) -> None:
    """A ClientOrderNumber with an invisible character makes the validation response invalid."""
    answer = understood(200, json_text({"Valid": True, "ClientOrderNumber": f"1{char}2"}).encode())
    assert not hasattr(answer, "order_reference")
