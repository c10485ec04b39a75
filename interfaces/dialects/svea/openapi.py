"""The documentation of the endpoints in OpenAPI: summaries, bodies with examples, and errors."""

from dataclasses import dataclass
from typing import Any

from interfaces.http.route_table import EndpointDoc

_ROWS = [
    {
        "ArticleNumber": "ABC80",
        "Name": "Computer",
        "Quantity": 300,
        "UnitPrice": 500000,
        "DiscountPercent": 1000,
        "VatPercent": 2500,
        "Unit": "st",
        "RowNumber": 1,
        "RowType": "Row",
    },
    {
        "ArticleNumber": "SHIP",
        "Name": "Fraktavgifter",
        "Quantity": 100,
        "UnitPrice": 4900,
        "VatPercent": 2500,
        "RowNumber": 2,
        "RowType": "ShippingFee",
    },
]
_SETTINGS = {
    "PushUri": "https://shop.example/push?order={checkout.order.uri}",
    "TermsUri": "https://shop.example/terms",
    "CheckoutUri": "https://shop.example/checkout",
    "ConfirmationUri": "https://shop.example/thanks",
}
CREATION: dict[str, Any] = {
    "CountryCode": "SE",
    "Currency": "SEK",
    "Locale": "sv-SE",
    "ClientOrderNumber": "1234ABCD",
    "MerchantSettings": _SETTINGS,
    "Cart": {"Items": _ROWS},
    "PresetValues": [
        {"TypeName": "EmailAddress", "Value": "ada@shop.example", "IsReadonly": False}
    ],
    "MerchantData": "basket 17",
}
UPDATE: dict[str, Any] = {"Cart": {"Items": _ROWS}, "MerchantData": "basket 17, once more"}
_TOKEN_ORDER: dict[str, Any] = {
    "currency": "SEK",
    "clientOrderNumber": "1234ABCE",
    "merchantSettings": {"pushUri": "https://shop.example/push?order={checkout.order.uri}"},
    "cart": {"items": _ROWS},
}
_ERRORS = {
    400: "One entry in `Errors` for each fault; or the order is `Final` or `Cancelled`.",
    401: "The signature or its Timestamp is missing or wrong.",
    403: "Recurring orders are not enabled for the merchant.",
    404: "There is no such order or token, or it is another merchant's.",
    409: "Another change was being made, the customer is purchasing, or the order was opened in another API.",
    412: "If-Match names a version that is not the current one.",
    413: "The body is too large.",
    415: "The body is declared as something else than JSON in UTF-8.",
    429: "Too many requests, or failed sign-ins. Try again after Retry-After seconds.",
    503: "Try again after Retry-After seconds.",
}
_TEXT = {"type": "string"}
_ERROR = {
    "type": "object",
    "required": ["Code", "Message", "Errors"],
    "additionalProperties": False,
    "properties": {
        "Code": {"type": "integer"},
        "Message": _TEXT,
        "Errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["Code", "Field", "ErrorMessage"],
                "additionalProperties": False,
                "properties": {
                    "Code": {"type": "integer"},
                    "Field": {"type": ["string", "null"]},
                    "ErrorMessage": _TEXT,
                },
            },
        },
    },
}
_CREATED = 201
_WITH_BODY = (413, 415)
_ON_READ = (400, 401, 404, 409, 429, 503)
_ON_QUERY = (400, 401, 429, 503)
_ON_OPEN = (*_ON_QUERY, *_WITH_BODY)
_ON_CHANGE = (400, 401, 404, 409, 412, 429, 503, *_WITH_BODY)
_ON_TOKEN = (401, 403, 404, 429, 503)
_ON_TOKEN_ORDER = (400, *_ON_TOKEN, *_WITH_BODY)
_FOUND = "The order that had this ClientOrderNumber before."


@dataclass(frozen=True)
class _Text:
    name: str
    summary: str
    errors: tuple[int, ...]
    status: int = 200
    example: Any = None
    description: str = ""
    parameters: tuple[tuple[str, str, bool], ...] = ()


_AS_OF = (
    ("version", "The order as it stood at this version.", False),
    ("at", "The order as it stood at this instant (RFC 3339).", False),
)
_CAMPAIGN_QUERY = (
    ("isCompany", "Whether campaigns for companies are wanted.", True),
    ("amount", "Leaves out campaigns that do not fit, and adds what each costs a month.", False),
)
_REPLACES = (
    "The whole cart is overwritten. Merchant data, shipping information and validation are left as they are where the "
    "body does not name them."
)
_ENDPOINTS = {
    ("POST", "/api/orders"): _Text(
        "create_order",
        "Create an order",
        _ON_OPEN,
        201,
        CREATION,
        "200 with the order that has it where the ClientOrderNumber was used before.",
    ),
    ("GET", "/api/orders/{order_id}"): _Text(
        "get_order", "Get an order", _ON_READ, parameters=_AS_OF
    ),
    ("PUT", "/api/orders/{order_id}"): _Text(
        "update_order", "Update an order", _ON_CHANGE, 200, UPDATE, _REPLACES
    ),
    ("POST", "/api/orders/{order_id}"): _Text(
        "update_order_by_post", "Update an order", _ON_CHANGE, 200, UPDATE, _REPLACES
    ),
    ("POST", "/api/tokens/{token}/orders"): _Text(
        "create_recurring_order",
        "Create an order under a recurring token",
        _ON_TOKEN_ORDER,
        201,
        _TOKEN_ORDER,
    ),
    ("GET", "/api/tokens/{token}"): _Text("get_token", "Get a recurring token", _ON_TOKEN),
    ("GET", "/api/tokens/{token}/orders/{order_id}"): _Text(
        "get_recurring_order", "Get an order that was created under a token", _ON_TOKEN
    ),
    ("PATCH", "/api/tokens/{token}"): _Text(
        "cancel_token",
        "Cancel a recurring token",
        _ON_TOKEN_ORDER,
        200,
        {"status": "Cancelled"},
    ),
    ("GET", "/api/util/GetAvailablePartPaymentCampaigns"): _Text(
        "get_campaigns", "Get part-payment campaigns", _ON_QUERY, parameters=_CAMPAIGN_QUERY
    ),
}


def endpoint_doc(method: str, path: str) -> EndpointDoc:
    """Return the documentation of `method` on `path`, whose parameters are in braces."""
    text = _ENDPOINTS[method, path]
    in_path = [word[1:-1] for word in path.split("/") if word.startswith("{")]
    parameters = [_parameter(name, "path", "", required=True) for name in in_path]
    parameters += [
        _parameter(name, "query", description, required=required)
        for name, description, required in text.parameters
    ]
    parameters.append(_parameter("Timestamp", "header", "UTC, as it was signed.", required=True))
    extra: dict[str, Any] = {"parameters": parameters}
    if text.example is not None:
        content = {"schema": {"type": "object"}, "example": text.example}
        extra["requestBody"] = {"required": True, "content": {"application/json": content}}
    responses: dict[int | str, dict[str, Any]] = {
        code: _refusal(_ERRORS[code]) for code in sorted(text.errors)
    }
    if text.status == _CREATED:
        responses[200] = {"description": _FOUND, "content": {"application/json": {"schema": {}}}}
    responses["default"] = _refusal("Anything else that is wrong.")
    return EndpointDoc(
        f"svea_{text.name}", text.status, text.summary, text.description, responses, extra
    )


def _refusal(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": _ERROR}}}


def _parameter(name: str, place: str, description: str, *, required: bool) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": required,
        "schema": {"type": "string"},
        "description": description,
    }
