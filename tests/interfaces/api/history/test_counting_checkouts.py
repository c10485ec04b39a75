"""GET /history/counts: how many checkouts a search finds, and how many with each value of its fields."""

from dataclasses import replace
from typing import Any

import pytest

from application.history.finding import counting
from application.ports.webhooks.webhook_log import DeliveryState
from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture
from tests.interfaces.api.history.webhook_deliveries import called_back

COUNTS = "/history/counts"


def of(count: int, *, more: bool = False) -> dict[str, Any]:
    """One count as the answer has it."""
    return {"count": count, "more": more}


async def counted(app_fixture: AppFixture, query: str = "", **headers: str) -> Any:
    """The answer."""
    answer = await app_fixture.get(f"{COUNTS}{query}", headers or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_counts_of_every_value(app_fixture: AppFixture) -> None:
    """Checkouts are counted by merchant, dialect, stage now, refused commands and parked callbacks."""
    await app_fixture.dispute()
    for _ in range(2):
        await app_fixture.opened()
    parked, *_ = called_back()
    app_fixture.deliveries.listed = [replace(parked, state=DeliveryState.PARKED)]
    answer = await counted(app_fixture)
    assert answer["checkouts"] == of(3)
    assert answer["fields"] == {
        "merchant": {"demo-shop": of(3)},
        "dialect": {"walley": of(3)},
        "status": {"completed": of(1), "open": of(2)},
        "refused": {"any": of(1), "none": of(2)},
        "parked": {"yes": of(1), "no": of(2)},
    }
    assert answer["behind"] == {"positions": 0, "seconds": 0.0}


async def test_the_counts_lead_to_that_many(app_fixture: AppFixture) -> None:
    """A search with a value finds as many checkouts as were counted for it, with each other condition."""
    await app_fixture.dispute()
    for merchant in ("demo-shop", "other-shop", "other-shop"):
        await app_fixture.opened(merchant=merchant, reference=f"B-{merchant}")
    parked, *_ = called_back()
    app_fixture.deliveries.listed = [replace(parked, state=DeliveryState.PARKED)]
    for query in ("", "refused=any", "refused=none&parked=no", "q=coffee", "status=open"):
        answer = await counted(app_fixture, f"?{query}", **AUDITOR)
        for name, values in answer["fields"].items():
            others = [each for each in query.split("&") if each and not each.startswith(name)]
            for value, expected in values.items():
                asked = "&".join([*others, f"{name}={value}"])
                found = await app_fixture.get(f"/history/checkouts?{asked}", AUDITOR)
                assert of(len(found.json()["checkouts"])) == expected, asked


async def test_a_field_that_is_set_is_counted_without_itself(app_fixture: AppFixture) -> None:
    """The total is that of the search; the other values of the field say what they would find."""
    await app_fixture.dispute()
    await app_fixture.opened()
    answer = await counted(app_fixture, "?status=open")
    assert answer["checkouts"] == of(1)
    assert answer["fields"]["status"] == {"completed": of(1), "open": of(1)}
    assert answer["fields"]["refused"] == {"none": of(1)}


async def test_stages_are_not_counted_at_times_of_the_opening(app_fixture: AppFixture) -> None:
    """With a stage a time is when it was reached, and without one when the checkout was opened."""
    await app_fixture.opened()
    answer = await counted(app_fixture, "?since=2026-01-01T00:00:00Z")
    assert "status" not in answer["fields"]
    assert answer["fields"]["merchant"] == {"demo-shop": of(1)}


async def test_what_is_beyond_the_limit_is_more(
    app_fixture: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest ones are counted, and each count says that it is the least."""
    monkeypatch.setattr(counting, "MOST", 2)
    for _ in range(3):
        await app_fixture.opened()
    answer = await counted(app_fixture)
    assert answer["checkouts"] == of(2, more=True)
    assert answer["fields"]["dialect"] == {"walley": of(2, more=True)}


async def test_other_merchants_are_not_counted(app_fixture: AppFixture) -> None:
    """A key counts its own merchants, and is denied another one."""
    await app_fixture.opened(merchant="other-shop")
    answer = await counted(app_fixture)
    assert answer["checkouts"] == of(0)
    assert all(values == {} for values in answer["fields"].values())
    denied = await app_fixture.get(f"{COUNTS}?merchant=other-shop")
    assert denied.status_code == 403


async def test_counting_is_a_reading(app_fixture: AppFixture) -> None:
    """The access log has the conditions."""
    await counted(app_fixture, "?refused=any")
    read = app_fixture.storage.reads.kept[-1].read
    assert (read.provenance.operation, read.target) == ("count checkouts", f"{COUNTS}?refused=any")


@pytest.mark.parametrize("query", ["?parked=maybe", "?refused=some", "?limit=3", "?cursor=x"])
async def test_a_wrong_parameter_is_named(app_fixture: AppFixture, query: str) -> None:
    """The answer is 400 with the name of the parameter."""
    answer = await app_fixture.get(f"{COUNTS}{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] in query
