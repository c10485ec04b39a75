"""The OpenAPI description of the endpoints. The bodies are the examples of StateSet's documents."""

from typing import Any, Final

from interfaces.dialects.session.session_v1 import STATUSES
from interfaces.dialects.stateset import schemas
from interfaces.dialects.stateset.requests import MAX_LIMIT
from interfaces.http.openapi import AS_OF
from interfaces.http.reference.api_reference import ApiReference, bearer, json_body
from interfaces.http.reference.schemas import INSTANT, TEXT, Schema, choice, whole

_ITEMS = [{"id": "item_123", "quantity": 3}, {"id": "item_456", "quantity": 1}]
_ADDRESS = {
    "name": "John Doe",
    "line_one": "456 Oak Ave",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}
_BUYER = {"first_name": "John", "last_name": "Doe", "email": "john@example.com"}
_ONE = "/v1/checkouts/{checkout_id}"
_SUMMARIES = {
    ("POST", "/v1/checkouts"): "Create a checkout",
    ("GET", "/v1/checkouts"): "List checkouts, the newest first",
    ("GET", _ONE): "Read a checkout",
    ("PUT", _ONE): "Update a checkout",
    ("POST", f"{_ONE}/complete"): "Pay for a checkout and complete it",
    ("POST", f"{_ONE}/cancel"): "Cancel a checkout",
}
_BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/v1/checkouts"): {
        "items": _ITEMS,
        "buyer": _BUYER,
        "fulfillment_address": _ADDRESS,
    },
    ("PUT", _ONE): {
        "items": _ITEMS,
        "fulfillment_address": _ADDRESS,
        "fulfillment_option_id": "shipping_fast",
    },
    ("POST", f"{_ONE}/complete"): {"payment_data": {"token": "tok_succeed", "provider": "stripe"}},
    ("POST", f"{_ONE}/cancel"): {"reason": "customer", "message": "Changed their mind"},
}
_IN_QUERY = {
    "status": "One status; all where there is none.",
    "buyer_email": "The buyer's e-mail address, in whatever case.",
    "created_after": "An instant (RFC 3339); those created later.",
    "created_before": "An instant (RFC 3339); those created earlier.",
    "limit": "How many, from 1 to 100; 20 where nothing is said.",
    "cursor": "The id of the last checkout of the page before.",
}
_IN_HEADERS = {
    "Idempotency-Key": "1 to 255 characters; the same request sent again with it is answered the same.",
    "If-Match": "The ETag of the version that the change is meant for; 412 where another version is current.",
}
_ERRORS = {
    400: "A parameter is missing, unknown or wrong, or the body is not JSON.",
    401: "The key is missing or wrong.",
    403: "The key may not do this.",
    404: "There is no such checkout, or it is another merchant's.",
    409: "Another change or a payment was being made, or the checkout has ended.",
    412: "If-Match names a version that is not the current one.",
    413: "The body is too large.",
    415: "The body is declared as something else than JSON in UTF-8.",
    422: "The shop cannot fulfil this, or the Idempotency-Key was sent with another request.",
    429: "The key has made too many requests.",
    503: "Try again after Retry-After seconds.",
}
_ON_READ = (400, 401, 403, 404, 409, 429, 503)
_QUERY_SCHEMAS: Final[dict[str, Schema]] = {
    "status": choice(dict.fromkeys(STATUSES.values())),
    "buyer_email": TEXT,
    "created_after": INSTANT,
    "created_before": INSTANT,
    "limit": whole(1, MAX_LIMIT),
    "cursor": TEXT,
}
REFERENCE: Final = ApiReference(
    title="StateSet checkouts",
    description="StateSet's checkouts, for agents: articles and quantities in, prices out of the shop's catalogue.",
    security_schemes={"ApiKey": bearer("An API key of the merchant.")},
    examples="interfaces.dialects.stateset",
)


def describe(method: str, path: str) -> dict[str, Any]:
    """Return the arguments of `add_api_route` that describe one endpoint."""
    extra: dict[str, Any] = {
        "security": [{"ApiKey": []}],
        "parameters": [_parameter("checkout_id", "path", "The checkout.")]
        if path.startswith(_ONE)
        else [],
    }
    if (method, path) in _BODIES:
        example = _BODIES[method, path]
        extra["requestBody"] = {
            "required": not path.endswith("/cancel"),
            "content": {
                "application/json": {"schema": schemas.BODIES[method, path], "example": example}
            },
        }
        extra["parameters"] += [
            _parameter(name, "header", description) for name, description in _IN_HEADERS.items()
        ]
    elif path == "/v1/checkouts":
        extra["parameters"] += [
            _parameter(name, "query", description, _QUERY_SCHEMAS[name])
            for name, description in _IN_QUERY.items()
        ]
    else:
        extra["parameters"] += AS_OF
    summary = _SUMMARIES[method, path]
    return {
        "summary": summary,
        "operation_id": f"stateset_{summary.split(',')[0].lower().replace(' ', '_')}",
        "responses": _responses(method, path),
        "openapi_extra": extra,
    }


def _responses(method: str, path: str) -> dict[int | str, dict[str, Any]]:
    is_read = method == "GET"
    known: dict[int | str, dict[str, Any]] = {
        code: _refusal(_ERRORS[code]) for code in (_ON_READ if is_read else _ERRORS)
    }
    if is_read:
        known[304] = {"description": "The version in If-None-Match is still the current one."}
    is_list = is_read and path == "/v1/checkouts"
    success = 201 if method == "POST" and path == "/v1/checkouts" else 200
    known[success] = json_body(schemas.PAGE if is_list else schemas.SESSION, "The answer.")
    return known | {"default": _refusal("Anything else that is wrong.")}


def _refusal(description: str) -> dict[str, Any]:
    return json_body(schemas.ERROR, description)


def _parameter(name: str, where: str, description: str, schema: Schema = TEXT) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "schema": schema,
        "description": description,
    }
