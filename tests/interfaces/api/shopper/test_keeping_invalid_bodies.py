"""What a customer's page asks with an invalid body is kept as a refused attempt of its checkout."""

import hashlib
import json

import pytest

from tests.interfaces.api.api_fixture import TOKEN, ApiFixture


@pytest.mark.parametrize(
    ("verb", "operation", "body", "field"),
    [
        ("suspend", "suspend checkout", b'{"reason":"none"}', "reason"),
        ("resume", "resume checkout", b'{"reason":"none"}', "reason"),
        ("identify", "identify customer", b'{"email":7}', "email"),
        ("commit", "commit purchase", b'{"version":"4"}', "version"),
        ("commit", "commit purchase", b"{", ""),
    ],
)
async def test_each_change_is_kept(
    api: ApiFixture, verb: str, operation: str, body: bytes, field: str
) -> None:
    """The record has the token's actor, the operation, the faulty field, and the body's size and SHA-256."""
    checkout = await api.opened()
    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}", content=body)
    assert answer.status_code in (400, 422)
    (attempt,) = await api.attempts(checkout)
    assert (attempt.reason, attempt.operation) == ("InvalidBody", operation)
    assert attempt.provenance.actor == f"shopper:{checkout.id}"
    assert field in [error["field"] for error in json.loads(attempt.facts)["errors"]]
    assert json.loads(attempt.command) == {
        "endpoint": f"POST /shopper/{{public_token}}/{verb}",
        "body_bytes": len(body),
        "body_sha256": hashlib.sha256(body).hexdigest(),
    }


async def test_what_a_customer_typed_is_not_kept(api: ApiFixture) -> None:
    """Neither personal data in a field nor an e-mail address as the name of one."""
    checkout = await api.opened()
    body = {"email": "ada@", "national_id": "19121212-1212", "ada@example.com": "Ada"}
    answer = await api.client.post(f"/shopper/{TOKEN}/identify", json=body)
    assert answer.status_code in (400, 422)
    (attempt,) = await api.attempts(checkout)
    kept = attempt.command + attempt.facts
    assert not any(text in kept for text in ("ada", "Ada", "1212", "example.com"))


async def test_a_token_that_no_checkout_has_leaves_no_record(api: ApiFixture) -> None:
    """The answer is that of the invalid body, as before."""
    checkout = await api.opened()
    answer = await api.client.post("/shopper/public-SE-unknown/commit", content=b"{")
    assert answer.status_code == 400
    assert list(await api.attempts(checkout)) == []
