"""POST commit: the customer completes the purchase as it was shown, or gets the reason why not."""

import json

import pytest

from domain.events import PurchaseCommitted
from domain.stage import Stage
from domain.values.cart import Cart
from tests.interfaces.api.api_fixture import COFFEE, RETURNED, TOKEN, ApiFixture, problem


async def commit(api: ApiFixture, version: int) -> tuple[int, dict[str, object]]:
    """What a commit to `version` is answered with."""
    answer = await api.client.post(f"/shopper/{TOKEN}/commit", json={"version": version})
    return answer.status_code, answer.json()


async def test_a_commit_to_what_was_shown_is_recorded(api: ApiFixture) -> None:
    """The total agreed is the one of the version that the customer saw; the page is committed then."""
    checkout = await api.opened()

    answer = await api.client.post(f"/shopper/{TOKEN}/commit", json={"version": 4})

    assert answer.status_code == 200
    assert (answer.json()["stage"], answer.json()["version"]) == ("committed", 5)
    assert answer.headers["etag"] == '"5"'
    event = (await api.history(checkout))[-1]
    assert isinstance(event, PurchaseCommitted)
    assert (event.shown_version, event.total, event.currency) == (4, 24000, "SEK")
    assert event.provenance.operation == "commit purchase"


@pytest.mark.parametrize("shown", [1, 3, 5, 9_007_199_254_740_991])
async def test_a_commit_to_another_version_is_refused(api: ApiFixture, shown: int) -> None:
    """The customer has to see the new total first; the problem says which version stands."""
    await api.opened()

    assert await commit(api, shown) == (
        409,
        problem(
            "outdated-view",
            409,
            "Customer saw another version",
            f"The customer was shown version {shown}, and the current version is 4. Show that one, and ask again.",
            shown=shown,
            current=4,
        ),
    )


async def test_a_commit_while_suspended_is_refused(api: ApiFixture) -> None:
    """While the checkout is suspended, even its current version cannot be committed."""
    checkout = await api.at(Stage.SUSPENDED)

    assert await commit(api, checkout.version) == (
        409,
        problem(
            "checkout-suspended",
            409,
            "Checkout suspended",
            "The shop is changing this checkout. Wait until it is resumed, then show the customer the current state.",
        ),
    )


async def test_a_commit_to_an_empty_cart_is_refused(api: ApiFixture) -> None:
    """Fees alone are nothing to buy."""
    checkout = await api.opened(cart=Cart())

    assert await commit(api, checkout.version) == (
        409,
        problem(
            "empty-cart",
            409,
            "Cart empty",
            "There is nothing in the cart. The shop has to put something in first.",
        ),
    )


async def test_a_commit_to_a_total_below_zero_is_refused(api: ApiFixture) -> None:
    """A return that is worth more than the rest cannot be bought; the problem has the total in minor units."""
    checkout = await api.opened(cart=Cart(lines=(COFFEE, RETURNED)))

    assert await commit(api, checkout.version) == (
        409,
        problem(
            "negative-total",
            409,
            "Total below zero",
            "Cart and fees come to -1000 minor units. The shop has to mend the cart first.",
            total=-1000,
        ),
    )


async def test_a_refused_commit_is_kept(api: ApiFixture) -> None:
    """The attempt stands beside the history with what was asked."""
    checkout = await api.opened()

    await commit(api, 3)

    (attempt,) = await api.attempts(checkout)
    assert (attempt.reason, json.loads(attempt.facts)) == (
        "OutdatedView",
        {"shown": 3, "current": 4},
    )


async def test_a_released_commitment_can_be_made_again(api: ApiFixture) -> None:
    """After a failed payment the page shows an open checkout, and the customer commits to its new version."""
    checkout = await api.at(Stage.COMMITTED)
    await api.client.post(
        f"/payments/{checkout.id}/failed", headers={"Authorization": "Bearer demo-payments"}
    )

    page = (await api.client.get(f"/shopper/{TOKEN}")).json()

    assert (page["stage"], page["purchasable"]) == ("open", True)
    assert (await commit(api, page["version"]))[0] == 200
