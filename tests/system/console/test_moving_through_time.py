"""Moves through the versions of a checkout with the time bar, in Chromium."""

import re

from playwright.sync_api import Page, expect

from tests.system.console.conftest import ConsoleSite


def heading(page: Page, version: int) -> None:
    """Expects the state of a version, in the address, in the timeline and on the bar too."""
    expect(page.get_by_role("heading", name=f"State at version {version}")).to_be_visible()
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?version={version}")
    expect(page.locator(".event.selected")).to_have_attribute("id", f"v{version}")
    expect(page.locator("#time")).to_have_value(str(version))


def test_keys_move_the_bar(site: ConsoleSite) -> None:
    """Each key moves as far as it says, without loading the page again, and Back returns to the version before."""
    with site.open() as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}?version=5")
        page.evaluate("document.body.dataset.loaded = 'once'")
        bar = page.get_by_role("slider")
        bar.focus()
        newest = int(bar.get_attribute("max") or 0)
        agreed = int(page.locator("#time-bar").get_attribute("data-agreed") or 0)
        for key, version in (
            ("ArrowRight", 6),
            ("ArrowLeft", 5),
            ("Home", 1),
            ("PageUp", min(11, newest)),
            ("PageDown", max(1, min(11, newest) - 10)),
            ("End", newest),
            ("c", agreed),
        ):
            page.keyboard.press(key)
            heading(page, version)
        expect(bar).to_have_attribute(
            "aria-valuetext", re.compile(f"version {agreed} of {newest}, .*, purchase agreed")
        )
        page.go_back()
        heading(page, newest)
        assert page.locator("body").get_attribute("data-loaded") == "once"


def test_the_total_is_followed(site: ConsoleSite) -> None:
    """`[` and `]` lead to the changes of the total before and after the shown version."""
    with site.open() as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}")
        totals = page.locator("#time-bar").get_attribute("data-totals")
        last, previous = map(int, reversed((totals or "").split()[-2:]))
        page.get_by_role("slider").focus()
        for key, version in (("[", last), ("[", previous), ("]", last)):
            page.keyboard.press(key)
            heading(page, version)


def test_the_links_move_the_bar(site: ConsoleSite) -> None:
    """Previous and Next move without loading the page again, and keep the focus."""
    with site.open() as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}?version=5")
        page.evaluate("document.body.dataset.loaded = 'once'")
        page.get_by_role("link", name="Next").click()
        heading(page, 6)
        expect(page.get_by_role("link", name="Next")).to_be_focused()
        page.go_back()
        heading(page, 5)
        assert page.locator("body").get_attribute("data-loaded") == "once"


def test_the_bar_works_without_scripts(site: ConsoleSite) -> None:
    """The form of the bar opens the chosen version, and the field takes a time of the day."""
    with site.open(java_script_enabled=False) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}?version=5")
        page.get_by_role("slider").press("ArrowRight")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("heading", name="State at version 6")).to_be_visible()
        page.get_by_label("Version or time").fill("3")
        page.get_by_role("button", name="Go").click()
        expect(page.get_by_role("heading", name="State at version 3")).to_be_visible()
