"""Buyers of ACP: members that are kept as sent, and consents to marketing."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from application.checkouts.admission import Target
from domain.values.consent import Consent
from interfaces.dialects.session.settings import MarketingConsent
from tests.interfaces.dialects.acp.agent import ROOT, V1, V2, V3, Agent
from tests.interfaces.dialects.session.app_fixture import BUYER, AppFixture

EMAIL = MarketingConsent(
    channel="email", display_text="News", privacy_policy_url="https://shop.example/privacy"
)
MEMBERS = {
    "customer_id": "cust_1",
    "account_type": "registered",
    "authentication_status": "authenticated",
    "loyalty": {"tier": "gold", "points_balance": 5000},
    "shoe_size": 43,
}


@pytest.fixture
async def asking() -> AsyncIterator[AppFixture]:
    """An application whose shops ask for consent to news by e-mail."""
    app_fixture = AppFixture(consents=(EMAIL,))
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


@pytest.mark.parametrize("version", [V2, V3])
async def test_members_of_a_buyer_are_kept_as_sent(app_fixture: AppFixture, version: str) -> None:
    """The session answers those of the schema, the record has all of them, sealed, and an update keeps them."""
    agent = Agent(app_fixture, version)
    session = await agent.create(("item_123", 1), buyer={**BUYER, **MEMBERS})
    kept = {name: MEMBERS[name] for name in list(MEMBERS)[:3]}
    assert session["buyer"] == {**BUYER, **kept}
    session = (await agent.update(session, {"buyer": {**BUYER, "first_name": "Jane"}})).json()
    assert session["buyer"] == {**BUYER, "first_name": "Jane", **kept}
    checkout = await app_fixture.checkouts.read(Target(checkout_id=session["id"], merchant=None))
    assert checkout.customer is not None
    assert '"shoe_size":43' in (checkout.customer.other_members or "")
    assert "shoe_size" not in str(await app_fixture.storage.events.events(session["id"]))
    removed = (await agent.update(session, {"buyer": None})).json()
    assert "buyer" not in removed


@pytest.mark.parametrize("version", [V2, V3])
async def test_too_much_about_a_buyer_is_refused(app_fixture: AppFixture, version: str) -> None:
    """Members of more than 10,000 characters are refused, and change nothing."""
    agent = Agent(app_fixture, version)
    body = agent.creation(("item_123", 1), buyer={**BUYER, "notes": "x" * 10_000})
    answer = await agent.ask("POST", ROOT, body)
    assert (answer.status_code, answer.json()["param"]) == (400, "$.buyer")


async def test_the_first_version_has_no_other_members(app_fixture: AppFixture) -> None:
    """2025-09-29 ignores members that it does not know, as before."""
    agent = Agent(app_fixture, V1)
    session = await agent.create(("item_123", 1), buyer={**BUYER, **MEMBERS})
    assert session["buyer"] == BUYER


async def test_a_consent_is_an_event(asking: AppFixture) -> None:
    """The options are answered until the purchase; the answer is recorded before it, and other channels are ignored."""
    agent = Agent(asking, V3)
    session = await agent.create(("item_123", 1))
    (option,) = session["marketing_consent_options"]
    assert (option["channel"], option["is_subscribed"]) == ("email", False)
    consents = [{"channel": "email", "opted_in": True}, {"channel": "sms", "opted_in": True}]
    body = {**agent.payment_body(), "marketing_consents": consents}
    paid = (await agent.ask("POST", f"{ROOT}/{session['id']}/complete", body)).json()
    assert paid["status"] == "completed"
    assert "marketing_consent_options" not in paid
    events = await asking.storage.events.events(session["id"])
    assert [type(event).__name__ for event in events[-3:]] == [
        "ConsentsRecorded",
        "PurchaseCommitted",
        "Completed",
    ]
    checkout = await asking.checkouts.read(Target(checkout_id=session["id"], merchant=None))
    assert checkout.consents == (Consent(purpose="marketing.email", is_granted=True),)


async def test_an_answer_stays_after_a_declined_payment(asking: AppFixture) -> None:
    """The consent is kept where the payment failed, and a later answer replaces it."""
    agent = Agent(asking, V3)
    session = await agent.create(("item_123", 1))
    for token, opted_in in (("tok_decline", True), ("tok_succeed", False)):
        consents = [{"channel": "email", "opted_in": opted_in}]
        body = {**agent.payment_body(token), "marketing_consents": consents}
        answer = await agent.ask("POST", f"{ROOT}/{session['id']}/complete", body)
        if token == "tok_decline":
            assert answer.json()["marketing_consent_options"][0]["is_subscribed"] is True
    checkout = await asking.checkouts.read(Target(checkout_id=session["id"], merchant=None))
    assert checkout.consents == (Consent(purpose="marketing.email", is_granted=False),)


@pytest.mark.parametrize(
    ("consents", "path"),
    [
        ({}, "$.marketing_consents"),
        ([1], "$.marketing_consents[0]"),
        ([{"channel": "email"}], "$.marketing_consents[0].opted_in"),
        ([{"opted_in": True}], "$.marketing_consents[0].channel"),
    ],
)
async def test_malformed_consents_are_refused(asking: AppFixture, consents: Any, path: str) -> None:
    """The path names the fault, and nothing is paid."""
    agent = Agent(asking, V3)
    session = await agent.create(("item_123", 1))
    body = {**agent.payment_body(), "marketing_consents": consents}
    answer = await agent.ask("POST", f"{ROOT}/{session['id']}/complete", body)
    assert (answer.status_code, answer.json()["param"]) == (400, path)
    assert not asking.provider.requests


@pytest.mark.parametrize("version", [V1, V2])
async def test_older_versions_do_not_ask(asking: AppFixture, version: str) -> None:
    """They have no options, and ignore answers."""
    agent = Agent(asking, version)
    session = await agent.create(("item_123", 1))
    assert "marketing_consent_options" not in session
    body = {**agent.payment_body(), "marketing_consents": [{"channel": "email", "opted_in": True}]}
    answer = await agent.ask("POST", f"{ROOT}/{session['id']}/complete", body)
    assert answer.json()["status"] == "completed"
    checkout = await asking.checkouts.read(Target(checkout_id=session["id"], merchant=None))
    assert checkout.consents == ()
