"""An agent that buys from the server in the container, and an auditor who reads the purchase."""

import os
from pathlib import Path
from typing import Final

import httpx

from tests.system.image.container import ACCOUNT

DRAIN_SECONDS: Final = 5
_NEW_KEY: Final = """
[[history_keys]]
name = "auditor"
key = "demo-auditor"
merchants = "all"
"""
# The demo, because there is no provider of payments but the one of the demo.
_CONFIGURATION: Final = f"""
demo = true
[serving]
drain_seconds = {DRAIN_SECONDS}
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.selling]
keys = [{{ name = "demo", key = "sk_test_demo" }}]
provider = "demo"
demo_catalogue = true
"""
_ADDRESS: Final = {
    "name": "John Doe",
    "line_one": "456 Oak Ave",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}


def write_configuration(volume: Path, *, with_history_key: bool) -> None:
    """Write the file as the account of the container has it."""
    file = volume / "tillroll.toml"
    file.write_text(_CONFIGURATION + (_NEW_KEY if with_history_key else ""))
    file.chmod(0o600)
    os.chown(file, ACCOUNT, ACCOUNT)


class Shop:
    """Requests to the server at an address. Each uses a new connection."""

    def __init__(self, address: str) -> None:
        self._address = address

    def status(self, path: str, key: str | None = None) -> int:
        """Return the status of a GET; 0 if no connection is accepted."""
        headers = {} if key is None else {"Authorization": f"Bearer {key}"}
        try:
            return httpx.get(self._address + path, headers=headers, timeout=30).status_code
        except httpx.TransportError:
            return 0

    def buy(self, key: str) -> str:
        """Create a checkout, complete it, and return its id. `key` makes the requests idempotent."""
        created = self._post(
            "/v1/checkouts",
            f"basket-{key}",
            {
                "items": [{"id": "item_123", "quantity": 1}],
                "fulfillment_address": _ADDRESS,
                "fulfillment_option_id": "shipping_fast",
            },
        )
        bought = str(created.json()["id"])
        self._post(
            f"/v1/checkouts/{bought}/complete",
            f"payment-{key}",
            {"payment_data": {"token": "tok_succeed", "provider": "stripe"}},
        )
        return bought

    def history(self, checkout_id: str) -> list[str]:
        """Return the types of the events of a checkout, in order."""
        answer = httpx.get(
            f"{self._address}/history/checkouts/{checkout_id}/events",
            headers={"Authorization": "Bearer demo-auditor"},
        ).raise_for_status()
        return [str(each["type"]) for each in answer.json()["events"]]

    def _post(self, path: str, key: str, body: object) -> httpx.Response:
        headers = {"Authorization": "Bearer sk_test_demo", "Idempotency-Key": key}
        answer = httpx.post(self._address + path, headers=headers, json=body, timeout=30)
        assert answer.is_success, answer.text
        return answer
