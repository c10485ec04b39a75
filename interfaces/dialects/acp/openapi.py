"""The OpenAPI description of the endpoints. The protocol's own documents describe each version in full."""

from typing import Any, Final

from interfaces.dialects.acp import schemas
from interfaces.dialects.acp.versions.negotiation import VERSIONS
from interfaces.http.openapi import AS_OF
from interfaces.http.reference.api_reference import ApiReference, bearer, json_body

_ONE = "/checkout_sessions/{checkout_id}"
_CART = "/carts/{checkout_id}"
_DISCOVERY = "/.well-known/acp.json"
_SUMMARIES = {
    ("POST", "/checkout_sessions"): "Create a checkout session",
    ("GET", _ONE): "Retrieve a checkout session",
    ("POST", _ONE): "Update a checkout session",
    ("POST", f"{_ONE}/complete"): "Complete a checkout session",
    ("POST", f"{_ONE}/cancel"): "Cancel a checkout session",
    ("POST", "/carts"): "Create a cart",
    ("GET", _CART): "Retrieve a cart",
    ("POST", _CART): "Update a cart",
    ("POST", f"{_CART}/cancel"): "Cancel a cart",
    ("GET", _DISCOVERY): "Discover what the shop can do",
}
_BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/checkout_sessions"): {
        "currency": "usd",
        "capabilities": {},
        "line_items": [{"id": "item_123", "quantity": 1}],
    },
    ("POST", "/carts"): {"line_items": [{"id": "item_123", "quantity": 1}]},
    ("POST", _CART): {"line_items": [{"id": "item_123", "quantity": 2}]},
    ("POST", f"{_CART}/cancel"): {},
    ("POST", _ONE): {
        "selected_fulfillment_options": [
            {"type": "shipping", "option_id": "shipping_fast", "item_ids": ["item_123"]}
        ]
    },
    ("POST", f"{_ONE}/complete"): {
        "payment_data": {
            "handler_id": "card_tokenized",
            "instrument": {"type": "card", "credential": {"type": "spt", "token": "spt_123"}},
        }
    },
    ("POST", f"{_ONE}/cancel"): {"intent_trace": {"reason_code": "comparison"}},
}
_VERSION = (
    "API-Version",
    "The version that is spoken, as in 2026-04-17; required unless the merchant has a default. The answer repeats it.",
    False,
)
_KEY = ("Idempotency-Key", "1 to 255 characters; required in 2026-04-17.", False)
_IF_MATCH = ("If-Match", "The ETag of the version that the change is meant for.", False)
_ERRORS = {
    400: "A parameter or the API-Version is missing or wrong, or the body is not JSON.",
    401: "The key is missing or wrong.",
    403: "The key may not do this.",
    404: "There is no such session, or it is another merchant's.",
    405: "The session cannot be canceled.",
    409: "Another change or a payment was being made, the session has ended, or the key is in use.",
    412: "If-Match names a version that is not the current one.",
    413: "The body is too large.",
    415: "The body is declared as something else than JSON in UTF-8.",
    422: "The Idempotency-Key was sent with another request.",
    429: "Too many requests, or failed sign-ins. Try again after Retry-After seconds.",
    503: "Try again after Retry-After seconds.",
}
_ON_READ = (400, 401, 403, 404, 409, 429, 503)
REFERENCE: Final = ApiReference(
    title="Agentic Commerce Protocol",
    description=f"ACP in the versions {', '.join(VERSIONS)}, which the header API-Version names.",
    security_schemes={"ApiKey": bearer("An API key of the merchant.")},
    examples="interfaces.dialects.acp",
)


def describe(method: str, path: str) -> dict[str, Any]:
    """Return the arguments of `add_api_route` that describe one endpoint."""
    summary = _SUMMARIES[method, path]
    extra: dict[str, Any] = {"security": [] if path == _DISCOVERY else [{"ApiKey": []}]}
    if path != _DISCOVERY:
        headers = [_VERSION] if method == "GET" else [_VERSION, _KEY, _IF_MATCH]
        extra["parameters"] = [_parameter(name, "header", *rest) for name, *rest in headers]
        if path.startswith((_ONE, _CART)):
            extra["parameters"].append(_parameter("checkout_id", "path", "The session.", True))
        if method == "GET":
            extra["parameters"] += AS_OF
    if (method, path) in _BODIES:
        media = {"schema": schemas.BODIES[method, path], "example": _BODIES[method, path]}
        extra["requestBody"] = {
            "required": not path.endswith("/cancel"),
            "content": {"application/json": media},
        }
    return {
        "summary": summary,
        "operation_id": f"acp_{summary.lower().replace(' ', '_')}",
        "responses": _responses(method, path),
        "openapi_extra": extra,
    }


def _responses(method: str, path: str) -> dict[int | str, dict[str, Any]]:
    success = 201 if path in ("/checkout_sessions", "/carts") else 200
    known: dict[int | str, dict[str, Any]] = {
        success: json_body(schemas.answer(path), "The answer."),
        "default": _refusal("Anything else that is wrong."),
    }
    if path == _DISCOVERY:
        return known | {429: _refusal(_ERRORS[429])}
    if method == "GET":
        known[304] = {"description": "The version in If-None-Match is still the current one."}
    codes = _ON_READ if method == "GET" else _ERRORS
    return {code: _refusal(_ERRORS[code]) for code in codes} | known


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
