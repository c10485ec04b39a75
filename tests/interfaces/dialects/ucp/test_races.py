"""Many requests at the same time."""

import asyncio
from collections import Counter

from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, creation


async def test_a_hundred_creations_with_one_key_make_one_checkout(
    platform: Platform, app_fixture: AppFixture
) -> None:
    """One is executed. The others get its answer, or are told that it is being processed."""
    body = creation(("item_123", 1))
    answers = await asyncio.gather(
        *(platform.ask("POST", ROOT, body, Idempotency_Key="same") for _ in range(100))
    )
    assert {each.status_code for each in answers} <= {201, 409}
    assert {each.json()["id"] for each in answers if each.status_code == 201} == {
        (await platform.ask("POST", ROOT, body, Idempotency_Key="same")).json()["id"]
    }
    assert sum(app_fixture.platforms.fetched.values()) == 1


async def test_forty_updates_of_one_version_make_one_change(platform: Platform) -> None:
    """One succeeds. The others are refused, and nothing of them is in the checkout."""
    checkout = await platform.create(("item_123", 1))
    tag = (await platform.get(checkout)).headers["ETag"]
    answers = await asyncio.gather(
        *(
            platform.update(checkout, creation(("item_123", number)), If_Match=tag)
            for number in range(2, 42)
        )
    )
    found = Counter(each.status_code for each in answers)
    assert found[200] == 1
    assert set(found) <= {200, 409, 412}
    (winner,) = (each for each in answers if each.status_code == 200)
    read = await platform.get(checkout)
    assert read.json()["line_items"] == winner.json()["line_items"]


async def test_twenty_completions_take_one_payment(
    platform: Platform, app_fixture: AppFixture
) -> None:
    """Each has a key of its own. One payment is requested."""
    ready = await platform.ready(("item_123", 1))
    answers = await asyncio.gather(*(platform.complete(ready) for _ in range(20)))
    assert {each.status_code for each in answers} <= {200, 409}
    assert sum(app_fixture.provider.requests.values()) == 1
    assert (await platform.get(ready)).json()["status"] == "completed"
