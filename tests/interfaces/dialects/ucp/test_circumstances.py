"""`context`, `signals` and `attribution`: what a platform says of the circumstances of a purchase."""

from typing import Any

import msgspec
import pytest

from domain.events import BuyerContextReplaced
from domain.values.buyer_context import BuyerContext
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, creation, payment

CONTEXT = {"address_country": "US", "intent": "a gift", "com.example.loyalty": [1, None]}
SIGNALS = {"dev.ucp.buyer_ip": "203.0.113.5", "com.example.device": {"id": "d-1"}}
ATTRIBUTION = {"utm_source": "letter", "gclid": "campaign-of-may"}
ALL: dict[str, Any] = {"context": CONTEXT, "signals": SIGNALS, "attribution": ATTRIBUTION}


async def said_of(app_fixture: AppFixture, checkout: dict[str, Any]) -> BuyerContext:
    """What is recorded, opened."""
    found = await app_fixture.checkouts.read(app_fixture.target(checkout["id"]))
    return found.buyer_context or BuyerContext()


async def test_circumstances_are_recorded_sealed(
    app_fixture: AppFixture, platform: Platform
) -> None:
    """The history has them, the answer all but signals, and no text of them is stored in the clear."""
    checkout = await platform.create(("item_123", 1), **ALL)
    assert checkout["context"] == CONTEXT
    assert checkout["attribution"] == ATTRIBUTION
    assert "signals" not in checkout
    found = await said_of(app_fixture, checkout)
    assert msgspec.json.decode(found.signals or "") == SIGNALS
    stored = await app_fixture.storage.events.events(checkout["id"])
    (event,) = (each for each in stored if isinstance(each, BuyerContextReplaced))
    text = repr(event)
    assert not [
        each for each in ("203.0.113.5", "a gift", "letter", "campaign-of-may") if each in text
    ]


async def test_a_part_replaces_itself_and_absent_parts_stay(
    app_fixture: AppFixture, platform: Platform
) -> None:
    """Null and {} remove a part. What is repeated records nothing."""
    checkout = await platform.create(("item_123", 1), **ALL)
    again = (await platform.update(checkout, {"context": CONTEXT})).json()
    assert (await said_of(app_fixture, checkout)).attribution
    assert (again["context"], again["attribution"]) == (CONTEXT, ATTRIBUTION)
    changed = (await platform.update(checkout, {"context": {}, "attribution": {"a": "b"}})).json()
    assert ("context" in changed, changed["attribution"]) == (False, {"a": "b"})
    await platform.update(checkout, {"signals": None})
    assert (await said_of(app_fixture, checkout)).signals is None
    stored = await app_fixture.storage.events.events(checkout["id"])
    assert sum(isinstance(each, BuyerContextReplaced) for each in stored) == 3


async def test_what_the_shop_does_not_know_is_kept(platform: Platform) -> None:
    """Numbers and flags of a referral are texts. Other types than the protocol has are refused with their path."""
    odd = {"attribution": {"n": 1.50, "f": True, "x": None}, "context": {"x": [1], "intent": None}}
    checkout = await platform.create(("item_123", 1), **odd)
    assert (checkout["context"], checkout["attribution"]) == ({"x": [1]}, {"n": "1.5", "f": "true"})
    for member, value, path in (
        ("context", "home", "$.context"),
        ("context", {"postal_code": 90210}, "$.context.postal_code"),
        ("context", {"intent": "x" * 10_001}, "$.context"),
        ("signals", [1], "$.signals"),
        ("attribution", {"x": [1]}, "$.attribution.x"),
    ):
        answer = await platform.update(checkout, {member: value})
        assert (answer.status_code, answer.json()["messages"][0]["path"]) == (400, path)


async def test_claims_in_another_form_are_not_answered(app_fixture: AppFixture) -> None:
    """They are no error. Each version answers those whose names it knows the form of."""
    claims = ["com.example.gold", "com.example-shop.gold", "Gold", "com.example.gold"]
    opened = await Platform(app_fixture).create(("item_123", 1), context={"eligibility": claims})
    for version, answered in (("2026-04-08", claims[:1]), ("2026-08-25", claims[:2])):
        checkout = (await Platform(app_fixture, version=version).get(opened)).json()
        assert checkout["context"] == {"eligibility": answered}


async def test_completing_may_say_more(app_fixture: AppFixture, platform: Platform) -> None:
    """Signals of "complete" are recorded with the purchase, and the order has the attribution."""
    ready = await platform.ready(("item_123", 1), attribution=ATTRIBUTION)
    body = payment({"type": "token", "token": "success_token"})
    answer = await platform.ask(
        "POST", f"{ROOT}/{ready['id']}/complete", {**body, "signals": SIGNALS, "context": CONTEXT}
    )
    found = await said_of(app_fixture, ready)
    assert msgspec.json.decode(found.signals or "") == SIGNALS
    assert found.hints is None
    order = await platform.ask("GET", f"/orders/{answer.json()['order']['id']}")
    assert order.json()["attribution"] == ATTRIBUTION


@pytest.mark.parametrize(
    ("version", "kept"),
    [
        ("2026-01-11", set()),
        ("2026-01-23", {"context"}),
        ("2026-08-25", {"context", "signals", "attribution"}),
    ],
)
async def test_each_version_has_its_own_members(
    app_fixture: AppFixture, version: str, kept: set[str]
) -> None:
    """What a version does not have is ignored, on creation and on update. January answers none of them."""
    platform = Platform(app_fixture, version=version)
    created = await platform.create(("item_123", 1), **ALL)
    updated = await platform.create(("item_123", 1))
    answer = await platform.update(updated, creation(("item_123", 1), **ALL))
    for checkout in (created, answer.json()):
        found = await said_of(app_fixture, checkout)
        recorded = {
            "context": found.hints,
            "signals": found.signals,
            "attribution": found.attribution,
        }
        assert {name for name, each in recorded.items() if each} == kept
        assert ("context" in checkout) is (version == "2026-08-25")


async def test_january_has_risk_signals_with_the_payment(app_fixture: AppFixture) -> None:
    """They are recorded as signals, and an order of January has no attribution."""
    platform = Platform(app_fixture, version="2026-01-11")
    ready = await platform.ready(("item_123", 1))
    body = payment({"type": "token", "token": "success_token"})
    answer = await platform.ask(
        "POST", f"{ROOT}/{ready['id']}/complete", {**body, "risk_signals": SIGNALS}
    )
    found = await said_of(app_fixture, ready)
    assert msgspec.json.decode(found.signals or "") == SIGNALS
    order = await platform.ask("GET", f"/orders/{answer.json()['order']['id']}")
    assert "attribution" not in order.json()
