"""Figures of one or all merchants, with what they lack."""

from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture

HOUR = "/history/figures?by=hour&from=2026-03-01T14:00:00Z&to=2026-03-01T15:00:00Z"


async def test_a_shop_counts_only_its_own_checkouts(app_fixture: AppFixture) -> None:
    """A key of one merchant counts that merchant's checkouts, an auditor's key all of them, or those of one."""
    await app_fixture.opened()
    await app_fixture.opened("other-shop")
    (own,) = (await app_fixture.get(HOUR)).json()["periods"]
    (every,) = (await app_fixture.get(HOUR, AUDITOR)).json()["periods"]
    (other,) = (await app_fixture.get(f"{HOUR}&merchant=other-shop", AUDITOR)).json()["periods"]
    assert (own["opened"], every["opened"], other["opened"]) == (1, 2, 1)


async def test_the_dialect_is_that_of_the_opening(dispute: AppFixture) -> None:
    """The customer's and the payment provider's events count for the dialect that the checkout was opened in."""
    (period,) = (await dispute.get(f"{HOUR}&dialect=walley")).json()["periods"]
    assert (period["committed"], period["completed"]) == (1, 1)
    (other,) = (await dispute.get(f"{HOUR}&dialect=payments")).json()["periods"]
    assert other["completed"] == 0


async def test_thirty_days_are_counted_without_a_time(dispute: AppFixture) -> None:
    """Without parameters the answer has the days of the last thirty times 24 hours, the newest last."""
    periods = (await dispute.get("/history/figures")).json()["periods"]
    assert len(periods) == 31
    assert periods[-1]["start"] == "2026-03-01T00:00:00Z"
    assert periods[-1]["opened"] == 1


async def test_missing_figures_are_reported(app_fixture: AppFixture) -> None:
    """The answer says when events that an earlier version indexed are not counted."""
    app_fixture.figures.lacks_earlier = True
    assert (await app_fixture.get(HOUR)).json()["is_complete"] is False
