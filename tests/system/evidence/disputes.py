"""Five purchases in dispute, made on a real server, and the packs about them as a dispute desk gets them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.ledger.files import ledger_setup
from interfaces.storage.signing_key_file import read_signing_key
from tests.system.service.server import Server, authorised, item, new_checkout

DISPUTES = {"Authorization": "Bearer demo-disputes"}
_PAYMENTS = {"Authorization": "Bearer demo-payments"}
_HEAD_SECONDS = 60
_PERSON = {
    "email": "ada@example.com",
    "phone": "+46701234567",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "national_id": "191212121212",
    "delivery_address": {
        "address": "Storgatan 1",
        "postal_code": "111 22",
        "city": "Stockholm",
        "country": "SE",
    },
}
SHIPPING = {"id": "s1", "description": "Shipping", "unitPrice": 59, "vat": 25}


@dataclass
class Desk:
    """The server, and the disputed purchases by their names."""

    server: Server
    data: Path
    checkouts: dict[str, str] = field(default_factory=dict)

    def pack(self, name: str, *, having: bytes = b"", **body: Any) -> bytes:
        """The pack about a purchase, once its last event is under a head, and the pack has this path."""
        give_up = time.monotonic() + _HEAD_SECONDS
        while True:
            answer = self.ask(self.checkouts[name], **body)
            if answer.status_code == 404:
                assert answer.headers["Retry-After"] == "1", answer.text
            else:
                assert answer.status_code == 200, answer.text
                assert answer.headers["Content-Type"] == "application/zip"
                if having in answer.content:
                    return answer.content
            assert time.monotonic() < give_up, answer.text[:1000]
            time.sleep(0.2)

    def ask(self, checkout_id: str, **body: Any) -> httpx.Response:
        """The answer to a request for a pack."""
        url = f"{self.server.address}/history/checkouts/{checkout_id}/evidence"
        return httpx.post(url, json=body, headers=DISPUTES, timeout=60)

    def policy(self) -> bytes:
        """The public keys of both ledgers, which the dispute desk has from elsewhere."""
        setup = ledger_setup(demo_configuration(), None, self.data)
        assert setup is not None
        origins = (setup.origin, f"{setup.origin}/refusals")
        keys = [read_signing_key(setup.key_files[0], each).verifier_key for each in origins]
        logs = "".join(f"log {key.text()}\n" for key in keys)
        return f"{logs}quorum none\n".encode()


def make_disputes(server: Server, data: Path) -> Desk:
    """Plays all five purchases."""
    desk = Desk(server, data)
    at = server.address
    with httpx.Client(base_url=at, headers=authorised(at), timeout=30) as shop:
        desk.checkouts["price"] = _price_changed_after_the_click(shop)
        desk.checkouts["shipping"] = _never_agreed_to_shipping(shop)
        desk.checkouts["double"] = _double_purchase(shop)
        desk.checkouts["refund"] = _refund_denied(shop)
    desk.checkouts["agent"] = _agent_bought_something_else(at)
    return desk


def _open(shop: httpx.Client) -> tuple[str, str]:
    created = new_checkout(str(shop.base_url).rstrip("/"), dict(shop.headers))
    return created["privateId"], created["publicToken"]


def _commit(shop: httpx.Client, token: str) -> None:
    page = shop.get(f"/shopper/{token}").json()
    shop.post(f"/shopper/{token}/commit", json={"version": page["version"]}).raise_for_status()


@contextmanager
def _identified(shop: httpx.Client, token: str) -> Iterator[httpx.Client]:
    """A customer's page that identified the customer, which keeps its secret as a browser does."""
    with httpx.Client(base_url=shop.base_url, timeout=30) as page:
        identified = page.post(f"/shopper/{token}/identify", json=_PERSON).raise_for_status()
        page.headers["Page-Secret"] = identified.headers["Page-Secret"]
        yield page


def _pay(shop: httpx.Client, checkout_id: str, amount: int, payment: str) -> httpx.Response:
    paid = {"method": "card", "amount": amount, "currency": "SEK", "payment_id": payment}
    return httpx.post(
        f"{str(shop.base_url).rstrip('/')}/payments/{checkout_id}/succeeded",
        json=paid,
        headers=_PAYMENTS,
    )


def _price_changed_after_the_click(shop: httpx.Client) -> str:
    checkout_id, token = _open(shop)
    shop.put(f"/checkouts/{checkout_id}/cart", json=[item(3)]).raise_for_status()
    with _identified(shop, token) as page:
        _commit(page, token)
    late = [{**item(3), "unitPrice": 195}]
    assert shop.put(f"/checkouts/{checkout_id}/cart", json=late).status_code == 900
    _pay(shop, checkout_id, 28500, "pay-price").raise_for_status()
    return checkout_id


def _never_agreed_to_shipping(shop: httpx.Client) -> str:
    checkout_id, token = _open(shop)
    shop.post(f"/shopper/{token}/suspend", json={}).raise_for_status()
    shop.put(f"/checkouts/{checkout_id}/fees", json={"shipping": SHIPPING}).raise_for_status()
    shop.post(f"/shopper/{token}/resume", json={}).raise_for_status()
    _commit(shop, token)
    total = shop.get(f"/shopper/{token}").json()["totals"]["total"]
    _pay(shop, checkout_id, total, "pay-shipping").raise_for_status()
    return checkout_id


def _double_purchase(shop: httpx.Client) -> str:
    checkout_id, token = _open(shop)
    _commit(shop, token)
    total = shop.get(f"/shopper/{token}").json()["totals"]["total"]
    _pay(shop, checkout_id, total, "pay-first").raise_for_status()
    _pay(shop, checkout_id, total, "pay-second")
    return checkout_id


def _refund_denied(shop: httpx.Client) -> str:
    checkout_id, token = _open(shop)
    many = [
        {**item(1), "id": str(number), "description": f"Kaffe \u2615 nr {number} \U0001f455"}
        for number in range(1, 41)
    ]
    shop.put(f"/checkouts/{checkout_id}/cart", json=many).raise_for_status()
    with _identified(shop, token) as page:
        _commit(page, token)
        total = page.get(f"/shopper/{token}").json()["totals"]["total"]
    _pay(shop, checkout_id, total, "pay-refund").raise_for_status()
    return checkout_id


def _agent_bought_something_else(at: str) -> str:
    headers = {"Authorization": "Bearer sk_test_demo"}
    address = {
        "name": "John Doe",
        "line_one": "456 Oak Ave",
        "city": "Los Angeles",
        "state": "CA",
        "country": "US",
        "postal_code": "90210",
    }
    with httpx.Client(base_url=at, headers=headers, timeout=30) as agent:
        opened = agent.post("/v1/checkouts", json={"items": [{"id": "item_123", "quantity": 1}]})
        opened.raise_for_status()
        checkout_id: str = opened.json()["id"]
        changed = {
            "items": [{"id": "item_456", "quantity": 2}],
            "fulfillment_address": address,
            "fulfillment_option_id": "shipping_fast",
        }
        agent.put(f"/v1/checkouts/{checkout_id}", json=changed).raise_for_status()
        payment = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}
        agent.post(f"/v1/checkouts/{checkout_id}/complete", json=payment).raise_for_status()
    return checkout_id
