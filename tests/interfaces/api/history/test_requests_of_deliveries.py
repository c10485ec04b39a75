"""The request of a callback, from which a developer sends a copy to the own machine."""

import base64

import pytest

from application.ports.access_log import AccessOutcome
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID
from tests.interfaces.api.history.webhook_deliveries import called_back

SENDER = {"Authorization": "Bearer sends"}


async def test_the_request_is_answered_as_it_is_sent(app_fixture: AppFixture) -> None:
    """It has the headers with the signature and the bytes of the body, and the delivery stays as it is."""
    app_fixture.deliveries.listed = list(called_back())
    answer = await app_fixture.client.get("/history/deliveries/2/request", headers=AUDITOR)
    assert answer.status_code == 200
    found = answer.json()
    assert (found["id"], found["checkout"]) == (2, ID)
    assert found["headers"] == [{"name": "Signature", "value": "signed"}]
    assert base64.b64decode(found["body"]) == b"{}"
    assert app_fixture.deliveries.resent == []
    (kept,) = app_fixture.storage.reads.kept
    assert (kept.read.provenance.operation, kept.read.checkout_id) == ("read delivery", ID)


@pytest.mark.parametrize("headers", [HISTORY, SENDER])
async def test_a_key_needs_both_scopes(app_fixture: AppFixture, headers: dict[str, str]) -> None:
    """One may send and one may read; neither may read what is sent."""
    app_fixture.deliveries.listed = list(called_back())
    answer = await app_fixture.client.get("/history/deliveries/2/request", headers=headers)
    assert answer.status_code == 403
    (kept,) = app_fixture.storage.reads.kept
    assert kept.read.outcome is AccessOutcome.DENIED


@pytest.mark.parametrize(("number", "status"), [("9", 404), ("x", 404), ("1", 409)])
async def test_there_is_no_request(app_fixture: AppFixture, number: str, status: int) -> None:
    """An unknown delivery is not found, and one without a channel has none."""
    app_fixture.deliveries.listed = list(called_back())
    path = f"/history/deliveries/{number}/request"
    answer = await app_fixture.client.get(path, headers=AUDITOR)
    assert answer.status_code == status
