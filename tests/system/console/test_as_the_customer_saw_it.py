"""The customer's page in its frame beside the state, in Chromium."""

import re

from playwright.sync_api import expect

from tests.system.console.conftest import KEY, ConsoleSite


def test_the_frame_shows_the_version_and_nothing_can_be_pressed(site: ConsoleSite) -> None:
    """It has the amounts in the language of the country, the form is inert, and no request leaves it."""
    with site.open(viewport={"width": 1400, "height": 1000}) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}?version=8")
        frame = page.frame_locator("iframe.customers-page")
        expect(frame.locator("#replay")).to_have_text(
            "As the customer's page showed version 8. Nothing can be pressed."
        )
        expect(frame.locator("tr.total")).to_contain_text("344,00\u00a0kr")
        expect(frame.locator("[name=email]")).to_have_value("jane@person.example")
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        for name in ("#purchase", "#details button"):
            assert frame.locator(name).evaluate("button => button.closest('[inert]') !== null")
        frame.locator("#purchase").dispatch_event("click")
        expect(frame.locator("#replay")).to_be_visible()
        assert requests == []


def test_the_frame_follows_the_time_bar(site: ConsoleSite) -> None:
    """A key moves the frame with the state. It is as high as the page in it."""
    with site.open(viewport={"width": 1400, "height": 1000}) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}?version=8")
        page.get_by_role("slider").focus()
        page.keyboard.press("Home")
        frame = page.frame_locator("iframe.customers-page")
        expect(frame.locator("#replay")).to_contain_text("showed version 1.")
        expect(page.locator("iframe.customers-page")).to_have_attribute(
            "src", re.compile(r"/shown/1/page$")
        )
        expect(frame.locator("#notice")).to_contain_text("There is nothing in the cart.")
        body = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
        box = page.locator("iframe.customers-page").bounding_box()
        assert box is not None
        assert abs(box["height"] - body) <= 3


def test_a_reader_without_the_scope_sees_no_customer(site: ConsoleSite) -> None:
    """The form of the frame has marks."""
    with site.open(KEY) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}/shown/8")
        frame = page.frame_locator("iframe.customers-page")
        expect(frame.locator("[name=email]")).to_have_value("•••")


def test_without_scripts_the_table_has_the_rows(site: ConsoleSite) -> None:
    """The summary opens it."""
    with site.open(java_script_enabled=False) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}/shown/8")
        page.get_by_text("The same as a table").click()
        expect(page.get_by_role("row", name="Total")).to_contain_text("344.00\u00a0SEK")
