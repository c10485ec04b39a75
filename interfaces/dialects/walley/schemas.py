"""The schemas of bodies and answers, as documented to clients.

Requests have the documented form. The readers accept more: numbers as texts and texts as numbers, and null for what is
absent.
"""

from typing import Final

from interfaces.dialects.walley import wire
from interfaces.dialects.walley.requests import cart
from interfaces.dialects.walley.responses.envelope import Failure
from interfaces.http.reference.schemas import (
    ANYTHING,
    FLAG,
    MAP,
    TEXT,
    Schema,
    array,
    choice,
    entity,
    number,
    text,
    whole,
)
from interfaces.http.reference.struct_schemas import struct_schema

_PREFIX: Final = "Walley"
_LONGEST_TEXT: Final = 255
_LONGEST_URI: Final = 2048
_GUID: Final = text(description="A GUID.")
_LABEL: Final = text(description=f"Cut to {cart.LONGEST_LABEL} characters.", minLength=1)
_ID: Final = text(cart.LONGEST_LABEL, minLength=1)
_PRICE: Final = number(
    -cart.MAX_PRICE, cart.MAX_PRICE, "Including VAT, in major units; at most two decimals."
)
_VAT: Final = number(0, 100, "Percent; at most two decimals.")
_URI: Final = text(
    _LONGEST_URI, "http or https. Placeholders: {checkout.id}, {checkout.publictoken}."
)
_SHORT: Final = text(_LONGEST_TEXT)
_AGE: Final = whole(1, 120, "Years.")

ITEM: Final = entity(
    "WalleyItem",
    {
        "id": _ID,
        "description": _LABEL,
        "unitPrice": _PRICE,
        "quantity": number(1, cart.MAX_QUANTITY, "Whole."),
        "vat": _VAT,
    },
    {
        "type": choice((wire.GIFT_CARD,), "A gift card has a negative price, quantity 1, vat 0."),
        "unitWeight": number(0, cart.MAX_WEIGHT, "Kilograms."),
        "requiresElectronicId": FLAG,
        "minimumAge": _AGE,
        "sku": text(cart.LONGEST_SKU),
    },
    description="A row of a cart.",
)
_ITEMS: Final = array(ITEM, most=cart.MAX_ROWS)
_PARCEL: Final = MAP | {"description": "Free-form properties of the parcel."}
CART: Final = entity("WalleyCart", {"items": _ITEMS}, {"shippingProperties": _PARCEL})
_EITHER_CART: Final[Schema] = {"anyOf": [_ITEMS, CART]}
_FEE: Final = entity(
    "WalleyFee", {"id": _ID, "description": _LABEL, "unitPrice": _PRICE, "vat": _VAT}
)
FEES: Final = entity(
    "WalleyFees",
    {},
    {"shipping": _FEE, "directInvoiceNotification": _FEE},
    description="The fees of a checkout by kind. One that is absent is removed.",
)
METADATA: Final = MAP | {"description": "Free-form data of the shop."}
REFERENCE: Final = entity("WalleyReference", {"reference": text(cart.LONGEST_LABEL)})
WHOLE: Final = entity(
    "WalleyCheckoutUpdate",
    {"cart": _EITHER_CART},
    {
        "shippingProperties": _PARCEL,
        "fees": FEES,
        "reference": text(cart.LONGEST_LABEL),
        "metadata": METADATA,
    },
    description="The whole state of a checkout. What is absent is removed.",
)
_ADDRESS: Final = entity(
    "WalleyPrefilledAddress",
    {},
    dict.fromkeys(
        (
            *("firstName", "lastName", "companyName", "coAddress"),
            *("address", "address2", "postalCode", "city", "country"),
        ),
        _SHORT,
    ),
)
_PREFILL: Final = entity(
    "WalleyPrefill",
    {},
    {
        **dict.fromkeys(
            (
                *("email", "mobilePhoneNumber", "nationalIdentificationNumber"),
                *("organizationNumber", "companyName", "firstName", "lastName"),
            ),
            _SHORT,
        ),
        "deliveryAddress": _ADDRESS,
    },
    description="Customer data that the shop knows already.",
)
CREATION: Final = entity(
    "WalleyCheckoutCreation",
    {
        "storeId": whole(1, 2**31 - 1),
        "countryCode": choice(wire.CURRENCIES),
        "merchantTermsUri": _URI,
        "notificationUri": _URI,
        "cart": CART,
    },
    {
        **dict.fromkeys(
            ("redirectPageUri", "checkoutAbortedRedirectPageUri", "validationUri"), _URI
        ),
        **dict.fromkeys(
            ("profileName", "settlementReference", "externalStoreId", "actionReference"), _SHORT
        ),
        "callback": entity(
            "WalleyCallback",
            {
                "callbackUri": _URI,
                "callbackTypes": array(choice(wire.CALLBACK_TYPES), least=1),
            },
        ),
        "customFields": ANYTHING,
        "privateCustomerPrefill": _PREFILL,
        "businessCustomerPrefill": _PREFILL,
        "shippingProperties": _PARCEL,
        "fees": FEES,
        "reference": text(cart.LONGEST_LABEL),
        "metadata": METADATA,
    },
)
GRANT: Final = entity(
    "WalleyTokenRequest",
    {
        "grant_type": choice(("client_credentials",)),
        "client_id": TEXT,
        "client_secret": TEXT,
    },
    {"scope": text(description="Any; there is only one.")},
)
TOKEN: Final = entity(
    "WalleyToken",
    {
        "token_type": choice(("Bearer",)),
        "expires_in": whole(description="Seconds."),
        "ext_expires_in": whole(description="Seconds."),
        "access_token": TEXT,
    },
)
BODIES: Final = {
    "": WHOLE,
    "cart": _EITHER_CART,
    "fees": FEES,
    "shippingProperties": _PARCEL,
    "metadata": METADATA,
    "reference": REFERENCE,
    "checkouts": CREATION,
    "checkout": CREATION,
    "token": GRANT,
}
"""The schema of each request body, by the last segment of the path; that of a checkout itself is under ``""``."""


def _null_text() -> Schema:
    """Return the schema of a property that is always null. Generators have no type for null alone."""
    return {"type": ["string", "null"], "maxLength": 0, "description": "Always null."}


def _envelope(title: str, data: Schema) -> Schema:
    return entity(
        title,
        {"id": _GUID, "data": data, "error": _null_text()},
        description="The envelope of an answer. `error` is null in a success.",
    )


CHANGED: Final = _envelope("WalleyChangedAnswer", _null_text())
CREATED: Final = _envelope("WalleyCreatedAnswer", struct_schema(wire.Created, _PREFIX))
READ: Final = _envelope(
    "WalleyReadAnswer",
    struct_schema(
        wire.CheckoutInformation, _PREFIX + "Shown", {"CheckoutInformation.shipping": _null_text()}
    ),
)
ERROR: Final = struct_schema(Failure, _PREFIX, {"Failure.data": _null_text()})
OAUTH_ERROR: Final = entity(
    "WalleyTokenError",
    {"error": TEXT, "error_description": TEXT},
    description="The shape of RFC 6749 §5.2.",
    is_closed=True,
)
