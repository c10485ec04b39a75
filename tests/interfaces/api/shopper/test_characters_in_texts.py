"""Which characters a customer's texts may have."""

from typing import Any

import pytest

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture

EMAIL = {"email": "a@b.example"}
ADDRESS = {"address": "Gatan 1", "city": "Stockholm", "country": "SE"}


async def _said(api: ApiFixture, body: dict[str, Any]) -> list[dict[str, str]]:
    await api.opened()
    answer = await api.client.post(f"/shopper/{TOKEN}/identify", json=EMAIL | body)
    assert answer.status_code == 422
    errors: list[dict[str, str]] = answer.json()["errors"]
    return errors


def _refusal(field: str, char: str) -> list[dict[str, str]]:
    said = f"{field}: must not contain the character U+{ord(char):04X}."
    return [{"field": field, "message": said}]


@pytest.mark.parametrize("char", ["\n", "\x9b", "\u2028", "\u202e", "\u200f"])
@pytest.mark.parametrize("form", ["Eve{}", "{}Eve", "E{}ve"])
async def test_names_are_single_lines(api: ApiFixture, char: str, form: str) -> None:
    """A line break is refused at the ends too."""
    assert await _said(api, {"first_name": form.format(char)}) == _refusal("first_name", char)


@pytest.mark.parametrize("char", ["\n", "\u2029"])
async def test_parts_of_an_address_are_single_lines(api: ApiFixture, char: str) -> None:
    """The error has the path of the part."""
    body = {"delivery_address": {**ADDRESS, "address2": f"c/o{char}Ada"}}
    assert await _said(api, body) == _refusal("delivery_address.address2", char)


@pytest.mark.parametrize("name", ["email", "national_id", "phone"])
@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\ufeff", "\u200d"])
async def test_identifiers_have_no_character_that_is_not_seen(
    api: ApiFixture, name: str, char: str
) -> None:
    """An e-mail address with a zero-width space is another address that looks the same."""
    texts = {"email": f"a{char}@b.example", "phone": f"+46{char}701234567"}
    assert await _said(api, {name: texts.get(name, f"1{char}2")}) == _refusal(name, char)
