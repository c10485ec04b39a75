"""Which characters the texts of a payment report may have."""

import pytest

from tests.interfaces.api.api_fixture import KEY, ApiFixture

PAID = {"method": "card", "amount": 24000, "currency": "SEK"}


@pytest.mark.parametrize("name", ["method", "payment_id", "provider"])
@pytest.mark.parametrize("char", ["\n", "\x85", "\u2028", "\u202e", "\u200b", "\u3164", "\u200d"])
async def test_identifiers_of_a_payment_have_no_invisible_characters(
    api: ApiFixture, name: str, char: str
) -> None:
    """An invisible character is refused, also at an end, where white space is trimmed."""
    answer = await api.client.post(
        "/payments/x/succeeded", json={**PAID, name: f"p-1{char}"}, headers=KEY
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": name, "message": f"{name}: must not contain the character U+{ord(char):04X}."}
    ]


@pytest.mark.parametrize("char", ["\n", "\x85", "\u2029", "\u202e"])
async def test_a_reason_is_a_single_line(api: ApiFixture, char: str) -> None:
    """The reason of a failed payment is shown in one line, so a line break is refused."""
    answer = await api.client.post(
        "/payments/x/failed", json={"reason": f"declined{char}"}, headers=KEY
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {
            "field": "reason",
            "message": f"reason: must not contain the character U+{ord(char):04X}.",
        }
    ]
