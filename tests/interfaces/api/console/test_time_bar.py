"""The bar over the versions of a checkout, as the page has it without script, and the part that its script fetches."""

import pytest

from tests.interfaces.api.console.console_fixture import Console, Page
from tests.interfaces.api.console.test_long_histories import tell

CHECKOUT = "/console/checkouts/checkout-1"
PART = {"X-Part": "state"}


def attribute(page: Page, element: str, name: str) -> list[str]:
    """The values of an attribute of all elements with a name."""
    return [value for tag, key, value in page.attributes if (tag, key) == (element, name)]


async def test_the_bar_is_a_range_over_the_versions(signed_in: Console) -> None:
    """The form has a range from 1 to the newest version at the shown one, and knows where the total changed."""
    await signed_in.history.dispute()
    answer = await signed_in.browser.get(f"{CHECKOUT}?version=8")
    page = Page.of(answer)
    assert page.values["version"] == "8"
    assert attribute(page, "input", "max") == ["11"]
    assert attribute(page, "input", "aria-valuetext") == ["version 8 of 11, 14:03:05, fees updated"]
    assert attribute(page, "form", "data-agreed") == ["10"]
    assert attribute(page, "form", "data-totals") == ["1 2 4 5 8"]


async def test_the_bar_says_what_happened_where(signed_in: Console) -> None:
    """Above the bar are the events by kind, the refused command, the callbacks, and where the purchase was agreed."""
    await signed_in.history.bring("the dispute, called back")
    text = (await signed_in.page(CHECKOUT)).text
    assert "agreed here" in text
    for title in (
        "▲Version 8, 1 Mar 2026, 14:03:05 UTC: Fees updated (Shop)",
        "●Version 10, 1 Mar 2026, 14:03:07 UTC: Purchase agreed (Customer)",
        "✕1 Mar 2026, 14:03:08 UTC: refused command",
        "↗1 Mar 2026, 14:03:26 UTC: callback",
    ):
        assert title in text


async def test_nothing_agreed_has_no_mark(signed_in: Console) -> None:
    """The bar of an open checkout has no version with which the purchase was agreed."""
    await signed_in.history.opened()
    page = await signed_in.page(CHECKOUT)
    assert "agreed here" not in page.text
    assert attribute(page, "form", "data-agreed") == [""]


async def test_a_long_bar_shows_which_versions_the_page_has(signed_in: Console) -> None:
    """The bar of 450 versions has no ticks, and marks the 200 versions of the timeline."""
    await tell(signed_in)
    page = await signed_in.page(f"{CHECKOUT}?version=250")
    assert attribute(page, "rect", "x") == ["33.18%"]
    assert attribute(page, "rect", "width") == ["44.32%"]
    assert "line" not in {tag for tag, _, _ in page.attributes}


async def test_the_part_is_what_the_page_has(signed_in: Console) -> None:
    """With `X-Part: state` the answer has the links and the state of the version, as they are in the whole page."""
    await signed_in.history.dispute()
    whole = (await signed_in.browser.get(f"{CHECKOUT}?version=8")).text
    answer = await signed_in.browser.get(f"{CHECKOUT}?version=8", headers=PART)
    Page.of(answer)
    assert answer.headers["Vary"] == "X-Part"
    assert "<html" not in answer.text
    for each in ('<div id="version-links"', '<section id="state-pane"'):
        start = answer.text.index(each)
        end = answer.text.find('<section id="state-pane"', start + 1)
        part = answer.text[start : end if end > 0 else None].strip()
        assert part in whole


async def test_each_step_is_recorded(signed_in: Console) -> None:
    """A fetched part is one entry of the access log, and a part that cannot be had is refused like the page."""
    await signed_in.history.dispute()
    await signed_in.browser.get(f"{CHECKOUT}?version=8", headers=PART)
    assert signed_in.history.storage.reads.kept[-1].read.target == f"{CHECKOUT}?version=8"
    answer = await signed_in.browser.get(f"{CHECKOUT}?version=12", headers=PART)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("7", "version=7"),
        ("v7", "version=7"),
        ("14:03:04", "at=2026-03-01T14:03:04.999999Z"),
        ("14:03", "at=2026-03-01T14:03:59.999999Z"),
        ("2026-03-01 14:03:04.5", "at=2026-03-01T14:03:04.500000Z"),
        ("2026-03-01T15:03:04+01:00", "at=2026-03-01T14:03:04Z"),
    ],
)
async def test_a_typed_point_leads_to_its_state(
    signed_in: Console, typed: str, leads_to: str
) -> None:
    """The field takes a version, a time of the shown day, a day with a time, and an instant."""
    await signed_in.history.dispute()
    query = {"version": "3", "point": typed}
    answer = await signed_in.browser.get(CHECKOUT, params=query)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{CHECKOUT}?{leads_to}")


@pytest.mark.parametrize("typed", ["", "yesterday", "25:00", "2026-02-30 10:00", "14:03:04Z", "0"])
async def test_a_text_that_is_no_point_is_refused(signed_in: Console, typed: str) -> None:
    """The page says what would be a point in the history."""
    await signed_in.history.dispute()
    query = {"version": "3", "point": typed}
    answer = await signed_in.browser.get(CHECKOUT, params=query)
    assert answer.status_code == 400
    assert "point: must be a version or a time" in answer.text


@pytest.mark.parametrize("typed", ["2026-03-29 02:30", "2026-10-25 02:30"])
async def test_an_hour_that_the_clocks_skip_or_repeat_is_refused(
    console: Console, typed: str
) -> None:
    """In Stockholm these hours are none, or two; in UTC they are hours like others."""
    await console.sign_in(zone="Europe/Stockholm")
    await console.history.dispute()
    query = {"version": "3", "point": typed}
    assert (await console.browser.get(CHECKOUT, params=query)).status_code == 400
    await console.sign_in(zone="UTC")
    assert (await console.browser.get(CHECKOUT, params=query)).status_code == 303
