"""The OpenAPI description of the endpoints. The bodies are the examples of StateSet's documents."""

from typing import Any

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
_TEXT = {"type": "string"}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {
        "error": {
            "type": "object",
            "required": ["type", "code", "message", "doc_url", "request_id"],
            "additionalProperties": False,
            "properties": dict.fromkeys(
                ("type", "code", "message", "param", "doc_url", "request_id"), _TEXT
            ),
        }
    },
}


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
            "content": {"application/json": {"schema": {"type": "object"}, "example": example}},
        }
        extra["parameters"] += [
            _parameter(name, "header", description) for name, description in _IN_HEADERS.items()
        ]
    elif path == "/v1/checkouts":
        extra["parameters"] += [
            _parameter(name, "query", description) for name, description in _IN_QUERY.items()
        ]
    summary = _SUMMARIES[method, path]
    return {
        "summary": summary,
        "operation_id": f"stateset_{summary.split(',')[0].lower().replace(' ', '_')}",
        "responses": _responses(method),
        "openapi_extra": extra,
    }


def _responses(method: str) -> dict[int | str, dict[str, Any]]:
    is_read = method == "GET"
    known: dict[int | str, dict[str, Any]] = {
        code: _refusal(_ERRORS[code]) for code in (_ON_READ if is_read else _ERRORS)
    }
    if is_read:
        known[304] = {"description": "The version in If-None-Match is still the current one."}
    return known | {"default": _refusal("Anything else that is wrong.")}


def _refusal(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ERROR}}}


def _parameter(name: str, where: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "schema": {"type": "string"},
        "description": description,
    }
