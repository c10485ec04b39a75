"""The documentation of the endpoints in OpenAPI: summaries, bodies with the examples of the documents, and errors."""

from dataclasses import dataclass
from typing import Any, Final

from interfaces.dialects.walley import schemas
from interfaces.http.openapi import AS_OF
from interfaces.http.reference.api_reference import ApiReference, success
from interfaces.http.reference.schemas import Schema
from interfaces.http.route_table import EndpointDoc

_ARTICLE = {
    "id": "10001",
    "description": "A product description",
    "unitPrice": 95.0,
    "unitWeight": 0.3,
    "quantity": 1,
    "vat": 25.0,
    "requiresElectronicId": True,
    "sku": "a unique alphanumeric code for article identification",
}
_GIFT_CARD = {
    "id": "10002",
    "description": "Gift Card",
    "type": "GiftCard",
    "unitPrice": -100.0,
    "quantity": 1,
    "vat": 0.0,
}
_CART = [_ARTICLE, _GIFT_CARD]
_PARCEL = {"height": 10, "width": 20, "isBulky": True}
_FEES = {
    "shipping": {
        "id": "shipping001",
        "description": "Shipping cost (incl. VAT)",
        "unitPrice": 59.0,
        "vat": 25.0,
    }
}
_METADATA = {"administrator": "John Doe", "someOtherData": [1, {"myObj": {"key": 1}}]}
_WHOLE = {
    "cart": _CART,
    "shippingProperties": _PARCEL,
    "fees": _FEES,
    "reference": "ABCDEFGHJIKLMNOP",
    "metadata": _METADATA,
}
_CREATION = {
    "storeId": 1001,
    "countryCode": "SE",
    "reference": "123456789",
    "merchantTermsUri": "https://example.com/terms",
    "notificationUri": "https://example.com/notify?id={checkout.id}",
    "cart": {"items": [_ARTICLE], "shippingProperties": _PARCEL},
    "fees": _FEES,
}
_GRANT = {
    "client_id": "demo-client",
    "client_secret": "demo-secret",
    "grant_type": "client_credentials",
    "scope": "checkout",
}

_IF_MATCH = (
    "If-Match",
    "The ETag of the version that the change is meant for; 412 where another version is current.",
)
_IF_NONE_MATCH = (
    "If-None-Match",
    "The ETag of the version that is known; 304 where it is current.",
)
_ERRORS = {
    400: "`Validation_Error`, one entry for each fault, or `Duplicate_Articles`.",
    401: "The credentials are missing or wrong.",
    403: "`StoreId_Mismatch`: the store is not the merchant's.",
    404: "There is no such checkout, or it is another merchant's.",
    409: "`Checkout_Aborted`: it was cancelled or has expired; create a new one.",
    412: "If-Match names a version that is not the current one.",
    413: "The body is too large.",
    415: "The body is declared as something else than JSON in UTF-8.",
    423: "`Resource_Locked`: another change was being made; send the request again.",
    429: "Too many requests, or failed sign-ins. Try again after Retry-After seconds.",
    503: "Try again after Retry-After seconds.",
    900: "`Purchase_Commitment_Found` or `Purchase_Completed`. The HTTP status is 900 too.",
}
_PAST = "The current state, or the state at `version` or `at`."
_OF_THE_PAST = {
    304: "The version in If-None-Match is still the current one.",
    400: "`Validation_Error`: version or at is malformed or in the future, or both are there.",
}
_ON_READ = (401, 403, 404, 429, 503)
_ON_OPEN = (400, 401, 403, 413, 415, 429, 503)
_ON_CHANGE = (400, 401, 403, 404, 409, 412, 413, 415, 423, 429, 503, 900)
_ANYTHING_ELSE = "Anything else that is wrong."
_UNCHANGED = 304
_STANDARD = range(100, 600)
_OAUTH: Final = "WalleyOAuth"
_SHARED_KEY: Final = "WalleySharedKey"
_SECURITY: Final[list[dict[str, list[str]]]] = [{_OAUTH: []}, {_SHARED_KEY: []}]
REFERENCE: Final = ApiReference(
    title="Walley Checkout",
    description="The API of Walley Checkout, in its two generations: with OAuth, and with a SharedKey.",
    security_schemes={
        _OAUTH: {
            "type": "oauth2",
            "description": "A bearer token for a client of the merchant.",
            "flows": {"clientCredentials": {"tokenUrl": "/oauth2/v2.0/token", "scopes": {}}},
        },
        _SHARED_KEY: {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`SharedKey ` and base64(username ':' hex(sha256(body + path + access key))).",
        },
    },
    examples="interfaces.dialects.walley",
)


@dataclass(frozen=True)
class _Text:
    summary: str
    example: Any = None
    description: str = ""
    media_types: tuple[str, ...] = ("application/json",)


_PUT = {
    "": _Text(
        "Replace the checkout's whole state",
        _WHOLE,
        "What is absent or null is removed. `cart` is an array, or an object with `items`.",
    ),
    "cart": _Text(
        "Replace the cart",
        _CART,
        'The body is an array, or `{"items": […], "shippingProperties": {…}}`.',
    ),
    "fees": _Text("Replace the fees", _FEES, "A fee that is absent or null is removed."),
    "shippingProperties": _Text(
        "Replace the shipping properties", _PARCEL, "An empty body removes them all."
    ),
    "metadata": _Text("Replace the metadata", _METADATA, "An empty body removes them all."),
    "reference": _Text(
        "Set the reference",
        {"reference": "ABCDEFGHJIKLMNOP"},
        "After the purchase is completed it may be set once more.",
    ),
}
_POST = {
    "checkouts": _Text("Open a checkout", _CREATION),
    "checkout": _Text("Open a checkout (SharedKey generation)", _CREATION),
    "token": _Text(
        "Get a bearer token",
        _GRANT,
        "Failures have the shape of RFC 6749.",
        ("application/x-www-form-urlencoded", "multipart/form-data"),
    ),
}


def endpoint_doc(method: str, path: str) -> EndpointDoc:
    """Return the documentation of `method` on `path`, whose parameters are in braces."""
    last = path.rpartition("/")[2]
    if method == "GET":
        extra: dict[str, Any] = {
            "parameters": [*_parameters(path, _IF_NONE_MATCH), *AS_OF],
            "security": _SECURITY,
        }
        responses = success(200, schemas.READ, "The checkout.") | _responses(_ON_READ, _OF_THE_PAST)
        return EndpointDoc(_name("read", path), 200, "Read a checkout", _PAST, responses, extra)
    if method == "POST":
        text = _POST[last]
        extra = {"requestBody": _body(text, last), "security": _SECURITY}
        if last == "token":
            extra["security"] = []
            texts = {400: "`invalid_request`.", 401: "`invalid_client`.", 429: _ERRORS[429]}
            known = success(200, schemas.TOKEN, "The token.") | _responses(
                (), texts, schemas.OAUTH_ERROR
            )
            return EndpointDoc("walley_token", 200, text.summary, text.description, known, extra)
        known = success(201, schemas.CREATED, "The checkout was opened.") | _responses(_ON_OPEN)
        return EndpointDoc(_name("open", path), 201, text.summary, text.description, known, extra)
    part = "" if last.startswith("{") else last
    text = _PUT[part]
    extra = {
        "requestBody": _body(text, part),
        "parameters": _parameters(path, _IF_MATCH),
        "security": _SECURITY,
    }
    known = success(200, schemas.CHANGED, "The change is recorded.") | _responses(_ON_CHANGE)
    return EndpointDoc(_name("update", path), 200, text.summary, text.description, known, extra)


def _name(verb: str, path: str) -> str:
    """Return the operation id: the verb and what it is about, and `of_store` in the SharedKey generation."""
    last = path.rpartition("/")[2]
    subject = "checkout" if last.startswith("{") or last == "checkouts" else last
    words = {"shippingProperties": "shipping_properties", "checkout": "checkout"}
    is_older = path.startswith("/merchants") or path == "/checkout"
    return "_".join(("walley", verb, words.get(subject, subject), *(("of_store",) * is_older)))


def _parameters(path: str, header: tuple[str, str]) -> list[dict[str, Any]]:
    names = [word[1:-1] for word in path.split("/") if word.startswith("{")]
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in names
    ]
    name, description = header
    in_header = {
        "name": name,
        "in": "header",
        "required": False,
        "schema": {"type": "string"},
        "description": description,
    }
    return [*in_path, in_header]


def _body(text: _Text, part: str) -> dict[str, Any]:
    content = {"schema": schemas.BODIES[part], "example": text.example}
    return {"required": True, "content": dict.fromkeys(text.media_types, content)}


def _responses(
    codes: tuple[int, ...],
    more: dict[int, str] | None = None,
    shape: Schema = schemas.ERROR,
) -> dict[int | str, dict[str, Any]]:
    """Describe the responses. OpenAPI allows statuses up to 599, so `default` describes 900."""
    texts = {code: _ERRORS[code] for code in codes} | (more or {})
    known: dict[int | str, dict[str, Any]] = {
        code: _refusal(text, shape) for code, text in texts.items() if code in _STANDARD
    }
    if _UNCHANGED in known:
        known[_UNCHANGED] = {"description": texts[_UNCHANGED]}
    beyond = [f"{code}: {text}" for code, text in texts.items() if code not in _STANDARD]
    return known | {"default": _refusal(" ".join((*beyond, _ANYTHING_ELSE)), shape)}


def _refusal(text: str, shape: Schema) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": shape}}}
