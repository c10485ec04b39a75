"""Which characters the texts of agents may have, in both dialects and all versions."""

from typing import Any

import pytest

from tests.interfaces.dialects.acp.agent import V1, V2, V3
from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, AppFixture
from tests.interfaces.dialects.session.test_malformed_bodies import MUG, STATESET, SessionClient

FORGED = (
    "Eve\n\n2026-11-28T14:03:12.000000Z  shop:demo-client  walley: update fees  request 8f1b"
    "\n  v2  checkout.fees-updated\n      fee shipping added: 59.00 USD"
)


@pytest.fixture(params=[STATESET, V1, V2, V3])
def client(request: pytest.FixtureRequest, app_fixture: AppFixture) -> SessionClient:
    """A client of StateSet and of each version of ACP."""
    return SessionClient(app_fixture, request.param)


@pytest.mark.parametrize("text", [FORGED, "Eve\n", "Eve\u2028", "\x9bEve", "E\u202eve"])
async def test_names_of_buyers_are_single_lines(client: SessionClient, text: str) -> None:
    """A first name with a line break could forge a log line, so it is refused in creations and updates."""
    buyer = {**BUYER, "first_name": text}
    session = (await client.create([MUG])).json()
    for answer in (
        await client.create([MUG], buyer=buyer),
        await client.update(session["id"], {"buyer": buyer}),
    ):
        assert client.refusal(answer) == (400, "buyer.first_name")
        assert "must not contain the character U+" in answer.text


@pytest.mark.parametrize("name", ["name", "line_one", "line_two", "city", "state"])
@pytest.mark.parametrize("char", ["\n", "\u2029", "\u200f"])
async def test_parts_of_an_address_are_single_lines(
    client: SessionClient, name: str, char: str
) -> None:
    """A line break in any part of an address is refused."""
    address = client.with_address({**ADDRESS, name: f"A{char}B"})
    session = (await client.create([MUG])).json()
    answer = await client.update(session["id"], address)
    assert client.refusal(answer) == (400, f"{client.address_path}.{name}")


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\u200d", "\xad"])
async def test_identifiers_have_no_invisible_characters(client: SessionClient, char: str) -> None:
    """E-mail addresses, postal codes and item ids with an invisible character are refused."""
    session = (await client.create([MUG])).json()
    email = {"buyer": {**BUYER, "email": f"john{char}@example.com"}}
    answer = await client.update(session["id"], email)
    assert client.refusal(answer) == (400, "buyer.email")
    assert f"U+{ord(char):04X}" in answer.text
    code = client.with_address({**ADDRESS, "postal_code": f"902{char}10"})
    answer = await client.update(session["id"], code)
    assert client.refusal(answer) == (400, f"{client.address_path}.postal_code")
    answer = await client.create([{**MUG, "id": f"item_123{char}"}])
    assert client.refusal(answer) == (400, f"{client.items}[0].id")
    assert f"U+{ord(char):04X}" in answer.text


async def test_a_cancellation_reason_may_have_several_lines(client: SessionClient) -> None:
    """The reason keeps its line breaks, and other control characters are refused."""
    session = (await client.create([MUG])).json()
    refused = await client.ask("POST", f"/{session['id']}/cancel", _cancellation(client, "too\x1b"))
    assert refused.status_code == 400
    answer = await client.ask(
        "POST", f"/{session['id']}/cancel", _cancellation(client, "too\ndear")
    )
    assert answer.status_code == 200


def _cancellation(client: SessionClient, text: str) -> dict[str, Any]:
    if client.dialect == STATESET:
        return {"message": text}
    return {"intent_trace": {"reason_code": "price", "trace_summary": text}}
