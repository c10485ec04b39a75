"""Every endpoint, with the kind of credential that it requires and a valid request."""

from dataclasses import replace
from typing import Any

from tests.system.access.console_endpoints import console_endpoints
from tests.system.access.endpoint import Endpoint, Kind

CANARY = "canary"
LINE = {"id": "1", "description": "Coffee", "unitPrice": 95, "quantity": 1, "vat": 25}
ADDRESS = {
    "name": "Jane Doe",
    "line_one": "1 Oak Ave",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}
# Data of the first shop's customer, which no other client may receive.
CUSTOMER = {
    "email": "canary@person.example",
    "phone": "+46700000001",
    "first_name": "Canary",
    "last_name": "Canary",
    "delivery_address": {"address": "A 2", "postal_code": "98765", "city": "C", "country": "SE"},
}
UNDER_TOKEN = {
    "currency": "SEK",
    "clientOrderNumber": "under-token",
    "merchantSettings": {"pushUri": "https://shop.example/push"},
    "cart": {"items": [{"name": "Coffee", "quantity": 100, "unitPrice": 500, "vatPercent": 2500}]},
}
_ROW = {"Name": "Coffee", "Quantity": 100, "UnitPrice": 900, "VatPercent": 2500}
_SVEA_CREATION = {
    "CountryCode": "SE",
    "Currency": "SEK",
    "Locale": "sv-SE",
    "ClientOrderNumber": "of-somebody",
    "MerchantSettings": {
        "PushUri": "https://shop.example/push",
        "TermsUri": "https://shop.example/terms",
        "CheckoutUri": "https://shop.example/checkout",
        "ConfirmationUri": "https://shop.example/thanks",
    },
    "Cart": {"Items": [_ROW]},
}
_WALLEY_CREATION = {
    "storeId": 1,
    "countryCode": "SE",
    "merchantTermsUri": "https://shop.example/terms",
    "notificationUri": "https://shop.example/notify",
    "cart": {"items": [LINE]},
}
_FEES = {"shipping": {"id": "s", "description": "Shipping", "unitPrice": 59, "vat": 25}}
_ITEMS = {"items": [{"id": "item_123", "quantity": 2}], "fulfillment_address": ADDRESS}
PAYING = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}
_LINES = [{"line": "item_123", "quantity": 1}]
_REPORTS: dict[str, Any] = {
    "": {"expectations": [{"lines": _LINES}]},
    "/fulfilments": {"type": "shipped", "lines": _LINES},
    "/adjustments": {"type": "refund", "amount": 1},
}
_ORDER = {"id": "{order_id}", "line_items": [], "fulfillment": {}}
_PAID = {"method": "card", "amount": 1, "currency": "SEK"}


def _walley() -> list[Endpoint]:
    changes: dict[str, Any] = {
        "/cart": [LINE],
        "/fees": _FEES,
        "/metadata": {"note": 1},
        "/reference": {"reference": "A-4711"},
    }
    one, of_store = "/checkouts/{checkout_id}", "/merchants/{store_id}/checkouts/{checkout_id}"
    return [
        *(Endpoint("PUT", one + rest, Kind.WALLEY, body) for rest, body in changes.items()),
        *(
            Endpoint("PUT", of_store + rest, Kind.SHARED_KEY, body)
            for rest, body in changes.items()
        ),
        Endpoint("PUT", one + "/shippingProperties", Kind.WALLEY, {"height": 10}),
        Endpoint("PUT", one, Kind.WALLEY, {"cart": [LINE]}),
        Endpoint("GET", one, Kind.WALLEY),
        Endpoint("GET", of_store, Kind.SHARED_KEY),
        Endpoint("POST", "/checkouts", Kind.WALLEY, _WALLEY_CREATION),
        Endpoint("POST", "/checkout", Kind.SHARED_KEY, _WALLEY_CREATION),
        Endpoint("POST", "/oauth2/v2.0/token", Kind.OPEN),
    ]


def _svea() -> list[Endpoint]:
    order, token = "/api/orders/{order_id}", "/api/tokens/{token}"
    campaigns = "/api/util/GetAvailablePartPaymentCampaigns"
    update = {"Cart": {"Items": [_ROW]}}
    return [
        Endpoint("PUT", order, Kind.SVEA, update),
        Endpoint("POST", order, Kind.SVEA, update),
        Endpoint("GET", order, Kind.SVEA),
        Endpoint("POST", "/api/orders", Kind.SVEA, _SVEA_CREATION),
        Endpoint("POST", token + "/orders", Kind.SVEA, UNDER_TOKEN),
        Endpoint("GET", token, Kind.SVEA),
        Endpoint("GET", token + "/orders/{order_id}", Kind.SVEA),
        Endpoint("PATCH", token, Kind.SVEA, {"status": "Cancelled"}),
        Endpoint("GET", campaigns, Kind.SVEA, query="?isCompany=false"),
    ]


def _platforms() -> list[Endpoint]:
    checkout, profile = "/checkout-sessions/{checkout_id}", "/.well-known/ucp"
    items = {"line_items": [{"item": {"id": "item_123"}, "quantity": 2}]}
    called = {"jsonrpc": "2.0", "id": 1, "method": "create_checkout", "params": {"checkout": items}}
    return [
        Endpoint("POST", "/checkout-sessions", Kind.API, items),
        Endpoint("GET", checkout, Kind.API),
        Endpoint("PUT", checkout, Kind.API, items),
        Endpoint("POST", checkout + "/complete", Kind.API, {"payment": {"instruments": []}}),
        Endpoint("POST", checkout + "/cancel", Kind.API),
        Endpoint("POST", "/ucp/mcp", Kind.API, called),
        Endpoint("GET", profile, Kind.OPEN),
        Endpoint("GET", profile + "/{version}", Kind.OPEN),
        Endpoint("GET", profile + "/handlers/{handler_id}", Kind.OPEN),
        Endpoint("GET", profile + "/handlers/{handler_id}/schema.json", Kind.OPEN),
    ]


def _agents() -> list[Endpoint]:
    one, session = "/v1/checkouts/{checkout_id}", "/checkout_sessions/{checkout_id}"
    cart = "/carts/{checkout_id}"
    return [
        Endpoint("POST", "/v1/checkouts", Kind.API, _ITEMS),
        Endpoint("GET", "/v1/checkouts", Kind.API),
        Endpoint("GET", one, Kind.API),
        Endpoint("PUT", one, Kind.API, _ITEMS),
        Endpoint("POST", one + "/complete", Kind.API, PAYING, other_statuses=(400, 409, 422)),
        Endpoint("POST", one + "/cancel", Kind.API),
        Endpoint("POST", "/checkout_sessions", Kind.API, _ITEMS),
        Endpoint("GET", session, Kind.API),
        Endpoint("POST", session, Kind.API, _ITEMS),
        Endpoint("POST", session + "/complete", Kind.API, PAYING, other_statuses=(400, 409, 422)),
        Endpoint("POST", session + "/cancel", Kind.API),
        Endpoint("POST", "/carts", Kind.API, _ITEMS),
        Endpoint("GET", cart, Kind.API),
        Endpoint("POST", cart, Kind.API, {"line_items": _ITEMS["items"]}),
        Endpoint("POST", cart + "/cancel", Kind.API),
        Endpoint("GET", "/.well-known/acp.json", Kind.OPEN),
        *_platforms(),
        Endpoint("GET", "/catalogue/products", Kind.API),
        Endpoint("GET", "/catalogue/tax-rates", Kind.API),
        Endpoint("GET", "/catalogue/shipping-options", Kind.API),
    ]


def _orders() -> list[Endpoint]:
    purchase, order = "/purchases/{checkout_id}", "/orders/{order_id}"
    return [
        Endpoint("GET", purchase, Kind.ORDERS),
        *(Endpoint("POST", purchase + rest, Kind.ORDERS, body) for rest, body in _REPORTS.items()),
        Endpoint("GET", order, Kind.ORDERS),
        Endpoint("PUT", order, Kind.ORDERS, _ORDER),
        Endpoint("POST", "/testing/simulate-shipping/{order_id}", Kind.SIMULATION),
    ]


def _own() -> list[Endpoint]:
    shopper, payment = "/shopper/{public_token}", "/payments/{checkout_id}"
    history, erasures = "/history/checkouts/{checkout_id}", "/history/persons/erasures"
    states = ("", "/answers", "/versions", "/shown")
    of_one = (
        *states,
        "/events",
        "/blame",
        "/refusals",
        "/timeline",
        "/deliveries",
    )
    return [
        Endpoint("GET", shopper, Kind.TOKEN_IN_PATH),
        *(
            Endpoint("OPTIONS", shopper + rest, Kind.TOKEN_IN_PATH, other_statuses=(204,))
            for rest in ("", "/suspend", "/resume", "/identify", "/commit")
        ),
        Endpoint("GET", shopper + "/page", Kind.TOKEN_IN_PATH),
        Endpoint("GET", "/shopper/page/{page_hash}", Kind.OPEN, other_statuses=(404,)),
        Endpoint("GET", shopper + "/receipt", Kind.TOKEN_IN_PATH, other_statuses=(404,)),
        Endpoint("POST", shopper + "/suspend", Kind.TOKEN_IN_PATH, {}),
        Endpoint("POST", shopper + "/resume", Kind.TOKEN_IN_PATH, {}),
        Endpoint("POST", shopper + "/identify", Kind.TOKEN_IN_PATH, CUSTOMER),
        Endpoint(
            "POST",
            shopper + "/commit",
            Kind.TOKEN_IN_PATH,
            {"version": 1},
            other_statuses=(403, 409),
        ),
        Endpoint("POST", payment + "/succeeded", Kind.PAYMENTS, _PAID, other_statuses=(409,)),
        Endpoint("POST", payment + "/failed", Kind.PAYMENTS, other_statuses=(409,)),
        *(Endpoint("GET", history + rest, Kind.HISTORY) for rest in of_one),
        Endpoint("GET", history + "/refusals/{position}", Kind.HISTORY, other_statuses=(404,)),
        Endpoint(
            "GET", history + "/refusals/{position}/proof", Kind.HISTORY, other_statuses=(404,)
        ),
        Endpoint(
            "GET", history + "/proof", Kind.HISTORY, query="?version=1", other_statuses=(404,)
        ),
        Endpoint("GET", history + "/diff", Kind.HISTORY, query="?from=1"),
        Endpoint("GET", "/history/checkouts", Kind.HISTORY),
        Endpoint("GET", "/history/counts", Kind.HISTORY),
        Endpoint("GET", "/history/suggestions", Kind.HISTORY, query="?q=cof"),
        Endpoint("GET", "/history/lookup", Kind.HISTORY, query="?q=A-1", other_statuses=(404,)),
        Endpoint("POST", "/history/lookup", Kind.HISTORY, {"q": "A-1"}, other_statuses=(404,)),
        Endpoint("GET", "/history/events", Kind.HISTORY),
        Endpoint("GET", "/history/refusals", Kind.HISTORY),
        Endpoint("GET", "/history/figures", Kind.HISTORY),
        Endpoint("GET", "/history/deliveries", Kind.HISTORY),
        Endpoint(
            "POST",
            "/history/deliveries/{delivery_id}/resend",
            Kind.HISTORY,
            other_statuses=(202, 404),
        ),
        Endpoint(
            "GET", "/history/deliveries/{delivery_id}/request", Kind.PERSONS, other_statuses=(404,)
        ),
        Endpoint("GET", "/history/deliveries/counts", Kind.HISTORY),
        Endpoint("GET", "/history/erasures", Kind.HISTORY),
        Endpoint("GET", "/history/stream", Kind.HISTORY),
        Endpoint("GET", "/history/reads", Kind.AUDITOR),
        Endpoint("GET", "/history/readers", Kind.AUDITOR),
        Endpoint("GET", "/history/checks", Kind.AUDITOR),
        Endpoint("GET", "/history/system", Kind.AUDITOR),
        Endpoint("GET", "/ledger/checkpoint", Kind.AUDITOR, other_statuses=(404,)),
        Endpoint("GET", "/ledger/time-stamps", Kind.AUDITOR, other_statuses=(404,)),
        Endpoint("GET", "/ledger/checkpoint-{stamped}", Kind.AUDITOR, other_statuses=(404,)),
        Endpoint("GET", "/ledger/tile/{tile_path}", Kind.AUDITOR, other_statuses=(404,)),
        Endpoint(
            "GET",
            "/ledger/consistency",
            Kind.AUDITOR,
            query="?from=0&to=1",
            other_statuses=(404,),
        ),
        Endpoint("GET", "/ledger/refusals/checkpoint", Kind.AUDITOR, other_statuses=(404,)),
        Endpoint("GET", "/ledger/refusals/tile/{tile_path}", Kind.AUDITOR, other_statuses=(404,)),
        Endpoint(
            "GET",
            "/ledger/refusals/consistency",
            Kind.AUDITOR,
            query="?from=0&to=1",
            other_statuses=(404,),
        ),
        Endpoint("POST", erasures, Kind.ERASER, {"name": CANARY}),
        Endpoint("GET", erasures + "/{erasure_id}", Kind.ERASER),
        Endpoint(
            "POST",
            "/history/checkouts/{checkout_id}/evidence",
            Kind.DISPUTES,
            {},
            other_statuses=(404,),
        ),
        Endpoint(
            "POST",
            "/history/checkouts/{checkout_id}/evidence/summary",
            Kind.DISPUTES,
            {},
            other_statuses=(404,),
        ),
        Endpoint("POST", "/history/persons/export", Kind.PERSONS, {"email": CUSTOMER["email"]}),
    ]


def _whole_server() -> list[Endpoint]:
    documents = (
        *("/openapi.json", "/openapi/{api}.json"),
        *("/", "/docs", "/docs/{api}", "/docs/assets/{file_name}"),
    )
    probes = ("/healthz", "/readyz", "/metrics")
    return [Endpoint("GET", path, Kind.OPEN) for path in (*documents, *probes)]


_DECLARED = (
    *(*_walley(), *_svea(), *_agents(), *_orders(), *_own()),
    *(*console_endpoints(), *_whole_server()),
)
# HEAD requires the credential of GET.
_HEADS = tuple(replace(each, method="HEAD") for each in _DECLARED if each.method == "GET")
ENDPOINTS = (*_DECLARED, *_HEADS)
