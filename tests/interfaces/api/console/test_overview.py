"""The overview: what happened today, yesterday and in 30 days, for the merchants that a key reaches."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from application.ports.webhooks.webhook_log import DeliveryState
from tests.interfaces.api.console.console_fixture import OTHER, Console, Page
from tests.interfaces.api.history.webhook_deliveries import called_back

OVERVIEW = "/console/overview"


def searches(page: Page) -> list[dict[str, list[str]]]:
    """Return the searches that the bars lead to."""
    found = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    return [parse_qs(urlsplit(each).query) for each in found if "since=" in each]


async def test_each_measure_has_its_number(signed_in: Console) -> None:
    """A dispute of today counts as opened, agreed and completed, and its refused commands as refusals."""
    await signed_in.history.dispute()
    page = await signed_in.page(OVERVIEW)
    today = page.text.partition("Today, by hour")[2].partition("as a table")[0]
    for measure in (
        "Opened 1",
        "Changes 8",
        "Agreed 1",
        "Completed 1",
        "Abandoned 0",
        "Refusals 2",
    ):
        assert measure in today
    assert "From opened to completed: 0.2 min in the mean." in today


async def test_a_bar_leads_to_the_search_of_its_time(signed_in: Console) -> None:
    """The link of the hour has its start and end, and what the page is narrowed to."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{OVERVIEW}?merchant=demo-shop&dialect=walley")
    asked = {
        "since": ["2026-03-01T14:00:00Z"],
        "until": ["2026-03-01T15:00:00Z"],
        "merchant": ["demo-shop"],
        "dialect": ["walley"],
    }
    assert asked in searches(page)
    assert asked | {"status": ["completed"]} in searches(page)


async def test_a_bar_leads_to_what_it_counts(signed_in: Console) -> None:
    """The page that a bar of the hour leads to has as many rows as the bar says."""
    await signed_in.history.dispute()
    page = await signed_in.page(OVERVIEW)
    found = [value for tag, name, value in page.attributes if (tag, name) == ("a", "href")]
    hour = [each for each in found if "since=2026-03-01T14%3A00%3A00Z" in each]
    for part, rows in (
        ("/console/events?.*checkout.opened", 1),
        ("/console/events?.*checkout.purchase-committed", 1),
        ("/console/events?.*checkout.completed", 1),
        ("/console/refusals?.*until=2026-03-01T15%3A00%3A00Z", 2),
    ):
        path, _, end = part.partition(".*")
        link = next(each for each in hour if each.startswith(path) and each.endswith(end))
        answer = await signed_in.browser.get(link)
        assert answer.status_code == 200, link
        assert answer.text.count("<tr") - answer.text.count("<thead") == rows, link


async def test_parked_callbacks_and_reasons_are_shown(signed_in: Console) -> None:
    """The number of parked callbacks leads to them, and refusals are counted by reason."""
    assert "Parked callbacks now: 0." in (await signed_in.page(OVERVIEW)).text
    await signed_in.history.dispute()
    told = [replace(each, state=DeliveryState.PARKED) for each in called_back() if each.id == 2]
    signed_in.history.deliveries.listed = told
    page = await signed_in.page(OVERVIEW)
    assert "Parked callbacks now: 1." in page.text
    assert "/console/system#parked" in page.links()
    assert "Today, by hour, refusals by reason Reason Refusals" in page.text


async def test_yesterday_is_apart_from_today(signed_in: Console) -> None:
    """After midnight in UTC the checkout is one of yesterday, and still one of the 30 days."""
    await signed_in.history.opened()
    signed_in.history.now += timedelta(hours=10)
    await signed_in.sign_in()
    page = await signed_in.page(OVERVIEW)
    today, _, rest = page.text.partition("Today, by hour")[2].partition("Yesterday, by hour")
    assert "Opened 0" in today
    assert rest.count("Opened 1") == 2


@pytest.mark.parametrize(
    ("key", "path", "opened"),
    [
        ("demo-history", OVERVIEW, 1),
        ("demo-auditor", OVERVIEW, 2),
        ("demo-auditor", f"{OVERVIEW}?merchant=other-shop", 1),
        ("demo-auditor", f"{OVERVIEW}?dialect=svea", 0),
        (OTHER, OVERVIEW, 1),
    ],
)
async def test_a_key_counts_what_it_reaches(
    console: Console, key: str, path: str, opened: int
) -> None:
    """A key of one shop counts that shop, an auditor's key all of them, or the one that is chosen."""
    await console.history.opened()
    await console.history.opened("other-shop")
    await console.sign_in(key)
    assert f"Opened {opened}" in (await console.page(path)).text


async def test_another_merchant_is_refused(signed_in: Console) -> None:
    """The page of another merchant's figures is 403 and has no numbers."""
    page = await signed_in.page(f"{OVERVIEW}?merchant=other-shop", status=403)
    assert "Opened" not in page.text


async def test_an_unknown_dialect_is_refused(signed_in: Console) -> None:
    """The page says which dialects there are."""
    page = await signed_in.page(f"{OVERVIEW}?dialect=klarna", status=400)
    assert "must be one of walley, svea, stateset, acp" in page.text


async def test_missing_figures_say_what_to_do(signed_in: Console) -> None:
    """While earlier events are not counted, the page names the command that counts them."""
    assert "rebuild" not in (await signed_in.page(OVERVIEW)).text
    signed_in.history.figures.lacks_earlier = True
    assert "tillroll projection rebuild" in (await signed_in.page(OVERVIEW)).text


async def test_the_look_is_recorded(signed_in: Console) -> None:
    """The access log has the page with what it was narrowed to."""
    await signed_in.page(f"{OVERVIEW}?dialect=svea")
    entry = signed_in.history.storage.reads.kept[-1].read
    assert entry.provenance.operation == "open overview"
    assert entry.target == f"{OVERVIEW}?dialect=svea"
