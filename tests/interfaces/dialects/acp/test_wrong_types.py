"""A member of a request that is of another type than the official schema has: it is refused, or the answer is valid."""

from typing import Any

import pytest

from tests.interfaces.dialects.acp.agent import ROOT, VERSIONS, Agent
from tests.interfaces.dialects.acp.schemas import SCHEMAS, definition
from tests.interfaces.dialects.session.app_fixture import BUYER, AppFixture
from tests.interfaces.dialects.session.schema_members import (
    SAMPLES,
    Members,
    Path,
    json_path,
    with_member,
)

RECORDED = (("buyer",), ("items",), ("fulfillment_address",), ("fulfillment_details",))
PASSED_OVER = ("company",)
"""The company of an address, which is not recorded."""
KINDS = ("Create", "Update", "Complete")


def members_of(version: str, kind: str) -> list[tuple[Path, frozenset[str]]]:
    """The members that a request may have."""
    members = Members(lambda base, ref: (definition(version, ref), base))
    name = f"#/$defs/CheckoutSession{kind}Request"
    return list(dict(members.walk({"$ref": name}, "")).items())


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the official schemas are not here")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", VERSIONS)
async def test_every_member_of_a_wrong_type(
    app_fixture: AppFixture, version: str, kind: str
) -> None:
    """One value of a wrong type for each member. Those that would be recorded are refused with their path."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1))
    bodies: dict[str, tuple[str, Any]] = {
        "Create": ("", agent.creation(("item_123", 1))),
        "Update": (f"/{session['id']}", {"buyer": BUYER}),
        "Complete": (
            f"/{session['id']}/complete",
            {**agent.payment_body("tok_decline"), "buyer": BUYER},
        ),
    }
    tail, body = bodies[kind]
    kept = []
    for place, (path, kinds) in enumerate(members_of(version, kind)):
        wrong = [each for each in SAMPLES if each not in kinds]
        chosen = wrong[place % len(wrong)]
        # The agent validates the answer.
        answer = await agent.ask("POST", ROOT + tail, with_member(body, path, SAMPLES[chosen]))
        assert answer.status_code < 500, (json_path(path), answer.text)
        is_recorded = path[:1] in RECORDED and not (path[0] != "buyer" and {*path} & {*PASSED_OVER})
        if chosen == "null" or not is_recorded:
            continue
        found = answer.json().get("param") or "nothing"
        # What lacks beside it may be named first.
        if answer.status_code != 400 or not json_path(path).startswith(found.rpartition(".")[0]):
            kept.append((json_path(path), chosen, answer.status_code, found))
    assert not kept, kept
