"""Each number of the overview is the number of hits on the page that it leads to, for lifelike checkouts."""

import html
import re

import pytest

from interfaces.api.console.endpoints.searching import PAGE_SIZE
from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.demo.maker import make_checkouts

OVERVIEW = "/console/overview"
_NUMBER = re.compile(r'<a href="([^"]*since=[^"]*)">([\d,]+)</a>')
_BODY = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)


async def rows_of(console: Console, path: str) -> int:
    """Return the number of rows of a page of hits, which may be at another address."""
    answer = await console.browser.get(path, follow_redirects=True)
    assert answer.status_code == 200, path
    return sum(body.count("<tr>") for body in _BODY.findall(answer.text))


@pytest.mark.parametrize("narrowed", ["", "?merchant=demo-shop", "?dialect=svea"])
async def test_numbers_are_those_of_their_searches(auditor: Console, narrowed: str) -> None:
    """Every number of a day, an hour or a reason leads to as many hits, up to the length of a page."""
    await make_checkouts(auditor.history.storage, seed=7, count=24, until=auditor.history.now)
    answer = await auditor.browser.get(f"{OVERVIEW}{narrowed}")
    numbers = {
        html.unescape(path): int(text.replace(",", ""))
        for path, text in _NUMBER.findall(answer.text)
    }
    assert len(numbers) > 10
    differing = {
        path: (number, rows)
        for path, number in numbers.items()
        if (rows := await rows_of(auditor, path)) != min(number, PAGE_SIZE)
    }
    assert differing == {}


async def test_each_measure_leads_somewhere(auditor: Console) -> None:
    """Numbers of all seven measures are links. Within one dialect, changes and agreements are none."""
    await make_checkouts(auditor.history.storage, seed=7, count=60, until=auditor.history.now)
    for narrowed, expected in (("", 7), ("?dialect=svea", 5)):
        text = (await auditor.browser.get(f"{OVERVIEW}{narrowed}")).text
        days = text.partition("<caption>30 days, by day</caption>")[2]
        table = days.partition("</tbody>")[0]
        columns = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in table.split("<tr>")[2:]]
        linked = {place for row in columns for place, cell in enumerate(row) if "<a " in cell}
        assert len(linked) == expected, narrowed
        assert all(len(row) == 7 for row in columns)
