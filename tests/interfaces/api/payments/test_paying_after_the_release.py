"""A payment is reported after its commitment was released because nobody paid in time."""

from datetime import timedelta

from domain.stage import Stage
from tests.interfaces.api.api_fixture import KEY, ApiFixture

PAID = {"method": "card", "amount": 24000, "currency": "SEK", "payment_id": "p1"}


async def test_a_payment_of_an_expired_checkout_is_due_back(api: ApiFixture) -> None:
    """It is answered 202 with the payment that is due back, although the checkout itself is no longer shown."""
    checkout = await api.at(Stage.COMMITTED)
    api.now += timedelta(days=7)
    released = await api.checkouts.release_unpaid(checkout.id)
    assert released.stage is Stage.OPEN
    api.now += timedelta(days=30)
    await api.checkouts.expire(checkout.id)

    answer = await api.client.post(
        f"/payments/{checkout.id}/succeeded",
        json=PAID | {"commitment": checkout.version},
        headers=KEY,
    )

    assert answer.status_code == 202
    (due,) = answer.json()["refunds_due"]
    assert (due["payment_id"], due["cause"]) == ("p1", "late-success")
    assert answer.json()["stage"] == "expired"
