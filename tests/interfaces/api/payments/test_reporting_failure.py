"""POST /payments/{checkout_id}/failed: the payment failed, and the checkout can be changed again."""

import pytest

from domain.events import CommitmentReleased
from domain.stage import Stage
from tests.interfaces.api.api_fixture import KEY, ApiFixture, problem

RELEASED = {"checkout": "checkout-1", "version": 6, "stage": "open"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", None),
        (b"{}", None),
        (b'{"reason": null}', None),
        (b'{"reason": " card declined "}', "card declined"),
    ],
)
async def test_a_failed_payment_releases_the_commitment(
    api: ApiFixture, body: bytes, reason: str | None
) -> None:
    """The failure releases the commitment. A reason is recorded if sent, and the body may be empty."""
    checkout = await api.at(Stage.COMMITTED)

    answer = await api.client.post(f"/payments/{checkout.id}/failed", content=body, headers=KEY)

    assert (answer.status_code, answer.json()) == (200, RELEASED)
    assert answer.headers["etag"] == '"6"'
    event = (await api.history(checkout))[-1]
    assert isinstance(event, CommitmentReleased)
    assert event.reason == reason
    assert event.provenance.operation == "report payment failure"


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.SUSPENDED, Stage.CANCELLED, Stage.EXPIRED])
async def test_a_failure_without_a_commitment_is_refused(api: ApiFixture, stage: Stage) -> None:
    """A failure without a commitment is refused, also if the commitment was already released."""
    checkout = await api.at(stage)

    answer = await api.client.post(f"/payments/{checkout.id}/failed", headers=KEY)

    assert answer.json() == problem(
        "not-committed",
        409,
        "Not committed",
        "The customer has not committed to this purchase, or it was released since. Give back what was paid.",
    )


async def test_a_failure_after_completion_is_refused(api: ApiFixture) -> None:
    """A failure after the completion is refused, and the purchase stays paid."""
    checkout = await api.at(Stage.COMPLETED)

    answer = await api.client.post(f"/payments/{checkout.id}/failed", headers=KEY)

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:tillroll:problem:purchase-completed"
