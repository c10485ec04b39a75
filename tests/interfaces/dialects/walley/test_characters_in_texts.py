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


def _refused(body: Any, read: Any) -> list[str]:
    with pytest.raises(InvalidFields) as refusal:
        read(json_text(body).encode())
    return [fault.message for fault in refusal.value.faults]


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("char", ["\n", "\u2028", "\x9b", "\u202e"])
def test_parts_of_a_prefill_are_single_lines(name: str, char: str) -> None:
    """Names and addresses are refused with a line break, a control character or a bidirectional control."""
    address = {name: f"A{char}"}
    body = {**CREATION, "privateCustomerPrefill": {"deliveryAddress": address}}
    assert _refused(body, creation) == [
        f"privateCustomerPrefill.deliveryAddress.{name}: must not contain the character U+{ord(char):04X}."
    ]


@pytest.mark.parametrize("name", [*PERSON, *SETTINGS])
@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\u200d", "\ufeff", "\xad"])
def test_identifiers_have_no_character_that_is_not_seen(name: str, char: str) -> None:
    """E-mail addresses, numbers of people and companies, and references look as they are."""
    text = f"Z{char}-1"
    body = {**CREATION, name: text}
    path = name
    if name in PERSON:
        body = {**CREATION, "businessCustomerPrefill": {name: text}}
        path = f"businessCustomerPrefill.{name}"
    assert _refused(body, creation) == [
        f"{path}: must not contain the character U+{ord(char):04X}."
    ]


@pytest.mark.parametrize(
    "changed", [{"id": "1\u200b0"}, {"sku": "S\u3164"}, {"description": "A\nB"}]
)
def test_rows_are_checked_in_every_form_of_a_cart(changed: dict[str, str]) -> None:
    """A bare array, an object, a whole update, a creation and a fee."""
    ((name, text),) = changed.items()
    char = next(char for char in text if not (char.isascii() and char.isprintable()))
    said = f"{name}: must not contain the character U+{ord(char):04X}."
    row = {**ROW, **changed}
    assert _refused([row], cart_update) == [f"cart[0].{said}"]
    assert _refused({"items": [row]}, cart_update) == [f"items[0].{said}"]
    cart = {"cart": {"items": [row]}}
    assert _refused(cart, whole_update) == [f"cart.items[0].{said}"]
    assert _refused({**CREATION, **cart}, creation) == [f"cart.items[0].{said}"]
    if name != "sku":
        fee = {"id": "1", "description": "Parcel", "unitPrice": 1, "vat": 25, **changed}
        assert _refused({"shipping": fee}, fees_update) == [f"shipping.{said}"]


def test_white_space_around_an_article_is_trimmed_as_documented() -> None:
    """Id and description are "trimmed from leading and trailing white-spaces", line breaks included."""
    (item,) = cart_update(
        json_text([{**ROW, "id": "1\n", "description": "\tTea\r\n"}]).encode()
    ).items
    assert (item.id, item.description) == ("1", "Tea")


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164"])
def test_a_reference_says_what_it_looks_like(char: str) -> None:
    """Also at its end, where white space is trimmed otherwise."""
    assert _refused({"reference": f"Z-1{char}"}, reference_update) == [
        f"reference: must not contain the character U+{ord(char):04X}."
    ]


async def test_the_refusal_has_the_shape_of_the_api(app_fixture: AppFixture) -> None:
    """It is an error about the field, and the checkout stays as it was."""
    path = await app_fixture.opened()
    answer = await app_fixture.ask("PUT", path + "/reference", {"reference": "Z\u200b-1"})
    assert answer.status_code == 400
    assert "reference: must not contain the character U+200B." in answer.text


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\u2066"])
def test_a_reference_in_an_answer_of_the_shop_is_passed_over(char: str) -> None:
    """The purchase goes on under the reference that it has: another one is not made of the answer."""
    answer = understood(200, json_text({"orderReference": f"Z{char}-1"}).encode())
    assert answer.order_reference is None  # type: ignore[union-attr]  # 200 lets it through


def test_emoji_and_letters_of_any_script_are_taken_in_descriptions() -> None:
    """A joiner between emoji, or in a word that needs it, is no fault there."""
    words = "👨\u200d👩 \u0645\u06cc\u200c\u062e"
    (item,) = cart_update(json_text([{**ROW, "description": words}]).encode()).items
    assert item.description == words
