"""What the page of a search counts: its hits, the values of its facets, its hits over time, and ways out of nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.history.finding import counting
from application.ports.audit_log import AuditLogStatus
from application.ports.webhooks.webhook_log import DeliveryState
from interfaces.api.console.endpoints.finding import waiting
from tests.interfaces.api.console.console_fixture import KEY, OTHER, Console
from tests.interfaces.api.history.webhook_deliveries import called_back

SEARCH = "/console/search"


async def recorded(console: Console) -> None:
    """A dispute with a parked callback, and three carts on later days."""
    await console.history.dispute()
    parked, *_ = called_back()
    console.history.deliveries.listed = [replace(parked, state=DeliveryState.PARKED)]
    for _ in range(3):
        console.history.now += timedelta(days=1)
        await console.history.opened()
    # The session of an earlier day has ended.
    await console.sign_in(KEY, "Eva")


async def test_facets_have_counts(signed_in: Console) -> None:
    """Each value says how many checkouts it finds, also none, and the page how many there are in all."""
    await recorded(signed_in)
    page = await signed_in.page(SEARCH)
    assert "4 checkouts." in page.text
    assert "Dialect Walley 4 Svea 0" in page.text
    assert "Status Open 3 Suspended 0" in page.text
    assert "Completed 1" in page.text
    assert "Refused a command was refused 1 none was refused 3" in page.text
    assert "Callbacks one is parked 1 none is parked 3" in page.text


@pytest.mark.parametrize(
    ("query", "number"), [("parked=yes", 1), ("parked=no", 3), ("refused=none", 3)]
)
async def test_new_facets_narrow_the_search(signed_in: Console, query: str, number: int) -> None:
    """Parked callbacks and refused commands are conditions, each yes or no."""
    await recorded(signed_in)
    page = await signed_in.page(f"{SEARCH}?{query}")
    hits = [each for each in page.links() if "#v" in each]
    assert len(hits) == number
    assert f"/history/checkouts?{query}" in page.text


async def test_a_set_facet_says_what_its_other_values_would_find(signed_in: Console) -> None:
    """The counts of a field that is set are those of the search without it."""
    await recorded(signed_in)
    page = await signed_in.page(f"{SEARCH}?status=completed")
    assert "1 checkout." in page.text
    assert "Status Open 3" in page.text


async def test_hits_over_time_lead_to_their_time(signed_in: Console) -> None:
    """Each bar is a link that finds as many checkouts as its title says."""
    await recorded(signed_in)
    page = await signed_in.page(f"{SEARCH}?dialect=walley")
    assert "Found over time 4" in page.text
    bars = [each for each in page.links() if "since=" in each]
    assert len(bars) == 4
    for bar in bars:
        assert "dialect=walley" in bar
        found = await signed_in.page(bar)
        assert len([each for each in found.links() if "#v" in each]) == 1


async def test_more_than_are_counted(signed_in: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts end at the limit with a plus, and the page names the fields that narrow the search."""
    monkeypatch.setattr(counting, "MOST", 2)
    await recorded(signed_in)
    page = await signed_in.page(f"{SEARCH}?dialect=walley")
    assert "2+ checkouts, too many to look through." in page.text
    assert "These fields narrow them: Since, Merchant, Status." in page.text
    assert "Walley 2+ Svea 0+" in page.text


async def test_nothing_found_says_what_to_drop(signed_in: Console) -> None:
    """Each condition is a link to the search without it, with the number of checkouts that it finds."""
    await recorded(signed_in)
    page = await signed_in.page(f"{SEARCH}?status=expired&refused=none")
    assert "without Status Expired: 3" in page.text
    assert "without Refused none was refused: 0" in page.text
    page = await signed_in.page(f"{SEARCH}?status=expired")
    assert "Search without it: 4" in page.text


async def test_another_merchants_checkouts_are_not_counted(console: Console) -> None:
    """No count and no way out tells of them."""
    await recorded(console)
    await console.sign_in(OTHER)
    page = await console.page(f"{SEARCH}?status=completed")
    assert "Search without it: 0" in page.text


async def test_a_log_that_is_behind_can_be_waited_for(
    signed_in: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says how far, and its link waits until the log has what there was, and not longer than a while."""
    positions = iter([3, 3, 3, 4, 9, 9])

    async def status() -> AuditLogStatus:
        return AuditLogStatus(position=next(positions), newest=9, behind_seconds=4.2)

    monkeypatch.setattr(waiting, "_PAUSE", 0)
    monkeypatch.setattr(signed_in.history.trail, "status", status)
    page = await signed_in.page(f"{SEARCH}?status=open")
    assert "The audit log is 6 events behind, by 4 s." in page.text
    (wait,) = [each for each in page.links() if "indexed" in each]
    assert wait == f"{SEARCH}?status=open&indexed=9"
    page = await signed_in.page(wait)
    assert "behind" not in page.text
