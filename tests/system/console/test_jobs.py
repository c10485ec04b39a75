"""The jobs of those who come to the console, counted in interactions: clicks, and texts that are sent with Enter.

A text that is pasted and sent is one interaction. Tab and scrolling are none. Each job starts on the search page.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.system.console.checkouts import CUSTOMER, REFERENCE
from tests.system.console.conftest import ConsoleSite


@dataclass
class Reader:
    """A reader who counts what he does."""

    page: Page
    count: int = 0

    def send(self, field: Locator, text: str) -> None:
        """Pastes a text and presses Enter."""
        field.fill(text)
        field.press("Enter")
        self.count += 1

    def click(self, target: Locator) -> None:
        """Clicks."""
        target.click()
        self.count += 1


def box(page: Page) -> Locator:
    """The box of the search page."""
    return page.get_by_label("Any name that a customer")


def test_job_1_the_price_changed(site: ConsoleSite) -> None:
    """The reference leads to what was agreed and charged in one interaction, and to who set the fee in two."""
    with site.open() as page:
        reader = Reader(page)
        reader.send(box(page), REFERENCE)
        expect(page.locator(".figures")).to_contain_text("344.00\u00a0SEK")
        assert reader.count == 1
        reader.click(page.get_by_role("link", name=re.compile("Fees updated")))
        expect(page.locator(".request:has(.selected) .by")).to_contain_text("Shop")
        assert reader.count == 2


def test_job_2_an_order_that_nobody_knows_of(site: ConsoleSite) -> None:
    """An amount and a click on the event that it was found by lead to the moment and its request in two."""
    with site.open() as page:
        reader = Reader(page)
        reader.send(box(page), "344,00 SEK")
        reader.click(page.get_by_role("row", name=REFERENCE).locator("td a").first)
        expect(page.locator(".request:has(.selected) .by")).to_be_visible()
        assert reader.count == 2


def test_job_3_a_customer_on_the_telephone(site: ConsoleSite) -> None:
    """The e-mail address leads to the checkout and its stage in one, and is in no address."""
    with site.open() as page:
        reader = Reader(page)
        seen: list[str] = []
        page.on("request", lambda request: seen.append(request.url))
        reader.send(box(page), str(CUSTOMER["email"]))
        expect(page.get_by_role("heading", level=1)).to_have_text(REFERENCE)
        expect(page.locator(".headline .sign")).to_contain_text("Completed")
        assert reader.count == 1
        assert not [url for url in seen if "person.example" in url]


def test_job_4_a_request_was_refused(site: ConsoleSite) -> None:
    """One click leads to all refused commands with the reasons, and a second one to the place in the timeline."""
    with site.open() as page:
        reader = Reader(page)
        reader.click(page.get_by_role("link", name="Refusals"))
        row = page.get_by_role("row", name="Purchase commitment found").first
        expect(row).to_contain_text("The customer has committed to this purchase.")
        assert reader.count == 1
        reader.click(row.get_by_role("link"))
        expect(page.locator(".refused").first).to_be_visible()
        assert reader.count == 2
