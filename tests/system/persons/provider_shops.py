"""Plants persons in checkouts of Walley and orders of Svea, and on the pages of their shoppers."""

import re
from dataclasses import dataclass
from typing import Any

import msgspec
import psycopg

from tests.system.persons.planted import (
    SHOPPERS_IPV6,
    SHOPS_OWN,
    customer,
    email,
    phone,
    text,
)
from tests.system.persons.shops import Shops
from tests.system.service.server import item
from tests.system.service.svea_shop import creation

_MINOR_UNITS = 19_000


@dataclass(frozen=True)
class PlantedCheckout:
    """A checkout in which a person is. `path` is where its own dialect reads it."""

    dialect: str
    checkout_id: str
    path: str
    token: str = ""
    body: Any = None
    """The body of the request that opened it."""
    order: str = ""
    """The path of its order, if a platform has bought it."""


def walley_creation(shops: Shops, role: str, prefill: str = "privateCustomerPrefill") -> Any:
    """The body of "initialize checkout" with every field of a customer."""
    is_company = prefill.startswith("business")
    own = (
        {"companyName": text(role, "company"), "organizationNumber": text(role, "number")}
        if is_company
        else {"nationalIdentificationNumber": text(role, "id")}
    )
    address = {
        "coAddress": text(role, "care"),
        "address": text(role, "street"),
        "address2": text(role, "floor"),
        "postalCode": "QZPLANT3",
        "city": text(role, "city"),
    }
    names = {"firstName": text(role, "first"), "lastName": text(role, "last")}
    return {
        "storeId": 1001,
        "countryCode": "SE",
        "reference": SHOPS_OWN,
        "merchantTermsUri": "https://shop.example/terms",
        "notificationUri": f"{shops.receiver}/notify",
        "validationUri": f"{shops.receiver}/validate",
        "cart": {"items": [item(1)]},
        prefill: {
            "email": email(role),
            "mobilePhoneNumber": phone(3),
            **own,
            **names,
            "deliveryAddress": {**address, **(names if not is_company else {})},
        },
    }


def walley(shops: Shops, role: str) -> PlantedCheckout:
    """Open, identify, commit and pay a checkout of Walley."""
    body = walley_creation(shops, role)
    created = shops.of_walley("POST", "/checkouts", body, saved="walley created")
    assert created.status_code == 201, created.text
    data = created.json()["data"]
    checkout_id, token = data["privateId"], data["publicToken"]
    path = f"/checkouts/{checkout_id}"
    shops.of_walley("GET", path, saved="walley prefilled")
    page(shops, token, role)
    shops.of_walley("GET", path, saved="walley identified")
    shops.paid(checkout_id, 9_500)
    refused = shops.of_walley("PUT", f"{path}/cart", {"items": [item(2)]})
    assert refused.status_code >= 400
    shops.of_shopper("POST", f"{token}/identify", customer(f"{role}late"))
    return PlantedCheckout("walley", checkout_id, path, token, body)


def business(shops: Shops, role: str) -> PlantedCheckout:
    """Open a checkout of a company in Walley, and leave it open."""
    body = walley_creation(shops, role, "businessCustomerPrefill")
    created = shops.of_walley("POST", "/checkouts", body)
    assert created.status_code == 201, created.text
    data = created.json()["data"]
    path = f"/checkouts/{data['privateId']}"
    return PlantedCheckout("walley", data["privateId"], path, data["publicToken"], body)


def page(shops: Shops, token: str, role: str) -> None:
    """Identify the customer on the customer's page, and commit."""
    shops.of_shopper("GET", token)
    shops.of_shopper("GET", f"{token}/page")
    body = customer(role)
    shops.of_shopper(
        "POST",
        f"{token}/identify",
        {**body, "company": text(role, "company"), "organization_number": text(role, "number")}
        | {"type": "business"},
        **{"X-Forwarded-For": SHOPPERS_IPV6},
    )
    shown = shops.of_shopper("POST", f"{token}/identify", body, saved="page identified")
    assert shown.status_code == 200, shown.text
    proof = {"Page-Secret": shown.headers["Page-Secret"]}
    shops.of_shopper("GET", token, saved="page read", **proof)
    version = shown.json()["version"]
    wrong = {"version": version, "confirmation": email(f"{role}wrong")}
    assert shops.of_shopper("POST", f"{token}/commit", wrong).status_code == 403
    right = {"version": version, "confirmation": email(role)}
    done = shops.of_shopper("POST", f"{token}/commit", right)
    assert done.status_code == 200, done.text


def svea_creation(shops: Shops, number: str, role: str) -> Any:
    """The body of "create order" with every preset."""
    presets = {
        "NationalId": text(role, "id"),
        "EmailAddress": email(role),
        "PhoneNumber": phone(4),
        "PostalCode": "QZPLANT4",
        "PeppolId": text(role, "peppol"),
    }
    body = msgspec.json.decode(creation(number))
    body["MerchantSettings"] |= {
        "PushUri": f"{shops.receiver}/push",
        "CheckoutValidationCallBackUri": f"{shops.receiver}/validate",
    }
    return body | {
        "Recurring": True,
        "PresetValues": [
            {"TypeName": name, "Value": value, "IsReadonly": False}
            for name, value in presets.items()
        ],
        "MerchantData": SHOPS_OWN,
    }


def svea(shops: Shops, role: str) -> list[PlantedCheckout]:
    """Create, update, identify, commit and pay an order, and another one under its token."""
    number = f"{SHOPS_OWN}-{role}"
    body = svea_creation(shops, number, role)
    created = shops.of_svea("POST", "/api/orders", body, saved="svea created")
    assert created.status_code == 201, created.text
    order = created.json()
    path = f"/api/orders/{order['OrderId']}"
    assert shops.of_svea("POST", "/api/orders", body, saved="svea repeated").status_code == 200
    rows = {"Cart": body["Cart"], "MerchantData": f"new {SHOPS_OWN}"}
    assert shops.of_svea("PUT", path, rows).status_code == 200
    match = re.search(r"/shopper/([^/\"&]+)/page", order["Gui"]["Snippet"])
    assert match is not None
    page(shops, match[1], f"{role}page")
    shops.of_svea("GET", path, saved="svea identified")
    checkout_id = _checkout_of(shops, order["OrderId"])
    shops.paid(checkout_id, _MINOR_UNITS)
    assert shops.of_svea("PUT", path, rows).status_code >= 400
    paid = shops.of_svea("GET", path).json()
    token_path = f"/api/tokens/{paid['RecurringToken']}/orders"
    under = {
        "currency": "SEK",
        "clientOrderNumber": f"{number}-2",
        "merchantSettings": {"pushUri": f"{shops.receiver}/push"},
        "cart": {"items": body["Cart"]["Items"]},
    }
    renewed = shops.of_svea("POST", token_path, under, saved="svea recurring")
    assert renewed.status_code == 201, renewed.text
    again = f"{token_path}/{renewed.json()['orderId']}"
    return [
        PlantedCheckout("svea", checkout_id, path, match[1], body),
        PlantedCheckout("svea", _checkout_of(shops, renewed.json()["orderId"]), again),
    ]


def _checkout_of(shops: Shops, order_number: int) -> str:
    with psycopg.connect(shops.database_url) as connection:
        found = connection.execute(
            "SELECT checkout_id FROM tillroll.names WHERE scope = 'order-number' AND value = %s",
            (str(order_number),),
        ).fetchone()
    assert found is not None
    return str(found[0])
