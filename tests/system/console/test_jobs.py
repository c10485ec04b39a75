"""The jobs of those who come to the console, counted in interactions: clicks, and texts that are sent with Enter.

A text that is pasted and sent is one interaction. Tab and scrolling are none. Each job starts on the search page.
"""

import re
from dataclasses import dataclass

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.system.console.checkouts import CUSTOMER, FORBIDDEN, PARKED_REFERENCE, REFERENCE
from tests.system.console.conftest import ConsoleSite
from tests.system.service.server import authorised, new_checkout


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
    """The reference leads to the answer in one interaction, and its link to who set the fee in two."""
    with site.open() as page:
        reader = Reader(page)
        reader.send(box(page), REFERENCE)
        answers = page.get_by_role("region", name="Answers")
        expect(answers).to_contain_text("Total 285.00\u00a0SEK → 344.00\u00a0SEK")
        expect(answers).to_contain_text("fees updated by the shop demo-client")
        expect(answers).to_contain_text("before the purchase was agreed with version")
        expect(answers).to_contain_text("One command was refused after the agreement")
        assert reader.count == 1
        reader.click(
            answers.locator("p", has_text="Total 285.00")
            .get_by_role("link", name=re.compile("^version"))
            .first
        )
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
    """The request id leads to the refused command in one: what was wanted, why not, and what stood in the way."""
    with site.open() as page:
        page.goto("/console/refusals")
        request_id = page.get_by_role("row", name="Purchase commitment found").locator("code").first
        known = request_id.inner_text()
        page.goto("/console/search")
        reader = Reader(page)
        reader.send(box(page), known)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Purchase commitment found")
        expect(page.locator("main")).to_contain_text("Answered with status")
        expect(page.locator("main")).to_contain_text("900")
        expect(page.get_by_role("row", name="Unit price").locator("ins")).to_contain_text("99.00")
        other = page.get_by_role("region", name="What stood in the way")
        expect(other).to_contain_text("Purchase agreed")
        assert reader.count == 1


def test_job_3_the_obstacle(site: ConsoleSite) -> None:
    """A name of an open checkout leads in one to the obstacle, in the words that a commit gets."""
    with httpx.Client(base_url=site.address, headers=authorised(site.address)) as shop:
        created = new_checkout(site.address, dict(shop.headers))
        shop.put(f"/checkouts/{created['privateId']}/cart", json=[]).raise_for_status()
        version = int(shop.get(f"/checkouts/{created['privateId']}").headers["ETag"].strip('"'))
        refused = httpx.post(
            f"{site.address}/shopper/{created['publicToken']}/commit", json={"version": version}
        )
    with site.open() as page:
        reader = Reader(page)
        reader.send(box(page), str(created["privateId"]))
        obstacle = page.get_by_role("region", name="Answers").locator(
            "p", has_text="The customer cannot agree"
        )
        words = obstacle.inner_text().partition(": ")[2]
        assert words == "There is nothing in the cart."
        assert str(refused.json()["detail"]).startswith(words)
        assert reader.count == 1


def test_job_4_without_the_request_id(site: ConsoleSite) -> None:
    """One click leads to all refused commands with the reasons, and a second one to the place in the timeline."""
    with site.open() as page:
        reader = Reader(page)
        reader.click(page.get_by_role("link", name="Refusals"))
        row = page.get_by_role("row", name="Purchase commitment found").first
        expect(row).to_contain_text("The customer has committed to this purchase.")
        assert reader.count == 1
        reader.click(row.get_by_role("link", name=re.compile("^Version")))
        expect(page.locator(".refused").first).to_be_visible()
        assert reader.count == 2


def test_job_6_another_amount_was_charged(site: ConsoleSite) -> None:
    """The amount leads in two to what was agreed and charged, the cart at the agreement, and what was refused."""
    with site.open() as page:
        reader = Reader(page)
        reader.send(box(page), "344,00 SEK")
        reader.click(page.get_by_role("row", name=REFERENCE).locator("td a").first)
        expect(page.locator(".figures")).to_contain_text("344.00\u00a0SEK")
        answers = page.get_by_role("region", name="Answers")
        expect(answers).to_contain_text("agreed to 344.00\u00a0SEK at")
        expect(answers).to_contain_text("A payment of 344.00\u00a0SEK was recorded at")
        expect(answers).to_contain_text("had 344.00\u00a0SEK, and the same total was agreed")
        assert reader.count == 2


def test_job_6_an_amount_and_a_day(site: ConsoleSite) -> None:
    """An amount with a day, sent at once, finds the purchase, and a click leads to what was agreed and charged."""
    with site.open() as page:
        reader = Reader(page)
        page.get_by_label("Total", exact=True).fill("344.00")
        reader.send(page.get_by_label("Since"), "today")
        reader.click(page.get_by_role("link", name=REFERENCE))
        expect(page.locator(".figures")).to_contain_text("Agreed344.00\u00a0SEK")
        expect(page.locator(".figures")).to_contain_text("Charged344.00\u00a0SEK")
        assert reader.count == 2


def test_job_7_all_fee_changes_of_a_key(site: ConsoleSite) -> None:
    """The type, the actor and a day lead to all of its fee changes, and a click to the file with them."""
    with site.open() as page:
        reader = Reader(page)
        reader.click(page.get_by_role("link", name="Events"))
        page.get_by_label("Event", exact=True).select_option("Fees updated")
        reader.count += 1
        page.get_by_label("Actor").fill("shop:demo-client")
        reader.send(page.get_by_label("Since"), "yesterday")
        expect(page.get_by_role("row", name="Fees updated")).to_have_count(1)
        with page.expect_download() as download:
            reader.click(page.get_by_role("link", name="CSV"))
        lines = download.value.path().read_text().splitlines()
        assert [line.split(",")[3] for line in lines] == ["type", "checkout.fees-updated"]
        assert reader.count == 4


def test_job_9_what_is_held_about_an_address(site: ConsoleSite) -> None:
    """An e-mail address leads to its checkout, and the page has what is held of the person, in one interaction."""
    with site.open() as page:
        reader = Reader(page)
        reader.send(box(page), str(CUSTOMER["email"]))
        state = page.locator("#state-pane")
        for held in (CUSTOMER["email"], CUSTOMER["phone"], "Kiruna"):
            expect(state).to_contain_text(str(held))
        assert reader.count == 1


def test_job_5_the_callback_never_came(site: ConsoleSite) -> None:
    """The reference leads to every attempt in one, and to the callback being sent again in three, at the checkout."""
    with site.open() as page:
        reader = Reader(page)
        reader.send(box(page), PARKED_REFERENCE)
        attempts = page.locator("#callbacks .attempts li")
        expect(attempts.first).to_contain_text("Not sent")
        before = attempts.count()
        assert reader.count == 1
        reader.click(page.get_by_role("link", name="Send again"))
        expect(page.locator("main")).to_contain_text(FORBIDDEN)
        expect(page.locator("main")).to_contain_text("1 attempt since")
        reader.click(page.get_by_role("button", name="Send again"))
        assert reader.count == 3
        expect(page).to_have_url(
            re.compile(rf"/console/checkouts/{site.checkouts.parked}#callbacks$")
        )
        expect(page.locator("#callbacks")).to_be_visible()
        expect(attempts.nth(before - 1)).to_be_visible()


def test_job_8_who_has_looked(site: ConsoleSite) -> None:
    """The reference and a click lead an auditor to everybody who has looked at the checkout, this look included."""
    with site.open() as page:
        reader = Reader(page)
        reader.send(box(page), REFERENCE)
        reader.click(page.get_by_role("link", name="Looked at by"))
        expect(page.get_by_role("row", name="open checkout").first).to_contain_text(
            "demo-auditor/Eva"
        )
        assert reader.count == 2
