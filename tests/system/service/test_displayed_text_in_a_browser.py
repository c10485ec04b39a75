"""A purchase through the customer's page in a real browser is shown again exactly so, with the text of the browser."""

import json
from pathlib import Path
from typing import Any

import httpx

from tests.system.service.browser import needs_a_browser
from tests.system.service.driven_browser import driven_browser
from tests.system.service.server import running
from tests.system.service.svea_shop import new_order
from tests.system.service.test_identifying_in_a_browser import COMMITTED, SHOWN, identify
from tests.system.service.test_svea_in_a_browser import shopper_of

AUDITOR = {"Authorization": "Bearer demo-auditor"}
PLATFORM = {"UCP-Agent": 'profile="https://platform.example/ucp.json"'}
SESSION = {
    "line_items": [{"item": {"id": "item_123"}, "quantity": 2}],
    "fulfillment": {
        "methods": [
            {
                "type": "shipping",
                "destinations": [
                    {
                        "street_address": "456 Oak Ave",
                        "address_locality": "Los Angeles",
                        "address_region": "CA",
                        "postal_code": "90210",
                        "address_country": "US",
                    }
                ],
                "groups": [{"selected_option_id": "shipping_fast"}],
            }
        ]
    },
}
PURCHASER = {
    "tillroll": "purchaser",
    "device_id": "device-0123456789",
    "account_id": "ada",
}


def shown(address: str, order_number: int) -> Any:
    """What was shown at the version that the checkout with this order number was committed on."""
    with httpx.Client(base_url=address, headers=AUDITOR) as client:
        (hit,) = client.get("/history/lookup", params={"q": order_number}).json()["checkouts"]
    return shown_of(address, hit["checkout"])


def shown_of(address: str, checkout: str) -> Any:
    """What was shown at the version that this checkout was committed on."""
    with httpx.Client(base_url=address, headers=AUDITOR) as client:
        path = f"/history/checkouts/{checkout}"
        newest = client.get(path).json()["version"]
        return client.get(f"{path}/shown", params={"version": newest - 1}).json()


@needs_a_browser
def test_the_replay_displays_the_text_of_the_browser(
    fresh_database_url: str, tmp_path: Path
) -> None:
    """Its text and its language, and the device and the account that the page around it names."""
    with running(fresh_database_url) as server, driven_browser(tmp_path) as browser:
        order = new_order(server.address, "A-1")
        page = browser.open(f"{shopper_of(order)}/page")
        page.wait(SHOWN)
        identify(page)
        page.evaluate(f"window.postMessage({json.dumps(PURCHASER)}, '*')")
        page.wait("purchaser.account_id === 'ada'")
        page.evaluate("document.getElementById('purchase').click()")
        page.wait(COMMITTED)
        found = shown(server.address, order["OrderId"])
        kept = httpx.get(f"{server.address}/shopper/page/{found['page']}")

    assert (found["verdict"]["outcome"], found["verdict"]["displayed"]) == ("exactly", "same")
    assert found["surface"] == "svea-snippet"
    assert found["language"]["known_by"] == "page"
    assert found["recorded"]["money"]["positive"].count("1") == 1
    assert found["recorded"]["page"] == found["page"]
    assert found["purchaser"] == {"device_id": "device-0123456789", "account_id": "ada"}
    assert kept.status_code == 200


@needs_a_browser
def test_the_page_of_an_agents_checkout_has_the_delivery(migrated_url: str, tmp_path: Path) -> None:
    """Its amounts come to the total, and the replay displays them as the browser did."""
    with running(migrated_url) as server, driven_browser(tmp_path) as browser:
        session = httpx.post(f"{server.address}/checkout-sessions", json=SESSION, headers=PLATFORM)
        page = browser.open(session.json()["continue_url"])
        page.wait(SHOWN)
        rows = page.evaluate(
            "Array.from(document.querySelectorAll('#lines td:last-child, .total td:last-child'))"
            ".map(cell => Number(cell.textContent.replace(/[^0-9]/g, '')))"
        )
        identify(page)
        page.evaluate("document.getElementById('purchase').click()")
        page.wait(COMMITTED)
        found = shown_of(server.address, session.json()["id"])

    *parts, total = rows
    assert len(parts) == 3  # A line, the delivery, and a tax on the whole.
    assert sum(parts) == total == found["shown"]["totals"]["total"]
    assert (found["verdict"]["outcome"], found["verdict"]["displayed"]) == ("exactly", "same")
