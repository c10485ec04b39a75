"""The schemas of bodies and answers. They hold for every version: what only some have is optional."""

from collections.abc import Mapping
from typing import Final

from interfaces.dialects.session import requests
from interfaces.dialects.session.schemas.parts import (
    AMOUNT,
    CODES,
    COUNTRY,
    CURRENCY,
    LINK,
    QUANTITY,
    REQUIRED,
    SHORT,
)
from interfaces.dialects.ucp.mandates.completions import LONGEST
from interfaces.dialects.ucp.requests.consents import NAMES
from interfaces.dialects.ucp.requests.fulfillment import MAX_DESTINATIONS, MAX_METHODS
from interfaces.dialects.ucp.requests.hints import PLACE, SIGNALS_WITH_TYPES
from interfaces.dialects.ucp.requests.payment import MAX_INSTRUMENTS
from interfaces.http.reference.schemas import (
    FLAG,
    INSTANT,
    MAP,
    TEXT,
    Schema,
    array,
    choice,
    entity,
    nullable,
    text,
    whole,
)

ADDRESS_PARTS: Final = (
    *("first_name", "last_name", "street_address", "extended_address"),
    *("address_locality", "address_region", "postal_code"),
)
_IDS: Final = array(TEXT, most=requests.MAX_ITEMS)
_KIND: Final = choice(("shipping", "pickup"))
_CONSENT: Final = entity(
    "UcpConsent", {}, {**dict.fromkeys(NAMES.values(), FLAG), **dict.fromkeys(NAMES, MAP)}
)
_BUYER: Final = entity(
    "UcpBuyer",
    {},
    {
        **dict.fromkeys(("first_name", "last_name", "full_name", "email", "phone_number"), SHORT),
        "consent": _CONSENT,
    },
)
_LINE_INPUT: Final = entity(
    "UcpLineInput",
    {"item": entity("UcpItemInput", {"id": REQUIRED})},
    {"id": SHORT, "quantity": QUANTITY, "parent_id": SHORT},
    description="An article of the catalogue. A quantity that is absent is 1.",
)
_ADDRESS_INPUT: Final = {**dict.fromkeys(ADDRESS_PARTS, SHORT), "address_country": COUNTRY}
_METHOD_INPUT: Final = entity(
    "UcpMethodInput",
    {},
    {
        "id": SHORT,
        "type": _KIND,
        "line_item_ids": _IDS,
        "destinations": array(
            entity(
                "UcpDestinationInput", {}, {"id": SHORT, "phone_number": SHORT, **_ADDRESS_INPUT}
            ),
            most=MAX_DESTINATIONS,
        ),
        "selected_destination_id": nullable(SHORT),
        "groups": array(
            entity("UcpGroupInput", {}, {"id": SHORT, "selected_option_id": nullable(SHORT)}),
            most=MAX_METHODS,
        ),
    },
)
_CONTEXT: Final = entity(
    "UcpContext",
    {},
    {
        **dict.fromkeys((*PLACE, "intent", "language", "currency", "location"), TEXT),
        "eligibility": array(TEXT),
        "payment": array(entity("UcpPreferredHandler", {"handler": TEXT}, {"types": array(TEXT)})),
    },
    description="What the buyer may want. Other members are kept too.",
)
_SIGNALS: Final = entity(
    "UcpSignals",
    {},
    dict.fromkeys(SIGNALS_WITH_TYPES, TEXT),
    description="What the platform observed. Other members are kept too.",
)
_ATTRIBUTION: Final[Schema] = {
    "title": "UcpAttribution",
    "type": "object",
    "additionalProperties": TEXT,
    "description": "How the buyer was referred, as in the query of a link.",
}
_PARTS: Final = {
    "buyer": _BUYER,
    "context": _CONTEXT,
    "signals": _SIGNALS,
    "attribution": _ATTRIBUTION,
    "fulfillment": entity(
        "UcpFulfillmentInput", {}, {"methods": array(_METHOD_INPUT, most=MAX_METHODS)}
    ),
    "discounts": entity("UcpDiscountsInput", {}, {"codes": CODES}),
}
_LINES_INPUT: Final = array(_LINE_INPUT, most=requests.MAX_ITEMS)
_CREDENTIAL: Final = entity(
    "UcpCredential",
    {"type": REQUIRED},
    {"token": text(requests.LONGEST_TOKEN), "number": TEXT, "binding": MAP},
)
_INSTRUMENT: Final = entity(
    "UcpInstrument",
    {"handler_id": REQUIRED, "credential": _CREDENTIAL},
    {
        "id": TEXT,
        "type": TEXT,
        "selected": FLAG,
        "billing_address": entity("UcpBillingAddress", {}, _ADDRESS_INPUT),
    },
)
_PAYMENT: Final = entity(
    "UcpPaymentInput", {"instruments": array(_INSTRUMENT, most=MAX_INSTRUMENTS)}
)
_ONE: Final = "/checkout-sessions/{checkout_id}"
_PROFILE: Final = "/.well-known/ucp"
BODIES: Final[Mapping[tuple[str, str], Schema]] = {
    ("POST", "/checkout-sessions"): entity(
        "UcpCheckoutCreation", {"line_items": _LINES_INPUT}, _PARTS
    ),
    ("PUT", _ONE): entity(
        "UcpCheckoutUpdate",
        {},
        {"line_items": _LINES_INPUT, **{name: nullable(each) for name, each in _PARTS.items()}},
        description="What is absent stays, and null removes.",
    ),
    ("POST", f"{_ONE}/complete"): entity(
        "UcpCheckoutCompletion",
        {},
        {
            "payment": _PAYMENT,
            "payment_data": _INSTRUMENT,
            "signals": _SIGNALS,
            "attribution": _ATTRIBUTION,
            "ap2": entity(
                "UcpMandate",
                {"checkout_mandate": text(LONGEST)},
                description="The proof that the buyer has authorised the purchase, where mandates were negotiated.",
            ),
        },
        description="Has `payment`, or in 2026-01-11 `payment_data`, unless the total is 0.",
    ),
}
"""The schema of each request body, by method and path."""

_VERSIONED: Final = entity("UcpVersioned", {"version": TEXT}, {"name": TEXT})
META: Final = entity(
    "UcpMeta",
    {"version": TEXT},
    {
        "status": TEXT,
        "capabilities": {
            "anyOf": [
                {"type": "object", "additionalProperties": array(_VERSIONED)},
                array(_VERSIONED),
            ],
            "description": "By name; a list in 2026-01-11.",
        },
        "payment_handlers": {"type": "object", "additionalProperties": array(MAP)},
    },
)
TOTALS: Final = array(entity("UcpTotal", {"type": TEXT, "amount": AMOUNT}, {"display_text": TEXT}))
ITEM: Final = entity("UcpItem", {"id": TEXT, "title": TEXT, "price": AMOUNT}, {"image_url": TEXT})
_LINE: Final = entity(
    "UcpLine",
    {
        "id": TEXT,
        "item": ITEM,
        "quantity": whole(),
        "totals": TOTALS,
    },
    {"parent_id": TEXT},
)
_MESSAGE: Final = entity(
    "UcpMessage",
    {"type": choice(("error", "warning", "info")), "content": TEXT},
    {"code": TEXT, "severity": TEXT, "path": text(description="A JSONPath (RFC 9535).")},
)
_DESTINATION: Final = entity(
    "UcpDestination",
    {"id": TEXT},
    {
        **dict.fromkeys((*ADDRESS_PARTS, "address_country", "phone_number", "name"), TEXT),
        "address": entity(
            "UcpAddress", {}, dict.fromkeys((*ADDRESS_PARTS, "address_country"), TEXT)
        ),
    },
)
_OPTION: Final = entity(
    "UcpFulfillmentOption",
    {"id": TEXT, "title": TEXT, "totals": TOTALS},
    {"description": TEXT, "carrier": TEXT},
)
_GROUP: Final = entity(
    "UcpFulfillmentGroup",
    {"id": TEXT, "line_item_ids": array(TEXT), "options": array(_OPTION)},
    {"selected_option_id": nullable(TEXT)},
)
_METHOD: Final = entity(
    "UcpFulfillmentMethod",
    {
        "id": TEXT,
        "type": TEXT,
        "line_item_ids": array(TEXT),
        "destinations": array(_DESTINATION),
        "groups": array(_GROUP),
    },
    {"selected_destination_id": nullable(TEXT)},
)
_APPLIED: Final = entity(
    "UcpAppliedDiscount",
    {"title": TEXT, "amount": AMOUNT},
    {
        "code": TEXT,
        "automatic": FLAG,
        "method": TEXT,
        "priority": whole(),
        "allocations": array(entity("UcpAllocation", {"path": TEXT, "amount": AMOUNT})),
    },
)
CHECKOUT: Final = entity(
    "UcpCheckout",
    {
        "ucp": META,
        "id": TEXT,
        "line_items": array(_LINE),
        "status": TEXT,
        "currency": CURRENCY,
        "totals": TOTALS,
        "messages": array(_MESSAGE),
        "links": array(LINK),
    },
    {
        "expires_at": INSTANT,
        "buyer": _BUYER,
        "fulfillment": entity("UcpFulfillment", {"methods": array(_METHOD)}),
        "discounts": entity("UcpDiscounts", {"codes": array(TEXT), "applied": array(_APPLIED)}),
        "continue_url": text(format="uri"),
        "order": entity("UcpOrderLink", {"id": TEXT, "permalink_url": text(format="uri")}),
        "payment": MAP | {"description": "In 2026-01-11."},
        "context": _CONTEXT,
        "attribution": _ATTRIBUTION,
        "ap2": entity(
            "UcpAuthorization",
            {"merchant_authorization": TEXT},
            description="The signature of the shop, where mandates were negotiated.",
        ),
    },
)
MESSAGES: Final = entity(
    "UcpMessages",
    {"ucp": META, "messages": array(_MESSAGE)},
    description="What is answered where there is no checkout to show.",
)
ANSWER: Final[Schema] = {"anyOf": [CHECKOUT, MESSAGES]}
ERROR: Final = entity(
    "UcpError",
    {"ucp": META, "code": TEXT, "content": TEXT, "messages": array(_MESSAGE)},
    {"detail": TEXT},
)
PROFILE: Final = entity("UcpProfile", {"ucp": MAP}, {"payment": MAP, "signing_keys": array(MAP)})
_SCHEMA: Final = MAP | {"description": "A JSON Schema (2020-12)."}


def answer(method: str, path: str, status: int) -> Schema:
    """Return the schema of the answer of an endpoint with a status."""
    if path.endswith("/schema.json"):
        return _SCHEMA
    if path.startswith(_PROFILE):
        return PROFILE
    if (method, path) == ("POST", "/checkout-sessions"):
        return CHECKOUT if status == 201 else MESSAGES
    return ANSWER
