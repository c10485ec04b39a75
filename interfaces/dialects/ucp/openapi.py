"""The OpenAPI description of the endpoints. The protocol's own documents describe its bodies in full."""

from typing import Any, Final

from interfaces.dialects.ucp import order_schemas, schemas
from interfaces.dialects.ucp.mcp.endpoint import PATH as MCP
from interfaces.dialects.ucp.mcp.schemas import RPC_ANSWER, RPC_REQUEST
from interfaces.dialects.ucp.wire import SUPPORTED
from interfaces.http.openapi import AS_OF
from interfaces.http.reference.api_reference import ApiReference, bearer, json_body

_ONE = "/checkout-sessions/{checkout_id}"
_ORDER = "/orders/{order_id}"
_SIMULATION = "/testing/simulate-shipping/{order_id}"
_PROFILE = "/.well-known/ucp"
_HANDLER = "/.well-known/ucp/handlers/{handler_id}"
_SUMMARIES: Final = {
    ("POST", "/checkout-sessions"): "Create a checkout",
    ("GET", _ONE): "Get a checkout",
    ("PUT", _ONE): "Update a checkout",
    ("POST", f"{_ONE}/complete"): "Complete a checkout",
    ("POST", f"{_ONE}/cancel"): "Cancel a checkout",
    ("POST", MCP): "Call a tool over MCP",
    ("GET", _ORDER): "Get an order",
    ("PUT", _ORDER): "Put an order",
    ("POST", _SIMULATION): "Simulate the shipping of an order",
    ("GET", _PROFILE): "Get the profile of the shop",
    ("GET", f"{_PROFILE}/{{version}}"): "Get the profile of the shop in an older version",
    ("GET", _HANDLER): "Describe a payment handler",
    ("GET", f"{_HANDLER}/schema.json"): "Get the schema of the instruments of a payment handler",
}
_ITEMS: Final = [{"item": {"id": "item_123"}, "quantity": 1}]
_BODIES: Final[dict[tuple[str, str], Any]] = {
    ("PUT", _ORDER): {
        "id": "order_006",
        "line_items": [],
        "fulfillment": {
            "events": [
                {
                    "id": "shipment-1",
                    "type": "shipped",
                    "occurred_at": "2026-03-02T08:00:00Z",
                    "line_items": [{"id": "item_123", "quantity": 1}],
                    "tracking_number": "SE123",
                }
            ]
        },
    },
    ("POST", MCP): {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {
            "name": "create_checkout",
            "arguments": {
                "meta": {"ucp-agent": {"profile": "https://platform.example/.well-known/ucp"}},
                "checkout": {"line_items": _ITEMS},
            },
        },
    },
    ("POST", "/checkout-sessions"): {"line_items": _ITEMS},
    ("PUT", _ONE): {"line_items": _ITEMS, "discounts": {"codes": []}},
    ("POST", f"{_ONE}/complete"): {
        "payment": {
            "instruments": [
                {
                    "id": "instrument-1",
                    "handler_id": "mock_payment_handler",
                    "type": "card",
                    "credential": {"type": "token", "token": "success_token"},
                }
            ]
        }
    },
}
_REQUESTS: Final = {
    **schemas.BODIES,
    ("POST", MCP): RPC_REQUEST,
    ("PUT", _ORDER): order_schemas.ORDER_INPUT,
}
_AGENT = (
    "UCP-Agent",
    'The profile of the platform: profile="https://platform.example/.well-known/ucp".',
    False,
)
_KEY = ("Idempotency-Key", "1 to 255 characters.", False)
_IF_MATCH = ("If-Match", "The ETag of the version that the change is meant for.", False)
_ERRORS: Final = {
    400: "The body is not JSON or has a wrong type, or UCP-Agent names no profile.",
    401: "The key is missing or wrong.",
    403: "The key may not do this.",
    409: "The checkout has ended, another change or a payment was being made, or the key is in use.",
    412: "If-Match names a version that is not the current one.",
    413: "The body is too large.",
    415: "The body is declared as something else than JSON in UTF-8.",
    422: "The version is not supported, or the profile of the platform cannot be read.",
    424: "The profile of the platform could not be fetched.",
    429: "Too many requests, or failed sign-ins. Try again after Retry-After seconds.",
    503: "Try again after Retry-After seconds.",
}
_ON_READ: Final = (400, 401, 403, 404, 409, 422, 429, 503)
_MISSING = "There is no such version, or nothing at this path."
_TEXT: Final = {"type": "string"}
REFERENCE: Final = ApiReference(
    title="Universal Commerce Protocol",
    description=f"UCP in the versions {', '.join(SUPPORTED)}, which the profile of the platform selects.",
    security_schemes={
        "ApiKey": bearer("An API key of the merchant."),
        "SimulationSecret": {
            "type": "apiKey",
            "in": "header",
            "name": "Simulation-Secret",
            "description": "The secret of the merchant for simulations, in a demo.",
        },
    },
    examples="interfaces.dialects.ucp",
)


def describe(method: str, path: str) -> dict[str, Any]:
    """Return the arguments of `add_api_route` that describe one endpoint."""
    summary = _SUMMARIES[method, path]
    is_open = path.startswith(_PROFILE)
    # A shop may let every platform in: then no key is needed.
    extra: dict[str, Any] = {"security": [] if is_open else [{"ApiKey": []}, {}]}
    if path == _SIMULATION:
        extra = {"security": [{"SimulationSecret": []}], "parameters": [_OF_ORDER]}
    elif not is_open:
        headers = [_AGENT] if method == "GET" else [_AGENT, _KEY, _IF_MATCH]
        extra["parameters"] = [_parameter(name, "header", *rest) for name, *rest in headers]
        if path == _ORDER:
            extra["parameters"].append(_OF_ORDER)
        if path.startswith(_ONE):
            extra["parameters"].append(_parameter("checkout_id", "path", "The checkout.", True))
        if method == "GET":
            extra["parameters"] += AS_OF
    elif path.startswith(_HANDLER):
        extra["parameters"] = [_parameter("handler_id", "path", "The payment handler.", True)]
    elif path != _PROFILE:
        extra["parameters"] = [_parameter("version", "path", "As in 2026-01-11.", True)]
    if (method, path) in _BODIES:
        media = {"schema": _REQUESTS[method, path], "example": _BODIES[method, path]}
        extra["requestBody"] = {"required": True, "content": {"application/json": media}}
    return {
        "summary": summary,
        "operation_id": f"ucp_{summary.lower().replace(' ', '_')}",
        "responses": _responses(method, path),
        "openapi_extra": extra,
    }


def _responses(method: str, path: str) -> dict[int | str, dict[str, Any]]:
    known: dict[int | str, dict[str, Any]] = {
        429: _refusal(_ERRORS[429]),
        "default": _refusal("Anything else that is wrong."),
    }
    if path == _HANDLER:
        known[200] = {"description": "The page.", "content": {"text/html": {"schema": _TEXT}}}
        return known
    success = 201 if path == "/checkout-sessions" else 200
    known[success] = json_body(_answer(method, path, success), "The answer.")
    if path.startswith(_PROFILE):
        return known
    if path == MCP:
        known[202] = {"description": "A notification."}
    if method == "GET":
        known[304] = {"description": "The version in If-None-Match is still the current one."}
    elif path == "/checkout-sessions":
        known[200] = json_body(schemas.MESSAGES, "Nothing was created; the messages say why.")
    codes = _ON_READ if method == "GET" else _ERRORS
    return {code: _refusal(_ERRORS.get(code, _MISSING)) for code in codes} | known


def _answer(method: str, path: str, status: int) -> dict[str, Any]:
    if path == MCP:
        return RPC_ANSWER
    if path == _SIMULATION:
        return order_schemas.SIMULATED
    return order_schemas.ORDER if path == _ORDER else schemas.answer(method, path, status)


def _refusal(description: str) -> dict[str, Any]:
    return json_body(schemas.ERROR, description)


def _parameter(name: str, where: str, description: Any, required: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": required,
        "schema": {"type": "string"},
        "description": description,
    }


_OF_ORDER: Final = _parameter(
    "order_id", "path", "The order, as the completed checkout names it.", True
)
