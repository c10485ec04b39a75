"""A signed Svea change whose body is refused is kept as a refused attempt of its checkout."""

import hashlib
import json

import pytest

from application.ports.refusal_log import StoredRefusal
from tests.interfaces.dialects.svea.house import TOKEN, House

NO_JSON = b'{"Cart": '


async def attempts(house: House, path: str) -> list[StoredRefusal]:
    """The refused attempts of the order with this path."""
    return list(await house.refusals.of((await house.checkout(path)).id))


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize(
    ("body", "fault"),
    [(NO_JSON, "MalformedBody"), (b"{}", "InvalidFields"), (b'{"Cart":7}', "InvalidFields")],
)
async def test_an_update_is_kept(house: House, method: str, body: bytes, fault: str) -> None:
    """The record has the merchant id that signed, the operation, and the body's size and SHA-256."""
    path = await house.opened()
    assert (await house.ask(method, path, body)).status_code == 400
    (attempt,) = await attempts(house, path)
    assert (attempt.reason, attempt.operation) == ("InvalidBody", "update order")
    assert (attempt.provenance.actor, attempt.provenance.dialect) == ("shop:100001", "svea")
    assert json.loads(attempt.facts)["fault"] == fault
    assert json.loads(attempt.command) == {
        "endpoint": f"{method} /api/orders/{{order_id}}",
        "body_bytes": len(body),
        "body_sha256": hashlib.sha256(body).hexdigest(),
    }


async def test_a_cancellation_of_a_token_is_kept(house: House) -> None:
    """It is kept with the checkout whose purchase the token was issued for, and the token is not in the endpoint."""
    path = await house.opened(Recurring=True)
    await house.bring(path, "completed")
    answer = await house.ask("PATCH", f"/api/tokens/{TOKEN}", b'{"Status":"Paused"}')
    assert answer.status_code == 400
    (attempt,) = await attempts(house, path)
    assert (attempt.reason, attempt.operation) == ("InvalidBody", "cancel recurring token")
    assert json.loads(attempt.command)["endpoint"] == "PATCH /api/tokens/{token}"
    assert "Paused" not in attempt.command + attempt.facts


async def test_other_senders_leave_no_record(house: House) -> None:
    """Another merchant, and a signature of another body."""
    path = await house.opened()
    other = await house.ask("PUT", path, NO_JSON, merchant="100002")
    unknown = await house.ask("PUT", "/api/orders/999999", NO_JSON, merchant="100002")
    unsigned = await house.ask("PUT", path, NO_JSON, Authorization="Svea bm9uZTpub25l")
    assert [each.status_code for each in (other, unknown, unsigned)] == [400, 400, 401]
    assert other.content == unknown.content
    assert await attempts(house, path) == []
