"""Which characters the texts that agents send may have, in both dialects and all versions."""

from typing import Any

import pytest

from tests.interfaces.dialects.acp.agent import V1, V2, V3
from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, AppFixture
from tests.interfaces.dialects.session.test_malformed_bodies import MUG, STATESET, Speaker

FORGED = (
    "Eve\n\n2026-11-28T14:03:12.000000Z  shop:demo-client  walley: update fees  request 8f1b"
    "\n  v2  checkout.fees-updated\n      fee shipping added: 59.00 USD"
)


@pytest.fixture(params=[STATESET, V1, V2, V3])
def speaker(request: pytest.FixtureRequest, app_fixture: AppFixture) -> Speaker:
    """StateSet, and each version of ACP."""
    return Speaker(app_fixture, request.param)


@pytest.mark.parametrize("text", [FORGED, "Eve\n", "Eve\u2028", "\x9bEve", "E\u202eve"])
async def test_names_of_buyers_are_single_lines(speaker: Speaker, text: str) -> None:
    """A first name cannot go on as an entry of the log: it is refused in a new session and in a change."""
    buyer = {**BUYER, "first_name": text}
    session = (await speaker.create([MUG])).json()
    for answer in (
        await speaker.create([MUG], buyer=buyer),
        await speaker.update(session["id"], {"buyer": buyer}),
    ):
        assert speaker.refusal(answer) == (400, "buyer.first_name")
        assert "must not contain the character U+" in answer.text


@pytest.mark.parametrize("name", ["name", "line_one", "line_two", "city", "state"])
@pytest.mark.parametrize("char", ["\n", "\u2029", "\u200f"])
async def test_parts_of_an_address_are_single_lines(speaker: Speaker, name: str, char: str) -> None:
    """A line break is refused, also in a part that has a line of its own."""
    address = speaker.addressed({**ADDRESS, name: f"A{char}B"})
    session = (await speaker.create([MUG])).json()
    answer = await speaker.update(session["id"], address)
    assert speaker.refusal(answer) == (400, f"{speaker.address}.{name}")


@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164", "\u200d", "\xad"])
async def test_identifiers_have_no_character_that_is_not_seen(speaker: Speaker, char: str) -> None:
    """E-mail addresses, postal codes and ids of articles."""
    session = (await speaker.create([MUG])).json()
    email = {"buyer": {**BUYER, "email": f"john{char}@example.com"}}
    answer = await speaker.update(session["id"], email)
    assert speaker.refusal(answer) == (400, "buyer.email")
    assert f"U+{ord(char):04X}" in answer.text
    code = speaker.addressed({**ADDRESS, "postal_code": f"902{char}10"})
    answer = await speaker.update(session["id"], code)
    assert speaker.refusal(answer) == (400, f"{speaker.address}.postal_code")
    answer = await speaker.create([{**MUG, "id": f"item_123{char}"}])
    assert speaker.refusal(answer) == (400, f"{speaker.items}[0].id")
    assert f"U+{ord(char):04X}" in answer.text


async def test_why_a_session_is_called_off_may_have_several_lines(speaker: Speaker) -> None:
    """That is prose, which is kept as it is; other control characters are refused there too."""
    session = (await speaker.create([MUG])).json()
    refused = await speaker.ask("POST", f"/{session['id']}/cancel", _why(speaker, "too\x1b"))
    assert refused.status_code == 400
    answer = await speaker.ask("POST", f"/{session['id']}/cancel", _why(speaker, "too\ndear"))
    assert answer.status_code == 200


def _why(speaker: Speaker, text: str) -> dict[str, Any]:
    if speaker.spoken == STATESET:
        return {"message": text}
    return {"intent_trace": {"reason_code": "price", "trace_summary": text}}
