"""The documentation of the endpoints in OpenAPI: summaries, bodies with examples, and errors."""

from dataclasses import dataclass, field
from typing import Any, Final

from interfaces.dialects.svea.openapi import schemas
from interfaces.http.openapi import AS_OF
from interfaces.http.reference.api_reference import ApiReference, json_body
from interfaces.http.reference.schemas import FLAG, TEXT, Schema, number
from interfaces.http.route_table import EndpointDoc

_SIGNATURE: Final = "SveaSignature"
REFERENCE: Final = ApiReference(
    title="Svea Checkout",
    description="The API of Svea Checkout, for shops and their SDKs.",
    security_schemes={
        _SIGNATURE: {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": (
                "`Svea ` and base64(merchant id ':' hex(sha512(body + secret + Timestamp))), with the header Timestamp."
            ),
        }
    },
    examples="interfaces.dialects.svea",
)

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
    "cart": {
        "items": [
            {f"{name[:1].lower()}{name[1:]}": value for name, value in row.items()} for row in _ROWS
        ]
    },
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
    parameters: tuple[dict[str, Any], ...] = ()
    answer: Schema = field(default_factory=lambda: schemas.ORDER)
    body: Schema | None = None


_REPLACES = (
    "The whole cart is overwritten. Merchant data, shipping information and validation are left as they are where the "
    "body does not name them."
)


def _parameter(
    name: str, place: str, description: str, *, required: bool, schema: Schema = TEXT
) -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": required,
        "schema": schema,
        "description": description,
    }


_CAMPAIGN_QUERY = (
    _parameter(
        "isCompany",
        "query",
        "Whether campaigns for companies are wanted.",
        required=True,
        schema=FLAG,
    ),
    _parameter(
        "amount",
        "query",
        "Major units. Leaves out campaigns that do not fit, and adds what each costs a month.",
        required=False,
        schema=number(0),
    ),
)
_ENDPOINTS = {
    ("POST", "/api/orders"): _Text(
        "create_order",
        "Create an order",
        _ON_OPEN,
        201,
        CREATION,
        "200 with the order that has it where the ClientOrderNumber was used before.",
        body=schemas.CREATION,
    ),
    ("GET", "/api/orders/{order_id}"): _Text(
        "get_order", "Get an order", _ON_READ, parameters=AS_OF
    ),
    ("PUT", "/api/orders/{order_id}"): _Text(
        "update_order", "Update an order", _ON_CHANGE, 200, UPDATE, _REPLACES, body=schemas.UPDATE
    ),
    ("POST", "/api/orders/{order_id}"): _Text(
        "update_order_by_post",
        "Update an order",
        _ON_CHANGE,
        200,
        UPDATE,
        _REPLACES,
        body=schemas.UPDATE,
    ),
    ("POST", "/api/tokens/{token}/orders"): _Text(
        "create_recurring_order",
        "Create an order under a recurring token",
        _ON_TOKEN_ORDER,
        201,
        _TOKEN_ORDER,
        answer=schemas.RECURRING_ORDER,
        body=schemas.TOKEN_ORDER,
    ),
    ("GET", "/api/tokens/{token}"): _Text(
        "get_token", "Get a recurring token", _ON_TOKEN, answer=schemas.TOKEN
    ),
    ("GET", "/api/tokens/{token}/orders/{order_id}"): _Text(
        "get_recurring_order",
        "Get an order that was created under a token",
        _ON_TOKEN,
        answer=schemas.RECURRING_ORDER,
    ),
    ("PATCH", "/api/tokens/{token}"): _Text(
        "cancel_token",
        "Cancel a recurring token",
        _ON_TOKEN_ORDER,
        200,
        {"status": "Cancelled"},
        answer=schemas.TOKEN,
        body=schemas.TOKEN_CHANGE,
    ),
    ("GET", "/api/util/GetAvailablePartPaymentCampaigns"): _Text(
        "get_campaigns",
        "Get part-payment campaigns",
        _ON_QUERY,
        parameters=_CAMPAIGN_QUERY,
        answer=schemas.CAMPAIGNS,
    ),
}


def endpoint_doc(method: str, path: str) -> EndpointDoc:
    """Return the documentation of `method` on `path`, whose parameters are in braces."""
    doc = _ENDPOINTS[method, path]
    in_path = [word[1:-1] for word in path.split("/") if word.startswith("{")]
    extra: dict[str, Any] = {
        "parameters": [
            *(_parameter(name, "path", "", required=True) for name in in_path),
            *doc.parameters,
            _parameter("Timestamp", "header", "UTC, as it was signed.", required=True),
        ],
        "security": [{_SIGNATURE: []}],
    }
    if doc.body is not None:
        content = {"schema": doc.body, "example": doc.example}
        extra["requestBody"] = {"required": True, "content": {"application/json": content}}
    responses: dict[int | str, dict[str, Any]] = {
        doc.status: json_body(doc.answer, "The answer."),
        **{code: _refusal(_ERRORS[code]) for code in sorted(doc.errors)},
    }
    if doc.status == _CREATED:
        responses[200] = json_body(doc.answer, _FOUND)
    responses["default"] = _refusal("Anything else that is wrong.")
    return EndpointDoc(
        f"svea_{doc.name}", doc.status, doc.summary, doc.description, responses, extra
    )


def _refusal(description: str) -> dict[str, Any]:
    return json_body(schemas.ERROR, description)
