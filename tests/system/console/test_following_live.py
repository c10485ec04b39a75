"""Open pages follow new events in Chromium: one stream for all tabs, which a restart of the server cuts and mends."""

import itertools
import re

import httpx
from playwright.sync_api import Browser, Page, Request, expect

from tests.ports import free_ports
from tests.system.console.checkouts import SHIPPING, make_checkouts
from tests.system.console.conftest import ConsoleSite
from tests.system.service.server import authorised, item, running

# No two changes of a test are alike.
_NUMBERS = itertools.count(2)


def change(site: ConsoleSite, body: str = "cart") -> None:
    """The shop changes the open checkout."""
    own = f"{site.address}/checkouts/{site.checkouts.open}"
    number = next(_NUMBERS)
    fee = {**SHIPPING, "unitPrice": number}
    sent = {"cart": [item(number)], "fees": {"shipping": fee}}[body]
    httpx.put(f"{own}/{body}", json=sent, headers=authorised(site.address)).raise_for_status()


def open_streams(page: Page) -> set[Request]:
    """The streams that the tabs of a browser have open, from now on."""
    found: set[Request] = set()

    def begin(request: Request) -> None:
        if "/console/live/stream" in request.url:
            found.add(request)

    def end(request: Request) -> None:
        found.discard(request)

    page.context.on("request", begin)
    page.context.on("requestfinished", end)
    page.context.on("requestfailed", end)
    return found


def opened(site: ConsoleSite, page: Page) -> None:
    """Opens the checkout that can still change, and waits until the page follows it."""
    path = f"/console/checkouts/{site.checkouts.open}"
    with page.expect_response(re.compile("/console/live/stream")):
        page.goto(path)
    expect(page.locator("#live-state")).to_contain_text("Now at version")


def test_a_change_appears_on_the_open_page(site: ConsoleSite) -> None:
    """The page says how many versions are new and stays where it is, and the link shows them."""
    with site.open() as page:
        opened(site, page)
        known = int(page.get_by_role("slider").get_attribute("max") or 0)
        change(site)
        news = page.get_by_role("status")
        expect(news).to_have_text("1 new version · show")
        expect(page.get_by_role("slider")).to_have_value(str(known))
        news.get_by_role("link").click()
        expect(page.get_by_role("slider")).to_have_value(str(known + 1))
        expect(news).to_have_text("")


def test_a_paused_page_follows_nothing_until_it_is_started(site: ConsoleSite) -> None:
    """A pause ends the stream, and the page that starts again learns what it missed."""
    with site.open() as page:
        opened(site, page)
        page.get_by_role("button", name="Pause").click()
        expect(page.locator("#live-state")).to_contain_text("Paused")
        change(site)
        with page.expect_response(re.compile("/console/live/stream")):
            page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("status")).to_have_text("1 new version · show")


def test_new_events_are_rows_of_the_live_page(site: ConsoleSite) -> None:
    """The page is off until it is started; then events appear above older ones, as links to their versions."""
    with site.open() as page:
        page.goto("/console/live")
        expect(page.get_by_text("This page needs scripts")).to_be_hidden()
        with page.expect_response(re.compile("/console/live/stream")):
            page.get_by_role("button", name="Start").click()
        change(site)
        row = page.get_by_role("row", name="Cart replaced")
        expect(row).to_be_visible()
        change(site, "fees")
        expect(page.locator("#live-rows tr").first).to_contain_text("Fees updated")


def test_the_overview_follows(site: ConsoleSite) -> None:
    """The figures are fetched again as a part of the page, and opened tables stay open."""
    with site.open() as page:
        with page.expect_response(re.compile("/console/live/stream")):
            page.goto("/console/overview")
        page.locator("details", has_text="as a table").first.locator("summary").click()
        page.locator("h1").click()
        page.evaluate("document.activeElement.blur()")
        with page.expect_response(
            lambda answer: answer.request.headers.get("x-part") == "figures"
        ) as part:
            change(site)
        assert part.value.ok
        expect(page.get_by_role("table").first).to_be_visible()


def test_seven_tabs_share_a_stream_that_a_restart_cuts_and_mends(
    migrated_url: str, browser: Browser
) -> None:
    """Seven followed pages have one stream and still load; a cut is shown, and after it they miss nothing."""
    url, port = migrated_url, str(free_ports(1)[0])
    with running(url, "--port", port, TILLROLL_LOG_LEVEL="error") as server:
        site = ConsoleSite(server.address, make_checkouts(server.address), browser)
        tab = site.open()
        page = tab.__enter__()
        streams = open_streams(page)
        opened(site, page)
        others = [page.context.new_page() for _ in range(6)]
        for other in others:
            other.goto(f"/console/checkouts/{site.checkouts.open}")
            expect(other.locator("#live-state")).to_contain_text("Now at version")
        change(site)
        for each in (page, *others):
            expect(each.locator("#live-news")).to_have_text("1 new version · show")
        others[-1].reload()
        expect(others[-1].locator("#live-news")).to_have_text("")
        assert len(streams) == 1
    for each in (page, *others):
        expect(each.locator("#live-news")).to_have_text("Connection lost. Trying again …")
    with running(url, "--port", port, TILLROLL_LOG_LEVEL="error"):
        news = page.locator("#live-news")
        expect(news).to_have_text("1 new version · show", timeout=15_000)
        change(site, "fees")
        expect(news).to_have_text("2 new versions · show", timeout=15_000)
        others[0].goto("/console/search")
        expect(others[0].get_by_role("heading", name="Checkouts")).to_be_visible()
        assert all("ERR_" in each for each in site.faults), site.faults
        site.faults.clear()
        tab.__exit__(None, None, None)
