"""A purchase of an agent through ACP, audited and replayed over HTTP on a real server."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import psycopg
import pytest
from typer.testing import CliRunner

from interfaces.cli.main import app
from tests.databases import Databases
from tests.master_key import MASTER_KEY
from tests.system.service.agents import ADDRESS
from tests.system.service.server import running

AGENT = {"Authorization": "Bearer sk_test_demo", "API-Version": "2026-04-17"}
AUDITOR = {"Authorization": "Bearer demo-auditor"}
FAST = {"type": "shipping", "option_id": "shipping_fast", "item_ids": ["item_123"]}


@dataclass
class AgentPurchase:
    """The purchase of an agent: the responses by their version, and the order."""

    address: str
    database_url: str
    session: str = ""
    answered: dict[int, bytes] = field(default_factory=dict)
    order: str = ""

    def post(self, tail: str, key: str, body: Any) -> httpx.Response:
        """Sends a change of the agent."""
        url = f"{self.address}/checkout_sessions{tail}"
        return httpx.post(url, headers={**AGENT, "Idempotency-Key": key}, json=body, timeout=30)

    def get(self, **query: Any) -> httpx.Response:
        """Reads the session as the agent."""
        url = f"{self.address}/checkout_sessions/{self.session}"
        return httpx.get(url, headers=AGENT, params=query, timeout=30)

    def store_response(self) -> None:
        """Stores the current response to the agent."""
        answer = self.get()
        self.answered[int(answer.headers["ETag"].strip('"'))] = answer.content

    def history(self, tail: str, **query: Any) -> Any:
        """The history API's response to the auditor."""
        url = f"{self.address}/history/checkouts/{self.session}{tail}"
        answer = httpx.get(url, headers=AUDITOR, params=query, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def purchase(database_copies: Databases, migrated_database: str) -> Iterator[AgentPurchase]:
    """Makes the purchase once for all tests."""
    with database_copies.copy(migrated_database) as url, running(url) as server:
        purchase = AgentPurchase(server.address, url)
        _make_purchase(purchase, url)
        yield purchase
        server.kill()


def _make_purchase(purchase: AgentPurchase, database_url: str) -> None:
    mug = {"id": "item_123", "quantity": 1}
    creation = {"currency": "usd", "capabilities": {}, "line_items": [mug]}
    created = purchase.post("", "open", {**creation, "fulfillment_details": {"address": ADDRESS}})
    assert created.status_code == 201, created.text
    purchase.session = created.json()["id"]
    own = f"/{purchase.session}"
    purchase.store_response()
    items = [{"id": "item_123", "quantity": 3}, {"id": "item_456", "quantity": 1}]
    wanted = {"line_items": items, "selected_fulfillment_options": [FAST]}
    assert purchase.post(own, "three", wanted).status_code == 200
    purchase.store_response()
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE tillroll.products SET unit_price = 1200 WHERE id = 'item_123'")
    purchase.store_response()
    dearer = purchase.post(own, "who", {"buyer": {"email": "john@example.com"}})
    assert [each["code"] for each in dearer.json()["messages"]] == ["price_change"]
    purchase.store_response()
    declined = purchase.post(f"{own}/complete", "first card", _payment("tok_decline"))
    assert declined.json()["messages"][0]["code"] == "payment_declined"
    purchase.store_response()
    paid = purchase.post(f"{own}/complete", "other card", _payment("tok_succeed"))
    assert paid.json()["status"] == "completed"
    purchase.order = paid.json()["order"]["id"]
    assert purchase.post(own, "too late", {"line_items": [mug]}).status_code == 409
    purchase.store_response()


def _payment(token: str) -> dict[str, Any]:
    instrument = {"type": "card", "credential": {"type": "spt", "token": token}}
    return {"payment_data": {"handler_id": "card_tokenized", "instrument": instrument}}


def test_each_past_version_has_the_bytes_of_its_original_response(purchase: AgentPurchase) -> None:
    """The agent's GET with `version` has the bytes of the original response, whatever the current prices."""
    assert len(purchase.answered) == 5
    for version, answered in purchase.answered.items():
        assert purchase.get(version=version).content == answered


def test_the_timeline_has_each_request_with_its_key(purchase: AgentPurchase) -> None:
    """The timeline has the agent's requests in order with their idempotency keys, including the refused one."""
    entries = purchase.history("/timeline")["requests"]
    requests = [
        (each["provenance"]["operation"], each["provenance"]["idempotency_key"]) for each in entries
    ]
    distinct = list(dict.fromkeys(requests))
    assert distinct == [
        ("create session", "open"),
        ("update session", "three"),
        ("update session", "who"),
        ("complete session", "first card"),
        ("complete session", "other card"),
        ("update session", "too late"),
    ]
    assert {each["provenance"]["dialect"] for each in entries} == {"acp"}
    assert {each["provenance"]["actor"] for each in entries} == {"agent:demo"}


def test_the_price_is_replayed_at_each_version(purchase: AgentPurchase) -> None:
    """A mug cost 10.00 until the agent's third request and 12.00 after it, and 12.00 was paid."""
    first, three, who, *_, last = purchase.answered
    prices = [
        purchase.history("", version=version)["state"]["cart"]["lines"][0]["unit_price"]
        for version in (first, three, who, last)
    ]
    assert prices == [1000, 1000, 1200, 1200]
    paid = purchase.history("", version=last)["state"]
    assert (paid["stage"], paid["order_id"]) == ("completed", purchase.order)
    assert paid["payment"]["amount"] == paid["agreed_total"] == paid["total"]


def test_blame_names_the_request_that_changed_the_price(purchase: AgentPurchase) -> None:
    """Blame names the request that set the buyer, with the price before and after."""
    fields = purchase.history("/blame")["fields"]
    (price,) = [each for each in fields if each["field"] == "/cart/lines/0/unit_price"]
    assert (price["before"], price["value"]) == (1000, 1200)
    assert price["provenance"]["idempotency_key"] == "who"


def test_the_diff_has_a_narrative(purchase: AgentPurchase) -> None:
    """The diff from the first quote to the payment describes the new quantity, the price and the added item."""
    first, *_, last = purchase.answered
    words = "\n".join(purchase.history("/diff", **{"from": first, "to": last})["words"])
    assert "quantity 1 → 3" in words
    assert "10.00 → 12.00 USD" in words
    assert "item_456 added" in words
    opening = "\n".join(purchase.history("/diff", **{"from": 1, "to": first})["words"])
    assert "offered id shipping_standard" in opening


def test_a_change_after_the_completion_is_recorded(purchase: AgentPurchase) -> None:
    """The change after the completion is a refused command with its content."""
    (refused,) = purchase.history("/refusals")["refusals"]
    assert refused["reason"] == "PurchaseCompleted"
    assert "item_123" in json.dumps(refused["asked"])


def test_no_payment_token_is_in_the_history(purchase: AgentPurchase) -> None:
    """The customer's payment token is in no event."""
    history = json.dumps(
        [purchase.history("/timeline"), purchase.history("/blame"), purchase.history("/events")]
    )
    assert "tok_" not in history


def test_the_command_compares_what_the_agent_was_answered(purchase: AgentPurchase) -> None:
    """`tillroll shown` reads the settings of the merchants. Each version with a purchase was answered exactly so."""
    outcomes = {version: _outcome(purchase, version) for version in purchase.answered}
    agreed = {each["version"] - 1 for each in _commitments(purchase)} & outcomes.keys()
    assert agreed
    assert outcomes == {
        version: "exactly" if version in agreed else "not-recorded" for version in outcomes
    }


def _commitments(purchase: AgentPurchase) -> list[Any]:
    events = purchase.history("/events")["events"]
    return [each for each in events if each["type"] == "checkout.purchase-committed"]


def _outcome(purchase: AgentPurchase, version: int) -> str:
    arguments = ["shown", purchase.session, "--version", str(version), "--json"]
    environment = {"DATABASE_URL": purchase.database_url, "TILLROLL_MASTER_KEY": MASTER_KEY}
    shown = CliRunner().invoke(app, arguments, env=environment)
    assert shown.exit_code == 0, shown.output
    outcome: str = json.loads(shown.stdout)["verdict"]["outcome"]
    return outcome
