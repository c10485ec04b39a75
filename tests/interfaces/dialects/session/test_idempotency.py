"""A request repeated with its idempotency key has one effect and one response."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import Request, Response
from starlette.types import Message

from application.ports.catalogue import Offer, Product
from application.ports.idempotency_store import ResponseToStore, StoredResponse
from domain.refusals import Locked, PurchaseCommitmentFound, PurchaseCompleted, Refusal
from interfaces.dialects.stateset.errors import render_refusal, render_request_error
from interfaces.http.idempotency import ErrorRenderer, Idempotency, IdempotentCall
from interfaces.http.request.body.fingerprints import fingerprint
from tests.interfaces.dialects.session.app_fixture import ADDRESS, AppFixture

CREATION = {"items": [{"id": "item_789", "quantity": 1}], "fulfillment_address": ADDRESS}
PAYING = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}


class Client:
    """A client of one of the dialects that always sends the same key."""

    def __init__(self, app_fixture: AppFixture, root: str, version: str | None = None) -> None:
        self.app_fixture, self.root = app_fixture, root
        self.headers = {"Authorization": "Bearer sk_test_demo"}
        if version is not None:
            self.headers["API-Version"] = version
        self.conflict = 409 if version == "2025-09-29" else 422

    async def post(
        self, tail: str, body: Any, key: str | None = "k", **more: str
    ) -> httpx.Response:
        """Sends a POST with a key."""
        sent = {**self.headers, **more}
        if key is not None:
            sent["Idempotency-Key"] = key
        return await self.app_fixture.client.post(self.root + tail, headers=sent, json=body)

    def code(self, answer: httpx.Response) -> str:
        """The code of an error response."""
        body = answer.json()
        code: str = body.get("error", body)["code"]
        return code


@pytest.fixture(params=["stateset", "acp 2025-09-29"])
def client(request: pytest.FixtureRequest, app_fixture: AppFixture) -> Client:
    """A client of each dialect. Both accept the same bodies."""
    if request.param == "stateset":
        return Client(app_fixture, "/v1/checkouts")
    return Client(app_fixture, "/checkout_sessions", "2025-09-29")


def replayed(answer: httpx.Response) -> bool:
    return "true" in answer.headers.get_list("Idempotent-Replayed")


async def test_a_replay_has_the_first_response(client: Client) -> None:
    """The replay has the same status, body and version, and changes nothing."""
    first = await client.post("", CREATION)
    again = await client.post("", CREATION)
    assert (first.status_code, replayed(first)) == (201, False)
    assert (again.status_code, replayed(again)) == (201, True)
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotency-Key"] == "k"


async def test_concurrent_requests_have_one_effect(client: Client) -> None:
    """100 concurrent creations with one key make one checkout: one 201, the others replays or 409."""
    answers = await asyncio.gather(*(client.post("", CREATION) for _ in range(100)))
    fresh = [answer for answer in answers if answer.status_code == 201 and not replayed(answer)]
    assert len(fresh) == 1
    counted = Counter(answer.status_code for answer in answers)
    assert set(counted) <= {201, 409}
    for answer in answers:
        if answer.status_code == 409:
            assert answer.headers["Retry-After"]
    later = await client.post("", CREATION)
    assert later.content == fresh[0].content
    ids = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert len(ids) == 1


async def test_another_body_with_the_same_key_is_refused(client: Client) -> None:
    """The second request is refused, and the first response stays stored."""
    first = await client.post("", CREATION)
    other = await client.post("", {**CREATION, "items": [{"id": "item_123", "quantity": 1}]})
    assert (other.status_code, client.code(other)) == (client.conflict, "idempotency_conflict")
    assert (await client.post("", CREATION)).content == first.content


async def test_a_key_belongs_to_its_path_and_sender(client: Client) -> None:
    """The same key is independent for another checkout and for another client."""
    one = (await client.post("", CREATION, key="a")).json()["id"]
    other = (await client.post("", CREATION, key="b")).json()["id"]
    first = await client.post(f"/{one}/complete", PAYING)
    second = await client.post(f"/{other}/complete", PAYING)
    assert (first.json()["id"], second.json()["id"]) == (one, other)
    client.headers["Authorization"] = "Bearer sk_test_other"
    stranger = await client.post("", CREATION, key="a")
    assert (stranger.status_code, replayed(stranger)) == (201, False)


async def test_refusals_are_replayed(client: Client) -> None:
    """A stored 4xx is replayed, even if the same request would now succeed."""
    unsold = {**CREATION, "items": [{"id": "item_new", "quantity": 1}]}
    first = await client.post("", unsold)
    goods = Offer(products=[Product(id="item_new", title="New", unit_price=1)])
    await client.app_fixture.storage.catalogue.put("demo-shop", goods)
    again = await client.post("", unsold)
    assert (first.status_code, again.status_code) == (400, 400)
    assert (again.content, replayed(again)) == (first.content, True)
    assert (await client.post("", unsold, key="new")).status_code == 201


@pytest.mark.parametrize("state", ["another change comes first", "the database is away", "a bug"])
async def test_transient_errors_are_not_stored(client: Client, state: str) -> None:
    """After a lock, an outage or an unexpected error, the same request with its key runs again."""
    path = f"/{(await client.post('', CREATION)).json()['id']}"
    await client.app_fixture.bring(path[1:], state)
    failed = await client.post(f"{path}/cancel", {})
    assert failed.status_code in (409, 500, 503)
    store = client.app_fixture.store
    store.is_overtaken = store.is_unavailable = store.is_broken = False
    again = await client.post(f"{path}/cancel", {})
    assert (again.status_code, replayed(again)) == (200, False)


async def test_repeated_completions_request_one_payment(client: Client) -> None:
    """The provider gets one payment request, however often the request is repeated, also concurrently."""
    checkout_id = (await client.post("", CREATION)).json()["id"]
    answers = await asyncio.gather(
        *(client.post(f"/{checkout_id}/complete", PAYING) for _ in range(20))
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    later = await client.post(f"/{checkout_id}/complete", PAYING)
    assert (later.json()["status"], replayed(later)) == ("completed", True)
    assert list(client.app_fixture.provider.requests.values()) == [1]


@pytest.mark.parametrize(
    "refusal", [PurchaseCompleted(), Locked(), PurchaseCommitmentFound(), None]
)
async def test_a_request_completed_in_another_process_is_replayed(
    app_fixture: AppFixture, refusal: Refusal | None
) -> None:
    """A request that another process completed gets the response of that process."""
    idempotency = Idempotency(
        app_fixture.storage.answers, app_fixture.storage.persons, lambda: app_fixture.time
    )

    async def work(attempt: IdempotentCall) -> Response:
        assert attempt.idempotent_request is not None
        first = StoredResponse(status=200, body=b"{}")
        await app_fixture.storage.answers.keep(
            ResponseToStore(
                idempotent_request=attempt.idempotent_request, answer=first, at=app_fixture.time
            )
        )
        if refusal is None:
            return Response(b"nothing to do", 200)
        raise refusal

    async def receive() -> Message:
        return {"type": "http.request", "body": b"{}"}

    request = Request({"type": "http", "method": "POST", "path": "/p", "headers": []}, receive)
    answer = await idempotency.execute(
        request,
        identity="i",
        key="k",
        error_renderer=ErrorRenderer(
            render_refusal=render_refusal, render_error=render_request_error
        ),
        work=work,
    )
    assert (answer.status_code, bytes(answer.body)) == (200, b"{}")
    assert answer.headers["Idempotent-Replayed"] == "true"


async def test_a_declined_payment_is_replayed(client: Client) -> None:
    """The key keeps its response, so a new payment attempt needs another key."""
    checkout_id = (await client.post("", CREATION)).json()["id"]
    declining = {"payment_data": {"token": "tok_decline", "provider": "stripe"}}
    first = await client.post(f"/{checkout_id}/complete", declining)
    again = await client.post(f"/{checkout_id}/complete", declining)
    assert first.json()["messages"][0]["code"] == "payment_declined"
    assert (again.content, replayed(again)) == (first.content, True)
    paid = await client.post(f"/{checkout_id}/complete", PAYING, key="new")
    assert paid.json()["status"] == "completed"


async def test_a_key_expires_after_a_day(client: Client) -> None:
    """An expired key can be used again."""
    first = await client.post("", CREATION)
    client.app_fixture.time += timedelta(hours=23, minutes=59)
    assert (await client.post("", CREATION)).content == first.content
    client.app_fixture.time += timedelta(minutes=1)
    again = await client.post("", CREATION)
    assert (again.status_code, replayed(again)) == (201, False)
    assert again.json()["id"] != first.json()["id"]


@pytest.mark.parametrize("key", ["", "x" * 256, "\x7f"])
async def test_an_invalid_key_is_refused(client: Client, key: str) -> None:
    """A key with fewer than 1 or more than 255 characters is refused."""
    answer = await client.post("", CREATION, key=key)
    assert answer.status_code == 400
    longest = await client.post("", CREATION, key="x" * 255)
    assert longest.status_code == 201


async def test_the_newest_version_requires_a_key(app_fixture: AppFixture) -> None:
    """2026-04-17 requires a key for every POST. In earlier versions the key is optional."""
    newest = Client(app_fixture, "/checkout_sessions", "2026-04-17")
    older = Client(app_fixture, "/checkout_sessions", "2026-01-30")
    body = {"currency": "usd", "capabilities": {}, "line_items": CREATION["items"]}
    without = await newest.post("", body, key=None)
    assert (without.status_code, newest.code(without)) == (400, "idempotency_key_required")
    assert (await newest.post("", body)).status_code == 201
    assert (await older.post("", body, key=None)).status_code == 201
    other = await newest.post("", {**body, "metadata": {}})
    assert (other.status_code, newest.code(other)) == (422, "idempotency_conflict")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (b'{"a": 1, "b": 2}', b'{"b":2,"a":1.0}', True),
        (b"[1, 2]", b"[2, 1]", False),
        (b'{"a": null}', b"{}", False),
        (b"10", b"1e1", True),
        (b"0", b"-0.0", True),
        (b'"10"', b"10", False),
        (b"100000000000000000000", b"1.0E+20", True),
        (b"1.10", b"1.1", True),
        (b"true", b"1", False),
        (b"", b"{}", False),
        (b"{", b"{ ", False),
    ],
)
def test_bodies_are_compared_as_json_values(one: bytes, other: bytes, same: bool) -> None:
    """The order of members and the notation of numbers do not matter.

    Null differs from absent, and text from number.
    """
    assert (fingerprint(one) == fingerprint(other)) is same
