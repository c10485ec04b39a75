"""Walks through the console as readers do: with a mouse, with keys only, without scripts, and back through a link."""

from playwright.sync_api import expect

from tests.system.console.checkouts import REFERENCE
from tests.system.console.conftest import AUDITOR, KEY, ConsoleSite


def test_one_paste_opens_the_checkout(site: ConsoleSite) -> None:
    """The reference and Enter open the checkout, with what was agreed."""
    with site.open() as page:
        page.keyboard.press("/")
        page.keyboard.insert_text(REFERENCE)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(REFERENCE)
        expect(page.locator(".figures")).to_contain_text("344.00\u00a0SEK")


def test_versions_are_reached_with_keys_only(site: ConsoleSite) -> None:
    """The link to the previous version is reached with Tab, and Back returns to the version before."""
    with site.open() as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}?version=8")
        previous = page.get_by_role("link", name="Previous")
        # The links of the answers come first.
        for _ in range(80):
            page.keyboard.press("Tab")
            if previous.evaluate("each => each === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="State at version 7")).to_be_visible()
        page.go_back()
        expect(page.get_by_role("heading", name="State at version 8")).to_be_visible()


def test_everything_works_without_scripts(site: ConsoleSite) -> None:
    """Without scripts the sign-in, the search, the versions and the sign-out work, and no copy button is shown."""
    with site.open(None, java_script_enabled=False) as page:
        site.sign_in(page, AUDITOR)
        page.get_by_label("Any name that a customer").fill(REFERENCE)
        page.get_by_role("main").get_by_role("button", name="Find").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(REFERENCE)
        page.get_by_role("link", name="First").click()
        expect(page.get_by_role("heading", name="State at version 1")).to_be_visible()
        expect(page.get_by_role("button", name="Copy")).to_have_count(0)
        page.locator(".menu summary").click()
        page.get_by_role("button", name="Sign out", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("You have signed out.")


def test_a_link_survives_the_sign_in(site: ConsoleSite) -> None:
    """A link to a version leads to the sign-in, and from there to that version."""
    with site.open(None) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}?version=3")
        page.get_by_label("History key").fill(KEY)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="State at version 3")).to_be_visible()


def test_personal_data_needs_its_scope(site: ConsoleSite) -> None:
    """A key without the scope sees that there is an e-mail address, and a key with it sees which."""
    path = f"/console/checkouts/{site.checkouts.dispute}"
    with site.open(KEY) as page:
        page.goto(path)
        expect(page.locator("dd .sealed").first).to_have_text("•••")
        assert "jane@person.example" not in page.content()
    with site.open() as page:
        page.goto(path)
        expect(page.locator(".state")).to_contain_text("+46700000001")


def test_the_time_zone_is_the_browsers(site: ConsoleSite) -> None:
    """The sign-in takes the zone of the browser, and the reader may choose another zone and a theme."""
    with site.open(None, timezone_id="Asia/Tokyo") as page:
        site.sign_in(page, AUDITOR)
        page.goto(f"/console/checkouts/{site.checkouts.dispute}")
        expect(page.locator("#timeline-title")).to_contain_text("Asia/Tokyo (+09:00)")
        page.locator(".menu summary").click()
        page.get_by_label("Time zone").fill("Europe/Stockholm")
        page.get_by_label("Appearance").select_option("dark")
        page.get_by_role("button", name="Keep").click()
        expect(page.locator("#timeline-title")).to_contain_text("Europe/Stockholm")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_name_is_copied(site: ConsoleSite) -> None:
    """The copy button puts the id of the checkout into the clipboard, and says so."""
    permissions = ["clipboard-read", "clipboard-write"]
    with site.open(permissions=permissions) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}")
        page.get_by_role("button", name="Copy Checkout id").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == site.checkouts.dispute


def test_the_box_suggests(site: ConsoleSite) -> None:
    """The first characters of a reference fill the list of the box, and are in no address."""
    with site.open() as page:
        sent: list[str] = []
        page.on("request", lambda each: sent.append(each.url) if "suggest" in each.url else None)
        box = page.get_by_label("Any name that a customer")
        with page.expect_response("**/console/suggestions") as answer:
            box.press_sequentially(REFERENCE[:3].lower())
        assert answer.value.request.method == "POST"
        expect(page.locator(f'#q-list option[value="{REFERENCE}"]')).to_have_count(1)
        assert not [url for url in sent if "?" in url]
