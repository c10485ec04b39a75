"""Callbacks across checkouts, and sending one again."""

from dataclasses import replace

import pytest

from application.ports.access_log import AccessOutcome
from tests.interfaces.api.history.app_fixture import HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID
from tests.interfaces.api.history.webhook_deliveries import called_back

SENDER = {"Authorization": "Bearer sends"}


async def send(app: AppFixture, number: str, headers: dict[str, str]) -> int:
    """The status of a request to send a delivery again."""
    path = f"/history/deliveries/{number}/resend"
    return (await app.client.post(path, headers=headers)).status_code


async def test_a_delivery_is_sent_again_and_recorded(app_fixture: AppFixture) -> None:
    """The access log has the reader, the operation and the checkout."""
    app_fixture.deliveries.listed = list(called_back())
    assert await send(app_fixture, "2", SENDER) == 202
    assert app_fixture.deliveries.resent == [2]
    (kept,) = app_fixture.storage.reads.kept
    by = kept.read.provenance
    assert (by.actor, by.operation) == ("history:sender", "resend delivery")
    assert (kept.read.checkout_id, kept.read.outcome) == (ID, AccessOutcome.FOUND)


@pytest.mark.parametrize("number", ["2", "9", "x", "0"])
async def test_a_key_without_the_scope_sends_nothing(app_fixture: AppFixture, number: str) -> None:
    """The answer does not depend on the delivery, and the attempt is recorded."""
    app_fixture.deliveries.listed = list(called_back())
    assert await send(app_fixture, number, HISTORY) == 403
    assert app_fixture.deliveries.resent == []
    (kept,) = app_fixture.storage.reads.kept
    assert kept.read.outcome is AccessOutcome.DENIED


@pytest.mark.parametrize("number", ["9", "x", "3"])
async def test_a_delivery_of_another_merchant_is_not_found(
    app_fixture: AppFixture, number: str
) -> None:
    """It gets the answer of one that does not exist, and the search does not list it."""
    _, told = called_back()
    other = replace(told, id=3, merchant="other-shop")
    app_fixture.deliveries.listed = [told, other]
    assert await send(app_fixture, number, SENDER) == 404
    assert app_fixture.deliveries.resent == []
    found = (await app_fixture.get("/history/deliveries")).json()["deliveries"]
    assert [each["id"] for each in found] == [2]


async def test_a_question_is_not_sent_again(app_fixture: AppFixture) -> None:
    """The answer is 409."""
    app_fixture.deliveries.listed = list(called_back())
    assert await send(app_fixture, "1", SENDER) == 409
    assert app_fixture.deliveries.resent == []
