"""Plants persons in purchases of platforms, through every version of UCP, with the circumstances of each."""

from typing import Any, Final

from application.ports.catalogue import BuyerAddress
from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.ucp.agent import choosing, creation, payment
from tests.system.persons.planted import SHOPPERS_ADDRESS, USER_AGENT, email, phone, text
from tests.system.persons.provider_shops import PlantedCheckout
from tests.system.persons.shops import Shops

ROOT: Final = "/checkout-sessions"
NEWEST: Final = SUPPORTED[-1]
UNANSWERED: Final = {
    "2026-01-11": ("context", "attribution"),
    "2026-01-23": ("context", "attribution"),
}
"""What the answers of a version have no place for."""
_TOKEN: Final = {"type": "token", "token": "success_token"}


def name_of(version: str) -> str:
    """The name of a version's checkouts."""
    return f"ucp {version}"


def destination(role: str) -> dict[str, Any]:
    """An address as platforms send it."""
    return {
        "first_name": text(role, "first2"),
        "last_name": text(role, "last2"),
        "street_address": text(role, "street"),
        "extended_address": text(role, "floor"),
        "address_locality": text(role, "city"),
        "address_region": "CA",
        "postal_code": "QZPLANT5",
        "address_country": "US",
        "phone_number": phone(6),
    }


def buyer(role: str) -> dict[str, Any]:
    """A buyer as platforms send it."""
    return {
        "first_name": text(role, "first"),
        "last_name": text(role, "last"),
        "email": email(role),
        "phone_number": phone(7),
    }


def circumstances(role: str) -> dict[str, Any]:
    """What a platform says of the circumstances. `signals` are never answered."""
    return {
        "context": {"address_country": "US", "intent": text(role, "intent")},
        "signals": {
            "dev.ucp.buyer_ip": SHOPPERS_ADDRESS,
            "dev.ucp.user_agent": USER_AGENT,
            "com.example.device": {"id": text(role, "device")},
        },
        "attribution": {"utm_source": text(role, "source")},
    }


def opening(role: str) -> dict[str, Any]:
    """The body that creates a checkout with a buyer, an address and the circumstances."""
    method = {"type": "shipping", "destinations": [destination(role)]}
    return creation(
        ("item_123", 2), buyer=buyer(role), fulfillment={"methods": [method]}, **circumstances(role)
    )


def paying(role: str, version: str) -> dict[str, Any]:
    """The body that completes a checkout, with a billing address and more signals."""
    body = payment(_TOKEN)
    (instrument,) = body["payment"]["instruments"]
    instrument["billing_address"] = destination(f"{role}billing")
    said = circumstances(f"{role}payer")
    if version == "2026-01-11":
        return {"payment_data": instrument, "risk_signals": said["signals"]}
    return {**body, "signals": said["signals"], "attribution": said["attribution"]}


def platform(shops: Shops, version: str, role: str) -> list[PlantedCheckout]:
    """Create, change, complete, ship and cancel checkouts, each request twice with its key."""
    name, body = name_of(version), opening(role)
    created = _twice(shops, version, "POST", ROOT, body, saved=f"{name} created")
    assert created.status_code == 201, created.text
    checkout = created.json()
    path = f"{ROOT}/{checkout['id']}"
    changed = _twice(
        shops, version, "PUT", path, opening(f"{role}changed"), saved=f"{name} changed"
    )
    assert changed.status_code == 200, changed.text
    option = changed.json()["fulfillment"]["methods"][0]["groups"][0]["options"][0]["id"]
    _twice(shops, version, "PUT", path, choosing(changed.json(), option))
    done = _twice(
        shops, version, "POST", f"{path}/complete", paying(role, version), saved=f"{name} completed"
    )
    assert done.json().get("status") == "completed", done.text
    order = f"/orders/{done.json()['order']['id']}"
    shops.of_platform(version, "GET", order, saved=f"{name} order")
    late = _twice(shops, version, "PUT", path, opening(f"{role}late"))
    assert late.status_code >= 400 or late.json()["messages"], late.text
    return [
        PlantedCheckout(name, checkout["id"], path, version, body, order),
        _cancelled(shops, version, f"{role}cancelled"),
        open_checkout(shops, version, f"{role}open"),
    ]


def open_checkout(shops: Shops, version: str, role: str) -> PlantedCheckout:
    """Create a checkout, and leave it open."""
    body = opening(role)
    created = shops.of_platform(version, "POST", ROOT, body)
    assert created.status_code == 201, created.text
    checkout = created.json()["id"]
    return PlantedCheckout(name_of(version), checkout, f"{ROOT}/{checkout}", version, body)


def known_addresses(shops: Shops, role: str, quantity: int) -> list[str]:
    """The cities of the addresses that a platform is offered for the buyer of a role, for so many pieces."""
    body = creation(
        ("item_123", quantity),
        buyer={"email": email(role)},
        fulfillment={"methods": [{"type": "shipping"}]},
    )
    created = shops.of_platform(NEWEST, "POST", ROOT, body)
    assert created.status_code == 201, created.text
    (method,) = created.json()["fulfillment"]["methods"]
    return [each["address_locality"] for each in method["destinations"]]


def known_address(role: str) -> BuyerAddress:
    """An address that the shop knows of the buyer of a role."""
    return BuyerAddress(
        email=email(role),
        name=text(role, "name"),
        line_one=text(role, "street"),
        city=text(role, "city"),
        state="CA",
        postal_code="QZPLANT6",
        country="US",
        phone=phone(8),
    )


def _cancelled(shops: Shops, version: str, role: str) -> PlantedCheckout:
    planted = open_checkout(shops, version, role)
    assert _twice(shops, version, "POST", f"{planted.path}/cancel", {}).status_code == 200
    _twice(shops, version, "PUT", planted.path, opening(f"{role}late"))
    _twice(shops, version, "POST", f"{planted.path}/complete", paying(f"{role}late", version))
    return planted


def _twice(
    shops: Shops, version: str, method: str, path: str, body: Any, *, saved: str = ""
) -> Any:
    answer = shops.of_platform(version, method, path, body, saved=saved)
    retry = shops.of_platform(version, method, path, body, saved=f"{saved} again" if saved else "")
    assert retry.status_code == answer.status_code
    return answer
