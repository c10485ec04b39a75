"""Which characters the texts of a checkout may have."""

from typing import Any

import pytest

from interfaces.dialects.walley.requests.creation import creation
from interfaces.dialects.walley.requests.updates import (
    cart_update,
    fees_update,
    reference_update,
    whole_update,
)
from interfaces.dialects.walley.webhooks import understood
from interfaces.http.errors.request_errors import InvalidFields
from interfaces.http.request.body.reader import json_text
from tests.interfaces.dialects.walley.app_fixture import CREATION, AppFixture

ROW = {"id": "1", "description": "A product", "unitPrice": 50, "quantity": 2, "vat": 25}
LINES = [
    "firstName", "lastName", "companyName", "coAddress", "address", "address2", "city", "country",
]  # fmt: skip
PERSON = ["email", "nationalIdentificationNumber", "organizationNumber"]
SETTINGS = ["reference", "profileName", "settlementReference", "externalStoreId", "actionReference"]


def _messages(body: Any, read: Any) -> list[str]:
    with pytest.raises(InvalidFields) as refusal:
        read(json_text(body).encode())
    return [fault.message for fault in refusal.value.faults]


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("char", ["\n", "\u2028", "\x9b", "\u202e"])
def test_parts_of_a_prefill_are_single_lines(name: str, char: str) -> None:
    """Names and addresses with a line break, a control character or a bidirectional control are refused."""
    address = {name: f"A{char}"}
    body = {**CREATION, "privateCustomerPrefill": {"deliveryAddress": address}}
    assert _messages(body, creation) == [
        f"privateCustomerPrefill.deliveryAddress.{name}: must not contain the character U+{ord(char):04X}."
    ]


@pytest.mark.parametrize("name", [*PERSON, *SETTINGS])
@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\u200d", "\ufeff", "\xad"])
def test_identifiers_have_no_invisible_characters(name: str, char: str) -> None:
    """E-mail addresses, numbers of people and companies, and references with an invisible character are refused."""
    text = f"Z{char}-1"
    body = {**CREATION, name: text}
    path = name
    if name in PERSON:
        body = {**CREATION, "businessCustomerPrefill": {name: text}}
        path = f"businessCustomerPrefill.{name}"
    assert _messages(body, creation) == [
        f"{path}: must not contain the character U+{ord(char):04X}."
    ]


@pytest.mark.parametrize(
    "changed", [{"id": "1\u200b0"}, {"sku": "S\u3164"}, {"description": "A\nB"}]
)
def test_rows_are_checked_in_every_form_of_a_cart(changed: dict[str, str]) -> None:
    """Rows are checked in an array, an object, a whole update, a creation and a fee."""
    ((name, text),) = changed.items()
    char = next(char for char in text if not (char.isascii() and char.isprintable()))
    message = f"{name}: must not contain the character U+{ord(char):04X}."
    row = {**ROW, **changed}
    assert _messages([row], cart_update) == [f"cart[0].{message}"]
    assert _messages({"items": [row]}, cart_update) == [f"items[0].{message}"]
    cart = {"cart": {"items": [row]}}
    assert _messages(cart, whole_update) == [f"cart.items[0].{message}"]
    assert _messages({**CREATION, **cart}, creation) == [f"cart.items[0].{message}"]
    if name != "sku":
        fee = {"id": "1", "description": "Parcel", "unitPrice": 1, "vat": 25, **changed}
        assert _messages({"shipping": fee}, fees_update) == [f"shipping.{message}"]


def test_white_space_around_an_article_is_trimmed_as_documented() -> None:
    """White space around id and description is removed, including line breaks."""
    (item,) = cart_update(
        json_text([{**ROW, "id": "1\n", "description": "\tTea\r\n"}]).encode()
    ).items
    assert (item.id, item.description) == ("1", "Tea")


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164"])
def test_a_reference_has_no_invisible_characters(char: str) -> None:
    """A reference with an invisible character is refused, also at its end, where white space is trimmed."""
    assert _messages({"reference": f"Z-1{char}"}, reference_update) == [
        f"reference: must not contain the character U+{ord(char):04X}."
    ]


async def test_the_error_has_the_format_of_the_api(app_fixture: AppFixture) -> None:
    """The error names the field, and the checkout is unchanged."""
    path = await app_fixture.opened()
    answer = await app_fixture.ask("PUT", path + "/reference", {"reference": "Z\u200b-1"})
    assert answer.status_code == 400
    assert "reference: must not contain the character U+200B." in answer.text


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\u2066"])
def test_an_invalid_reference_in_a_validation_response_is_ignored(char: str) -> None:
    """The purchase goes on with the reference that the checkout already has."""
    answer = understood(200, json_text({"orderReference": f"Z{char}-1"}).encode())
    assert answer.order_reference is None  # type: ignore[union-attr]  # 200 is an approval


def test_descriptions_accept_emoji_and_letters_of_any_script() -> None:
    """A joiner between emoji, or inside a word that needs it, is accepted."""
    words = "👨\u200d👩 \u0645\u06cc\u200c\u062e"
    (item,) = cart_update(json_text([{**ROW, "description": words}]).encode()).items
    assert item.description == words
