"""The page at `/` and the API reference in Chromium: light and dark, wide and narrow, without a fault."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.system.reference.conftest import ReferenceSite

WIDE, NARROW = {"width": 1300, "height": 900}, {"width": 390, "height": 844}
LOOKS = [
    ("light", WIDE),
    ("dark", NARROW),
    pytest.param("light", NARROW, marks=pytest.mark.thorough),
    pytest.param("dark", WIDE, marks=pytest.mark.thorough),
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What is inside is Swagger UI's own.
_FRAME = {"exclude": [["#reference"]]}


def require_no_violation(page: Page, context: Any = None) -> None:
    """Fail for every violation that axe finds."""
    found = Axe().run(page, context=context, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def require_to_fit(page: Page) -> None:
    """Fail for a page that is wider than its window."""
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_page_at_the_root(site: ReferenceSite, scheme: str, size: dict[str, int]) -> None:
    """It names the APIs that are on and links the reference of each."""
    with site.open(color_scheme=scheme, viewport=size) as page:
        page.goto("/")
        expect(page.get_by_role("heading", name="Walley Checkout")).to_be_visible()
        assert page.get_by_role("link", name="/console").get_attribute("href") == "/console"
        require_no_violation(page)
        require_to_fit(page)
        page.get_by_role("link", name="Reference of Svea Checkout").click()
        page.wait_for_url("**/docs/svea")
        expect(page.locator("#operations-Svea_Checkout-svea_create_order")).to_be_visible()


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_the_reference_of_one_api(site: ReferenceSite, scheme: str, size: dict[str, int]) -> None:
    """It shows the operations, and of an operation the example of its body."""
    with site.open(color_scheme=scheme, viewport=size) as page:
        page.goto("/docs/walley")
        operation = page.locator("#operations-Walley_Checkout-walley_update_cart")
        operation.locator("button.opblock-summary-control").click()
        expect(operation.get_by_text("A product description").first).to_be_visible()
        is_dark = page.evaluate("document.documentElement.classList.contains('dark-mode')")
        assert is_dark is (scheme == "dark")
        require_no_violation(page, _FRAME)
        require_to_fit(page)


def test_the_reference_of_all_apis(site: ReferenceSite) -> None:
    """It has a section for each API, and links the page of each."""
    with site.open() as page:
        page.goto("/docs")
        for title in ("Walley Checkout", "History", "Universal Commerce Protocol"):
            expect(page.locator("h3.opblock-tag", has_text=title)).to_be_visible()
            expect(page.get_by_role("navigation").get_by_text(title)).to_be_visible()
