"""The pages on paper, in Chromium."""

from playwright.sync_api import Page, expect

from tests.system.console.conftest import ConsoleSite

_SHEET = """[...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
    .find(rule => rule instanceof CSSPageRule).cssText"""
PRESSED = "form, button, iframe, nav, header.bar"


def is_black_on_white(page: Page) -> bool:
    """Whether the body is black on white."""
    colours = (
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    return bool(page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"])


def test_a_printed_checkout_has_everything_opened(site: ConsoleSite) -> None:
    """Nothing that can be pressed is on paper, and what is closed on the screen is there: the page as a table."""
    with site.open(color_scheme="dark", viewport={"width": 1400, "height": 900}) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}?version=8")
        table = page.get_by_role("table", name="As the customer's page showed version 8")
        expect(table).to_be_hidden()
        page.emulate_media(media="print")
        expect(table).to_be_visible()
        for pressed in page.locator(PRESSED).all():
            expect(pressed).to_be_hidden()
        line = page.locator(".printed")
        expect(line).to_be_visible()
        expect(line).to_contain_text(f"Checkout {site.checkouts.dispute}, version 8 of 20")
        expect(line).to_contain_text("read by demo-auditor/Eva at 20")
        assert is_black_on_white(page)


def test_every_sheet_is_a4_and_says_what_it_is(site: ConsoleSite) -> None:
    """The rules of the sheet have the line and its number, and Chromium makes a PDF of several A4 sheets."""
    with site.open() as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}")
        rules = page.evaluate(_SHEET)
        assert "attr(data-printed)" in rules
        assert "counter(page)" in rules
        content = page.pdf(prefer_css_page_size=True)
        assert content.startswith(b"%PDF")
        sheets = content.count(b"/Type /Page\n")
        assert sheets > 1
        assert content.count(b"/MediaBox [0 0 594.95996 841.91998]") == sheets


def test_the_button_prints(site: ConsoleSite) -> None:
    """It opens the browser's own dialog. Without scripts there is no button."""
    with site.open() as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}")
        page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
        page.get_by_role("button", name="Print").click()
        expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    with site.open(java_script_enabled=False) as page:
        page.goto(f"/console/checkouts/{site.checkouts.dispute}")
        expect(page.get_by_role("button", name="Print")).to_be_hidden()
