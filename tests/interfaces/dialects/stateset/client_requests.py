"""Requests that the StateSet tests share, and a reader of errors."""

from typing import Any

import httpx

from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, AppFixture

KEY = {"Authorization": "Bearer sk_test_demo"}
READ_ONLY = {"Authorization": "Bearer rk_test_demo_read"}
OTHER = {"Authorization": "Bearer sk_test_other"}
MUG = {"id": "item_123", "quantity": 1}


async def create(app_fixture: AppFixture, **body: Any) -> str:
    """Creates a session, and returns its path."""
    creation = {"items": [MUG], "fulfillment_address": ADDRESS, "buyer": BUYER, **body}
    answer = await app_fixture.client.post("/v1/checkouts", headers=KEY, json=creation)
    assert answer.status_code == 201, answer.text
    return f"/v1/checkouts/{answer.json()['id']}"


async def complete(
    app_fixture: AppFixture, path: str, token: str = "tok_succeed"
) -> httpx.Response:
    """Completes a session."""
    body = {"payment_data": {"token": token, "provider": "stripe"}}
    return await app_fixture.client.post(f"{path}/complete", headers=KEY, json=body)


def error(answer: httpx.Response) -> tuple[int, str, str | None]:
    """Status, code and parameter of an error, after a check of its fields."""
    body = answer.json()["error"]
    assert set(body) >= {"type", "code", "message", "doc_url", "request_id"}
    assert set(body) <= {"type", "code", "message", "doc_url", "request_id", "param"}
    assert body["message"]
    return answer.status_code, body["code"], body.get("param")
