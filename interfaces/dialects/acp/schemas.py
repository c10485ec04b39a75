"""The schemas of bodies and answers. A body has one of two shapes: that of 2025-09-29, or that of 2026."""

from typing import Final

from interfaces.dialects.acp.session_schemas import CART, SESSION_2026
from interfaces.dialects.acp.versions.consents_2026 import MAX_CONSENTS
from interfaces.dialects.acp.versions.group_requests import MAX_GROUPS
from interfaces.dialects.acp.versions.requests_2026 import HANDLER
from interfaces.dialects.acp.wire import ErrorBody
from interfaces.dialects.session import requests
from interfaces.dialects.session.schemas import session_v1
from interfaces.dialects.session.schemas.parts import (
    ADDRESS_INPUT,
    CODES,
    CURRENCY,
    METADATA,
    QUANTITY,
    REQUIRED,
    SHORT,
    buyer_input,
)
from interfaces.http.reference.schemas import (
    FLAG,
    MAP,
    TEXT,
    Schema,
    array,
    choice,
    entity,
    nullable,
    text,
)
from interfaces.http.reference.struct_schemas import struct_schema

_V1_BUYER: Final = ("first_name", "last_name", "email")
_TOKEN: Final = text(requests.LONGEST_TOKEN, minLength=1)
_BUYER: Final = buyer_input("AcpBuyerInput", ("email",))
_ITEM: Final = entity(
    "AcpItemInput",
    {"id": REQUIRED},
    {"quantity": QUANTITY},
    description="An article of the catalogue. A quantity that is absent is 1.",
)
_ITEMS: Final = array(_ITEM, most=requests.MAX_ITEMS)
_DETAILS: Final = entity(
    "AcpFulfillmentDetailsInput",
    {},
    {"name": SHORT, "phone_number": SHORT, "email": SHORT, "address": nullable(ADDRESS_INPUT)},
)
_GROUP: Final = entity(
    "AcpFulfillmentGroupInput",
    {
        "id": REQUIRED,
        "destination_type": choice(("shipping", "digital", "pickup", "local_delivery")),
    },
    {
        "item_ids": array(TEXT, most=requests.MAX_ITEMS),
        "location_id": SHORT,
        "fulfillment_details": _DETAILS,
    },
)
_SELECTION: Final = entity(
    "AcpOptionSelection",
    {"option_id": REQUIRED},
    {"type": choice(("shipping", "digital", "pickup", "local_delivery")), "item_ids": array(TEXT)},
)
_DISCOUNTS: Final = entity("AcpDiscountCodes", {}, {"codes": CODES})
_FULFILLMENT: Final = {
    "fulfillment_details": _DETAILS,
    "fulfillment_groups": array(_GROUP, most=MAX_GROUPS),
    "selected_fulfillment_options": array(_SELECTION),
}
_PARTS: Final = {"buyer": _BUYER, **_FULFILLMENT, "discounts": _DISCOUNTS}
_TERMS: Final = {
    "currency": CURRENCY,
    "capabilities": MAP,
    "metadata": METADATA,
    "cart_id": text(requests.LONGEST, "In 2026-04-17: the cart that becomes the session."),
}
_REMOVES: Final = "What is absent stays, and null removes."
_CREATION: Final = entity(
    "AcpSessionCreation",
    {},
    {"line_items": _ITEMS, **_TERMS, **_PARTS},
    description="Has `line_items`, or in 2026-04-17 a `cart_id`.",
)
_UPDATE: Final = entity(
    "AcpSessionUpdate",
    {},
    {"line_items": _ITEMS, **{name: nullable(each) for name, each in _PARTS.items()}},
    description=_REMOVES,
)
_CREDENTIAL: Final = entity("AcpCredential", {"type": TEXT, "token": _TOKEN})
_PAYMENT: Final = entity(
    "AcpPayment",
    {
        "handler_id": choice((HANDLER,)),
        "instrument": entity("AcpInstrument", {"type": TEXT, "credential": _CREDENTIAL}),
    },
    {"billing_address": ADDRESS_INPUT},
)
_CONSENT: Final = entity("AcpMarketingConsent", {"channel": REQUIRED, "opted_in": FLAG})
_COMPLETION: Final = entity(
    "AcpSessionCompletion",
    {"payment_data": _PAYMENT},
    {"buyer": _BUYER, "marketing_consents": array(_CONSENT, most=MAX_CONSENTS)},
)
_TRACE: Final = entity("AcpIntentTrace", {"reason_code": REQUIRED}, {"trace_summary": text(500)})
_CANCELLATION: Final = entity("AcpCancellation", {}, {"intent_trace": _TRACE})
_V1_ORDER: Final = entity(
    "AcpSessionV1Order",
    {"id": TEXT, "checkout_session_id": TEXT, "permalink_url": text(format="uri")},
)
_SESSION_V1: Final = session_v1.session_schema("AcpSessionV1", {"order": _V1_ORDER})


def _either(new: Schema, old: Schema) -> Schema:
    return {"anyOf": [new, old]}


SESSION: Final = _either(SESSION_2026, _SESSION_V1)
_SESSIONS: Final = "/checkout_sessions"
_ONE: Final = f"{_SESSIONS}/{{checkout_id}}"
_CARTS: Final = "/carts"
_CART: Final = f"{_CARTS}/{{checkout_id}}"
BODIES: Final[dict[tuple[str, str], Schema]] = {
    ("POST", _SESSIONS): _either(
        _CREATION, session_v1.creation_schema("AcpSessionV1Creation", buyer=_V1_BUYER)
    ),
    ("POST", _ONE): _either(
        _UPDATE, session_v1.update_schema("AcpSessionV1Update", buyer=_V1_BUYER)
    ),
    ("POST", f"{_ONE}/complete"): _either(
        _COMPLETION, session_v1.completion_schema("AcpSessionV1Completion", buyer=_V1_BUYER)
    ),
    ("POST", f"{_ONE}/cancel"): _CANCELLATION,
    ("POST", _CARTS): entity(
        "AcpCartCreation",
        {"line_items": _ITEMS},
        {"buyer": _BUYER, "discounts": _DISCOUNTS, "metadata": METADATA},
    ),
    ("POST", _CART): entity(
        "AcpCartUpdate",
        {"line_items": _ITEMS},
        {"buyer": nullable(_BUYER), "discounts": nullable(_DISCOUNTS)},
        description=_REMOVES,
    ),
    ("POST", f"{_CART}/cancel"): _CANCELLATION,
}
"""The schema of each request body, by method and path."""
DISCOVERY: Final = entity(
    "AcpDiscovery",
    {
        "protocol": entity(
            "AcpProtocol",
            {"name": TEXT, "version": TEXT, "supported_versions": array(TEXT)},
        ),
        "api_base_url": text(format="uri"),
        "transports": array(TEXT),
        "capabilities": entity(
            "AcpServiceCapabilities",
            {
                "services": array(TEXT),
                "extensions": array(entity("AcpExtensionName", {"name": TEXT})),
                "intervention_types": array(TEXT),
                "supported_currencies": array(TEXT),
                "supported_locales": array(TEXT),
            },
        ),
    },
)
ERROR: Final = struct_schema(
    ErrorBody, "Acp", {"ErrorBody.param": TEXT, "ErrorBody.supported_versions": array(TEXT)}
)


def answer(path: str) -> Schema:
    """Return the schema of the answer of an endpoint at `path`."""
    if path.startswith("/.well-known"):
        return DISCOVERY
    return CART if path.startswith(_CARTS) else SESSION
