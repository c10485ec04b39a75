"""The customer's page links the receipt after the purchase."""

from pathlib import Path

from tests.system.ledger.purchase import Purchase
from tests.system.service.browser import needs_a_browser
from tests.system.service.driven_browser import driven_browser

_KIND = "fetch(document.querySelector('#receipt a').href).then(each => each.headers.get('Content-Type'))"


@needs_a_browser
def test_the_thank_you_page_links_the_receipt(purchase: Purchase, tmp_path: Path) -> None:
    """Once the proof is there, the page shows a link to it, and the link is to a ZIP file."""
    page = f"{purchase.server.address}/shopper/{purchase.public_token}/page"
    with driven_browser(tmp_path) as browser:
        tab = browser.open(page)
        tab.wait("document.getElementById('receipt')?.hidden === false")
        assert tab.evaluate(_KIND) == "application/zip"
