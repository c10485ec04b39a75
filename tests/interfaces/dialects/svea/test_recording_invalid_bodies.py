"""A signed change with an invalid body is recorded as a refused command of its checkout."""

import hashlib
import json

import pytest

from application.ports.refusal_log import StoredRefusal
from tests.interfaces.dialects.svea.app_fixture import TOKEN, AppFixture

NO_JSON = b'{"Cart": '


async def refused_commands(app_fixture: AppFixture, path: str) -> list[StoredRefusal]:
    """The refused commands of the order with this path."""
    return list(await app_fixture.refusals.of((await app_fixture.checkout(path)).id))


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize(
    ("body", "fault"),
    [(NO_JSON, "MalformedBody"), (b"{}", "InvalidFields"), (b'{"Cart":7}', "InvalidFields")],
)
async def test_an_invalid_update_is_recorded(
    app_fixture: AppFixture, method: str, body: bytes, fault: str
) -> None:
    """The record has the merchant id that signed, the operation, and the body's size and SHA-256."""
    path = await app_fixture.opened()
    assert (await app_fixture.ask(method, path, body)).status_code == 400
    (attempt,) = await refused_commands(app_fixture, path)
    assert (attempt.reason, attempt.operation) == ("InvalidBody", "update order")
    assert (attempt.provenance.actor, attempt.provenance.dialect) == ("shop:100001", "svea")
    assert json.loads(attempt.facts)["fault"] == fault
    assert json.loads(attempt.command) == {
        "endpoint": f"{method} /api/orders/{{order_id}}",
        "body_bytes": len(body),
        "body_sha256": hashlib.sha256(body).hexdigest(),
    }


async def test_an_invalid_cancellation_of_a_token_is_recorded(app_fixture: AppFixture) -> None:
    """It is recorded with the checkout that the token was issued for, and the endpoint does not contain the token."""
    path = await app_fixture.opened(Recurring=True)
    await app_fixture.bring(path, "completed")
    answer = await app_fixture.ask("PATCH", f"/api/tokens/{TOKEN}", b'{"Status":"Paused"}')
    assert answer.status_code == 400
    (attempt,) = await refused_commands(app_fixture, path)
    assert (attempt.reason, attempt.operation) == ("InvalidBody", "cancel recurring token")
    assert json.loads(attempt.command)["endpoint"] == "PATCH /api/tokens/{token}"
    assert "Paused" not in attempt.command + attempt.facts


async def test_unauthorized_requests_are_not_recorded(app_fixture: AppFixture) -> None:
    """Requests of another merchant, or with the signature of another body, are not recorded."""
    path = await app_fixture.opened()
    other = await app_fixture.ask("PUT", path, NO_JSON, merchant="100002")
    unknown = await app_fixture.ask("PUT", "/api/orders/999999", NO_JSON, merchant="100002")
    unsigned = await app_fixture.ask("PUT", path, NO_JSON, Authorization="Svea bm9uZTpub25l")
    assert [each.status_code for each in (other, unknown, unsigned)] == [400, 400, 401]
    assert other.content == unknown.content
    assert await refused_commands(app_fixture, path) == []
