"""The schemas of the session of 2026 and of the cart."""

from typing import Final

from interfaces.dialects.acp.order_schemas import ORDER, TOTALS, URI
from interfaces.dialects.acp.versions.session_2026 import STATUSES_2026
from interfaces.dialects.session.schemas.parts import (
    ADDRESS,
    AMOUNT,
    CURRENCY,
    LINK,
)
from interfaces.http.reference.schemas import (
    FLAG,
    INSTANT,
    MAP,
    TEXT,
    array,
    choice,
    entity,
    number,
    text,
    whole,
)

_OPTION_KIND: Final = choice(("shipping", "digital", "pickup", "local_delivery"))
_HANDLER: Final = entity(
    "AcpPaymentHandler",
    {
        **dict.fromkeys(("id", "name", "version", "spec", "psp", "config_schema"), TEXT),
        "requires_delegate_payment": FLAG,
        "requires_pci_compliance": FLAG,
        "instrument_schemas": array(TEXT),
        "config": MAP,
    },
    {"display_name": TEXT},
)
_CAPABILITIES: Final = entity(
    "AcpCapabilities",
    {
        "payment": entity("AcpPaymentCapability", {"handlers": array(_HANDLER)}),
        "interventions": entity("AcpInterventions", {"supported": array(TEXT)}),
    },
    {"extensions": array(entity("AcpExtension", {"name": TEXT, "extends": array(TEXT)}))},
)
_DISCOUNT_DETAIL: Final = entity(
    "AcpDiscountDetail",
    {
        "type": choice(("percentage", "fixed")),
        "amount": AMOUNT,
        "description": TEXT,
        "source": choice(("automatic", "coupon")),
    },
    {"code": TEXT},
)
_LINE: Final = entity(
    "AcpLine",
    {
        "id": TEXT,
        "item": entity("AcpItem", {"id": TEXT, "name": TEXT, "unit_amount": AMOUNT}),
        "quantity": whole(1),
        "name": TEXT,
        "unit_amount": AMOUNT,
        "totals": TOTALS,
    },
    {
        "discount_details": array(_DISCOUNT_DETAIL),
        "images": array(TEXT),
        "parent_id": TEXT,
    },
)
_DETAILS: Final = entity(
    "AcpFulfillmentDetails",
    {},
    {"name": TEXT, "phone_number": TEXT, "email": TEXT, "address": ADDRESS},
)
_LOCATION: Final = entity(
    "AcpLocation", {"name": TEXT, "address": ADDRESS}, {"phone": TEXT, "instructions": TEXT}
)
_OPTION: Final = entity(
    "AcpFulfillmentOption",
    {"type": _OPTION_KIND, "id": TEXT, "title": TEXT, "totals": TOTALS},
    {"carrier": TEXT, "location": _LOCATION},
)
_GROUP: Final = entity(
    "AcpFulfillmentGroup",
    {"id": TEXT, "item_ids": array(TEXT), "destination_type": _OPTION_KIND},
    {"location_id": TEXT, "fulfillment_details": _DETAILS},
)
_SELECTED: Final = entity(
    "AcpSelectedOption", {"type": _OPTION_KIND, "option_id": TEXT, "item_ids": array(TEXT)}
)
_COUPON: Final = entity(
    "AcpCoupon",
    {"id": TEXT, "name": TEXT, "duration": TEXT},
    {"percent_off": number(0, 100), "amount_off": AMOUNT, "currency": CURRENCY},
)
_APPLIED: Final = entity(
    "AcpAppliedDiscount",
    {
        "id": TEXT,
        "coupon": _COUPON,
        "amount": AMOUNT,
        "method": TEXT,
        "priority": whole(),
        "allocations": array(entity("AcpAllocation", {"path": TEXT, "amount": AMOUNT})),
    },
    {"code": TEXT, "automatic": FLAG, "start": INSTANT, "end": INSTANT},
)
_REJECTED: Final = entity("AcpRejectedCode", {"code": TEXT, "reason": TEXT, "message": TEXT})
_DISCOUNTS: Final = entity(
    "AcpDiscounts",
    {"codes": array(TEXT), "applied": array(_APPLIED)},
    {"rejected": array(_REJECTED)},
)
_MESSAGE: Final = entity(
    "AcpMessage",
    {
        "type": choice(("error", "warning", "info")),
        "severity": choice(("high", "medium", "info")),
        "content_type": choice(("plain",)),
        "content": TEXT,
    },
    {"code": TEXT, "resolution": TEXT, "param": text(description="A JSONPath (RFC 9535).")},
)
_BUYER: Final = entity(
    "AcpBuyer",
    {"email": TEXT},
    {
        **dict.fromkeys(("first_name", "last_name", "phone_number", "customer_id"), TEXT),
        "account_type": choice(("guest", "registered", "business")),
        "authentication_status": choice(("authenticated", "guest", "requires_signin")),
    },
)
_CONSENT_OPTION: Final = entity(
    "AcpConsentOption",
    {"channel": TEXT, "display_text": TEXT, "privacy_policy_url": URI, "is_subscribed": FLAG},
)
SESSION_2026: Final = entity(
    "AcpSession",
    {
        "id": TEXT,
        "protocol": entity("AcpSessionProtocol", {"version": TEXT}),
        "capabilities": _CAPABILITIES,
        "status": choice(dict.fromkeys(STATUSES_2026.values())),
        "currency": CURRENCY,
        "line_items": array(_LINE),
        "fulfillment_options": array(_OPTION),
        "totals": TOTALS,
        "messages": array(_MESSAGE),
        "links": array(LINK),
        "created_at": INSTANT,
        "updated_at": INSTANT,
        "expires_at": INSTANT,
    },
    {
        "buyer": _BUYER,
        "fulfillment_details": _DETAILS,
        "fulfillment_groups": array(_GROUP),
        "selected_fulfillment_options": array(_SELECTED),
        "discounts": _DISCOUNTS,
        "marketing_consent_options": array(_CONSENT_OPTION),
        "order": ORDER,
    },
    description="The session of 2026-01-30 and 2026-04-17.",
)
CART: Final = entity(
    "AcpCart",
    {
        "id": TEXT,
        "line_items": array(_LINE),
        "currency": CURRENCY,
        "totals": TOTALS,
        "messages": array(_MESSAGE),
        "expires_at": INSTANT,
    },
    {
        "buyer": entity(
            "AcpCartBuyer",
            {"email": TEXT},
            dict.fromkeys(("first_name", "last_name", "phone_number"), TEXT),
        ),
        "discounts": _DISCOUNTS,
    },
    description="A cart of 2026-04-17. Its totals are estimates, without delivery.",
)
