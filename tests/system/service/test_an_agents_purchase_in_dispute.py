"""A purchase that an agent made through ACP, audited and replayed over HTTP on a real server."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import psycopg
import pytest

from tests.conftest import fresh_database
from tests.system.service.agents import ADDRESS
from tests.system.service.server import running

AGENT = {"Authorization": "Bearer sk_test_demo", "API-Version": "2026-04-17"}
AUDITOR = {"Authorization": "Bearer demo-auditor"}
FAST = {"type": "shipping", "option_id": "shipping_fast", "item_ids": ["item_123"]}


@dataclass
class Story:
    """What happened, as the agent was answered: the answers by the version that they named, and the order."""

    address: str
    session: str = ""
    answered: dict[int, bytes] = field(default_factory=dict)
    order: str = ""

    def post(self, tail: str, key: str, body: Any) -> httpx.Response:
        """The agent changes something."""
        url = f"{self.address}/checkout_sessions{tail}"
        return httpx.post(url, headers={**AGENT, "Idempotency-Key": key}, json=body, timeout=30)

    def get(self, **query: Any) -> httpx.Response:
        """The agent reads its session."""
        url = f"{self.address}/checkout_sessions/{self.session}"
        return httpx.get(url, headers=AGENT, params=query, timeout=30)

    def remember(self) -> None:
        """Keeps what the agent is answered now."""
        answer = self.get()
        self.answered[int(answer.headers["ETag"].strip('"'))] = answer.content

    def asked(self, tail: str, **query: Any) -> Any:
        """What the auditor is answered."""
        url = f"{self.address}/history/checkouts/{self.session}{tail}"
        answer = httpx.get(url, headers=AUDITOR, params=query, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def story(database_url: str) -> Iterator[Story]:
    """Plays it once."""
    with fresh_database(database_url) as url, running(url) as server:
        story = Story(server.address)
        _play(story, url)
        yield story
        server.kill()


def _play(story: Story, database_url: str) -> None:
    mug = {"id": "item_123", "quantity": 1}
    creation = {"currency": "usd", "capabilities": {}, "line_items": [mug]}
    created = story.post("", "open", {**creation, "fulfillment_details": {"address": ADDRESS}})
    assert created.status_code == 201, created.text
    story.session = created.json()["id"]
    own = f"/{story.session}"
    story.remember()
    items = [{"id": "item_123", "quantity": 3}, {"id": "item_456", "quantity": 1}]
    wanted = {"line_items": items, "selected_fulfillment_options": [FAST]}
    assert story.post(own, "three", wanted).status_code == 200
    story.remember()
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE tillroll.products SET unit_price = 1200 WHERE id = 'item_123'")
    story.remember()
    dearer = story.post(own, "who", {"buyer": {"email": "john@example.com"}})
    assert [each["code"] for each in dearer.json()["messages"]] == ["price_change"]
    story.remember()
    declined = story.post(f"{own}/complete", "first card", _paying("tok_decline"))
    assert declined.json()["messages"][0]["code"] == "payment_declined"
    story.remember()
    paid = story.post(f"{own}/complete", "other card", _paying("tok_succeed"))
    assert paid.json()["status"] == "completed"
    story.order = paid.json()["order"]["id"]
    assert story.post(own, "too late", {"line_items": [mug]}).status_code == 409
    story.remember()


def _paying(token: str) -> dict[str, Any]:
    instrument = {"type": "card", "credential": {"type": "spt", "token": token}}
    return {"payment_data": {"handler_id": "card_tokenized", "instrument": instrument}}


def test_every_past_answer_is_given_again_byte_for_byte(story: Story) -> None:
    """The agent's own GET at version N answers what it answered when N was the latest, whatever things cost now."""
    assert len(story.answered) == 5
    for version, answered in story.answered.items():
        assert story.get(version=version).content == answered


def test_the_timeline_tells_who_asked_for_what(story: Story) -> None:
    """Each request of the agent's in order, with its key; the two payments, and the change that came too late."""
    told = story.asked("/timeline")["requests"]
    asked = [
        (each["provenance"]["operation"], each["provenance"]["idempotency_key"]) for each in told
    ]
    once = list(dict.fromkeys(asked))
    assert once == [
        ("create session", "open"),
        ("update session", "three"),
        ("update session", "who"),
        ("complete session", "first card"),
        ("complete session", "other card"),
        ("update session", "too late"),
    ]
    assert {each["provenance"]["dialect"] for each in told} == {"acp"}
    assert {each["provenance"]["actor"] for each in told} == {"agent:demo"}


def test_the_price_is_replayed_as_it_was_agreed(story: Story) -> None:
    """Before the agent's third request a mug cost 10.00, after it 12.00, and 12.00 is what was paid."""
    first, three, who, *_, last = story.answered
    prices = [
        story.asked("", version=version)["state"]["cart"]["lines"][0]["unit_price"]
        for version in (first, three, who, last)
    ]
    assert prices == [1000, 1000, 1200, 1200]
    paid = story.asked("", version=last)["state"]
    assert (paid["stage"], paid["order_id"]) == ("completed", story.order)
    assert paid["payment"]["amount"] == paid["agreed_total"] == paid["total"]


def test_who_set_the_price_is_blamed(story: Story) -> None:
    """It came with the request that named the buyer, and it says what the price was before."""
    fields = story.asked("/blame")["fields"]
    (price,) = [each for each in fields if each["field"] == "/cart/lines/0/unit_price"]
    assert (price["before"], price["value"]) == (1000, 1200)
    assert price["provenance"]["idempotency_key"] == "who"


def test_the_difference_is_told_in_words(story: Story) -> None:
    """From the first quote to the payment: three mugs for one, dearer, and a tea towel."""
    first, *_, last = story.answered
    words = "\n".join(story.asked("/diff", **{"from": first, "to": last})["words"])
    assert "quantity 1 → 3" in words
    assert "10.00 → 12.00 USD" in words
    assert "item_456 added" in words
    opening = "\n".join(story.asked("/diff", **{"from": 1, "to": first})["words"])
    assert "offered id shipping_standard" in opening


def test_what_came_too_late_is_kept(story: Story) -> None:
    """The refused change is evidence, with what it asked for."""
    (refused,) = story.asked("/refusals")["refusals"]
    assert refused["reason"] == "PurchaseCompleted"
    assert "item_123" in json.dumps(refused["asked"])


def test_no_token_is_in_the_history(story: Story) -> None:
    """The customer's means of payment was passed on and never written down."""
    told = json.dumps([story.asked("/timeline"), story.asked("/blame"), story.asked("/events")])
    assert "tok_" not in told
