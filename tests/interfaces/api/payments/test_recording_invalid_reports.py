"""A payment report with an invalid body is recorded as a refused command of its checkout."""

import hashlib
import json

import pytest

from domain.stage import Stage
from tests.interfaces.api.api_fixture import KEY, ApiFixture


@pytest.mark.parametrize(
    ("outcome", "operation"),
    [("succeeded", "report payment success"), ("failed", "report payment failure")],
)
@pytest.mark.parametrize("body", [b'{"amount":"much"}', b"amount=7"])
async def test_each_invalid_report_is_recorded(
    api: ApiFixture, outcome: str, operation: str, body: bytes
) -> None:
    """The record has the payment side's actor, the operation, and the body's size and SHA-256."""
    checkout = await api.at(Stage.COMMITTED)
    path = f"/payments/{checkout.id}/{outcome}"
    answer = await api.client.post(path, content=body, headers=KEY)
    assert answer.status_code in (400, 422)
    (attempt,) = await api.attempts(checkout)
    assert (attempt.reason, attempt.operation) == ("InvalidBody", operation)
    assert attempt.version == checkout.version
    assert attempt.provenance.actor == "payments:demo-shop"
    assert json.loads(attempt.command) == {
        "endpoint": f"POST /payments/{{checkout_id}}/{outcome}",
        "body_bytes": len(body),
        "body_sha256": hashlib.sha256(body).hexdigest(),
    }


async def test_reports_of_another_merchant_are_not_recorded(api: ApiFixture) -> None:
    """A report for another merchant's checkout gets the response for an unknown id, and is not recorded."""
    checkout = await api.opened(merchant="other-shop")
    answers = [
        await api.client.post(f"/payments/{named}/failed", content=b"{", headers=KEY)
        for named in (checkout.id, "unknown")
    ]
    assert answers[0].status_code == 400
    assert answers[0].content == answers[1].content
    anonymous = await api.client.post(f"/payments/{checkout.id}/failed", content=b"{")
    assert anonymous.status_code == 401
    assert list(await api.attempts(checkout)) == []
