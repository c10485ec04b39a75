"""Checkouts of every dialect on a real server, as shops, agents, customers and the payment side make them."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.system.service.agents import ADDRESS, PAYMENT
from tests.system.service.server import authorised, item, new_checkout
from tests.system.service.svea_shop import new_order

CUSTOMER = {
    "email": "jane@person.example",
    "phone": "+46700000001",
    "first_name": "Jane",
    "last_name": "Doe",
    "delivery_address": {
        "address": "Street 2",
        "postal_code": "98765",
        "city": "Kiruna",
        "country": "SE",
    },
}
SHIPPING = {"id": "s1", "description": "Shipping", "unitPrice": 59, "vat": 25}
REFERENCE = "A-4711"
PARKED_REFERENCE = "P-22"
FORBIDDEN = "https://shop.example:22/notify"


@dataclass(frozen=True)
class Checkouts:
    """The ids of the checkouts: a purchase in dispute, an open one, one of each other dialect.

    The callback of `parked` was given up. `parked_delivery` is the number of a parked callback of the dispute.
    """

    dispute: str
    open: str
    svea: str
    stateset: str
    parked: str
    parked_delivery: int = 0


def make_checkouts(address: str) -> Checkouts:
    """Makes all checkouts on the server at this address."""
    with httpx.Client(base_url=address, headers=authorised(address)) as shop:
        dispute = _dispute(shop, address)
        opened = new_checkout(address, dict(shop.headers))["privateId"]
        parked = _purchase_with_a_parked_callback(shop, address)
    order = new_order(address, "S-1")
    with httpx.Client(base_url=address, headers={"Authorization": "Bearer sk_test_demo"}) as agent:
        stateset = _agents_purchase(agent)
    return Checkouts(dispute, opened, str(order["OrderId"]), stateset, parked)


def _dispute(shop: httpx.Client, address: str) -> str:
    created = new_checkout(address, dict(shop.headers))
    checkout_id = str(created["privateId"])
    own = f"/checkouts/{checkout_id}"
    with httpx.Client(base_url=f"{address}/shopper/{created['publicToken']}") as page:
        _put(shop, f"{own}/cart", [item(3)])
        _put(shop, f"{own}/reference", {"reference": REFERENCE})
        identified = page.post("/identify", json=CUSTOMER).raise_for_status()
        page.post("/suspend", json={}).raise_for_status()
        _put(shop, f"{own}/fees", {"shipping": SHIPPING})
        page.post("/resume", json={}).raise_for_status()
        version = int(shop.get(own).headers["ETag"].strip('"'))
        proof = {"Page-Secret": identified.headers["Page-Secret"]}
        page.post(
            "/commit", json={"version": version, "shown": {"page": 2}}, headers=proof
        ).raise_for_status()
    late = shop.put(f"{own}/fees", json={"shipping": {**SHIPPING, "unitPrice": 99}})
    assert late.status_code == 900
    paid = {"method": "card", "amount": 34400, "currency": "SEK"}
    payments = {"Authorization": "Bearer demo-payments"}
    httpx.post(
        f"{address}/payments/{checkout_id}/succeeded", json=paid, headers=payments
    ).raise_for_status()
    return checkout_id


def _purchase_with_a_parked_callback(shop: httpx.Client, address: str) -> str:
    """A purchase whose shop names a port where callbacks may not go."""
    body = {
        "storeId": 1001,
        "countryCode": "SE",
        "merchantTermsUri": "https://shop.example/terms",
        "notificationUri": FORBIDDEN,
        "reference": PARKED_REFERENCE,
        "cart": {"items": [item(1)]},
    }
    created = shop.post("/checkouts", json=body).raise_for_status().json()["data"]
    checkout_id = str(created["privateId"])
    version = int(shop.get(f"/checkouts/{checkout_id}").headers["ETag"].strip('"'))
    page = f"{address}/shopper/{created['publicToken']}"
    httpx.post(f"{page}/commit", json={"version": version, "shown": {"page": 2}}).raise_for_status()
    paid = {"method": "card", "amount": 9500, "currency": "SEK"}
    payments = {"Authorization": "Bearer demo-payments"}
    httpx.post(
        f"{address}/payments/{checkout_id}/succeeded", json=paid, headers=payments
    ).raise_for_status()
    return checkout_id


def _agents_purchase(agent: httpx.Client) -> str:
    items = {"items": [{"id": "item_123", "quantity": 2}], "fulfillment_address": ADDRESS}
    created = agent.post("/v1/checkouts", json=items, headers={"Idempotency-Key": "k1"})
    checkout_id = str(created.raise_for_status().json()["id"])
    agent.post(
        f"/v1/checkouts/{checkout_id}/complete", json=PAYMENT, headers={"Idempotency-Key": "k2"}
    )
    return checkout_id


def _put(shop: httpx.Client, path: str, body: Any) -> None:
    shop.put(path, json=body).raise_for_status()
