"""Plants persons in sessions of agents, through StateSet and every version of ACP."""

from typing import Any

from tests.system.persons.planted import (
    SHOPS_OWN,
    agents_address,
    agents_buyer,
    email,
    phone,
    text,
)
from tests.system.persons.provider_shops import PlantedCheckout
from tests.system.persons.shops import Shops

OLDEST = "2025-09-29"
VERSIONS = ("", OLDEST, "2026-01-30", "2026-04-17")
_LISTED = 10


def root_of(version: str) -> str:
    """The root of the paths of StateSet or of ACP."""
    return "/checkout_sessions" if version else "/v1/checkouts"


def creation(version: str, role: str) -> Any:
    """The body that creates a session with a buyer, a recipient and an address."""
    buyer, address = agents_buyer(role), agents_address(role)
    items = [{"id": "item_123", "quantity": 1}]
    if version in ("", OLDEST):
        own = {"metadata": {"note": SHOPS_OWN}} if not version else {}
        return {"items": items, "buyer": buyer, "fulfillment_address": address, **own}
    return {
        "currency": "usd",
        "capabilities": {},
        "line_items": items,
        "buyer": buyer,
        "fulfillment_details": {
            "name": text(role, "recipient"),
            "email": email(f"{role}recipient"),
            "phone_number": phone(5),
            "address": address,
        },
    }


def update(version: str, role: str) -> Any:
    """The body that changes the buyer and the address."""
    body = creation(version, role)
    return {name: body[name] for name in body if name not in ("currency", "capabilities")} | (
        {} if version else {"items": body["items"]}
    )


def payment(version: str, role: str) -> Any:
    """The body that completes a session, with another buyer and a billing address."""
    billing = {"billing_address": agents_address(f"{role}billing")}
    buyer = agents_buyer(f"{role}payer")
    if version in ("", OLDEST):
        paying = {"token": "tok_succeed", "provider": "stripe", **billing}
        return {"payment_data": paying, "buyer": buyer}
    instrument = {"type": "card", "credential": {"type": "spt", "token": "tok_succeed"}}
    paying = {"handler_id": "card_tokenized", "instrument": instrument, **billing}
    return {"payment_data": paying, "buyer": buyer}


def agent(shops: Shops, version: str, role: str) -> list[PlantedCheckout]:
    """Create, change, complete and cancel sessions, each request twice with its key."""
    name = f"acp {version}" if version else "stateset"
    root, body = root_of(version), creation(version, role)
    created = _twice(shops, version, "POST", root, body, saved=f"{name} created")
    assert created.status_code == 201, created.text
    session = created.json()["id"]
    path = f"{root}/{session}"
    change = "POST" if version else "PUT"
    changed = {**update(version, f"{role}changed")}
    changed.pop("metadata", None)
    answer = _twice(shops, version, change, path, changed, saved=f"{name} changed")
    assert answer.status_code == 200, answer.text
    # No update, so the response is stored by itself.
    same = shops.of_agent(version, change, path, changed, key=f"same {path}")
    assert same.status_code == 200, same.text
    shops.of_agent(version, change, path, changed, key=f"same {path}")
    paying = payment(version, role)
    done = _twice(shops, version, "POST", f"{path}/complete", paying, saved=f"{name} completed")
    assert done.status_code == 200, done.text
    late = _twice(shops, version, change, path, changed | _fresh(version, f"{role}late"))
    assert late.status_code >= 400
    cancelled = _cancelled(shops, version, f"{role}cancelled")
    return [
        PlantedCheckout(name, session, path, version, body),
        cancelled,
        open_session(shops, version, f"{role}open"),
    ]


def open_session(shops: Shops, version: str, role: str) -> PlantedCheckout:
    """Create a session, and leave it open."""
    name, root = f"acp {version}" if version else "stateset", root_of(version)
    body = creation(version, role)
    created = shops.of_agent(version, "POST", root, body)
    assert created.status_code == 201, created.text
    session = created.json()["id"]
    return PlantedCheckout(name, session, f"{root}/{session}", version, body)


def list_by_email(shops: Shops, role: str, *, saved: str) -> list[str]:
    """List StateSet's sessions of an e-mail address: the ids."""
    found = shops.of_agent(
        "", "GET", f"/v1/checkouts?buyer_email={email(role)}&limit={_LISTED}", saved=saved
    )
    return [each["id"] for each in found.json()["data"]]


def _cancelled(shops: Shops, version: str, role: str) -> PlantedCheckout:
    name = f"acp {version}" if version else "stateset"
    root, body = root_of(version), creation(version, role)
    session = shops.of_agent(version, "POST", root, body).json()["id"]
    path = f"{root}/{session}"
    assert _twice(shops, version, "POST", f"{path}/cancel", {}).status_code == 200
    method = "POST" if version else "PUT"
    changed = update(version, f"{role}late")
    changed.pop("metadata", None)
    assert _twice(shops, version, method, path, changed).status_code >= 400
    paying = payment(version, f"{role}late")
    assert _twice(shops, version, "POST", f"{path}/complete", paying).status_code >= 400
    return PlantedCheckout(name, session, path, version, body)


def _fresh(version: str, role: str) -> dict[str, Any]:
    return {"buyer": agents_buyer(role)}


def _twice(
    shops: Shops, version: str, method: str, path: str, body: Any, *, saved: str = ""
) -> Any:
    answer = shops.of_agent(version, method, path, body, saved=saved)
    retry = shops.of_agent(version, method, path, body, saved=f"{saved} again" if saved else "")
    assert retry.status_code == answer.status_code
    return answer
