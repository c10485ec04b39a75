"""Changes that the customer's page is refused, whichever they are: stale, overlapping, unknown, closed."""

import pytest

from domain.stage import Stage
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture, problem

CHANGES = [
    ("suspend", None),
    ("resume", None),
    ("identify", {"email": "a@b.example"}),
    ("commit", {"version": 4}),
]


@pytest.mark.parametrize(("verb", "body"), CHANGES)
async def test_a_change_meant_for_another_version_is_refused(
    api: ApiFixture, verb: str, body: object
) -> None:
    """If-Match with a version that no longer stands is answered 412 with both versions, and records nothing."""
    checkout = await api.opened()

    answer = await api.client.post(
        f"/shopper/{TOKEN}/{verb}", json=body, headers={"If-Match": '"2", "3"'}
    )

    assert answer.json() == problem(
        "stale-version",
        412,
        "Version no longer current",
        "If-Match names a version that is not the current one, 4. Read the checkout again, then decide.",
        expected=[2, 3],
        actual=4,
    )
    assert answer.status_code == 412
    assert len(await api.history(checkout)) == 4


@pytest.mark.parametrize(("verb", "body"), CHANGES)
async def test_a_change_meant_for_the_version_that_stands_is_made(
    api: ApiFixture, verb: str, body: object
) -> None:
    """If-Match with the version that stands is as good as none."""
    await api.opened()

    answer = await api.client.post(
        f"/shopper/{TOKEN}/{verb}", json=body, headers={"If-Match": '"4"'}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(("verb", "body"), CHANGES)
async def test_a_change_that_overlaps_another_is_locked_out(
    api: ApiFixture, verb: str, body: object
) -> None:
    """The second of two concurrent changes gets 409 with Retry-After."""
    await api.at(Stage.SUSPENDED if verb == "resume" else Stage.OPEN)
    api.store.taken = True

    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}", json=body)

    assert answer.json() == problem(
        "locked",
        409,
        "Checkout locked",
        "Another change of this checkout was made at the same time, and this one was not. Send it again.",
    )
    assert (answer.status_code, answer.headers["retry-after"]) == (409, "1")


@pytest.mark.parametrize(("verb", "body"), CHANGES)
async def test_a_change_by_an_unknown_token_is_not_found(
    api: ApiFixture, verb: str, body: object
) -> None:
    """An unknown token gets 404."""
    answer = await api.client.post(f"/shopper/nobody/{verb}", json=body)

    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tillroll:problem:checkout-not-found"


CLOSED = {
    Stage.COMMITTED: problem(
        "purchase-committed",
        409,
        "Purchase committed",
        "The customer has committed to this purchase. Wait until its payment has succeeded or failed.",
    ),
    Stage.COMPLETED: problem(
        "purchase-completed",
        409,
        "Purchase completed",
        "This purchase is complete. Show the customer the receipt.",
    ),
    Stage.CANCELLED: problem(
        "checkout-cancelled",
        409,
        "Checkout cancelled",
        "The shop has called this checkout off. Send the customer back to the shop.",
    ),
    Stage.EXPIRED: problem(
        "checkout-expired",
        409,
        "Checkout expired",
        "This checkout was not purchased in time. Ask the shop for a new one.",
    ),
}


@pytest.mark.parametrize("stage", CLOSED)
@pytest.mark.parametrize(("verb", "body"), CHANGES)
async def test_a_closed_checkout_cannot_be_changed(
    api: ApiFixture, verb: str, body: object, stage: Stage
) -> None:
    """Every POST on a committed, completed, cancelled or expired checkout is refused with what to do, and kept."""
    checkout = await api.at(stage)

    answer = await api.client.post(f"/shopper/{TOKEN}/{verb}", json=body)

    assert (answer.status_code, answer.json()) == (409, CLOSED[stage])
    assert len(await api.history(checkout)) == checkout.version
    assert (await api.attempts(checkout))[-1].provenance.actor == f"shopper:{checkout.id}"
