"""The schemas of bodies and answers, as documented to clients.

Requests have the documented form. The readers accept more: names in any case, numbers as texts and texts as numbers.
"""

from typing import Any, Final

from interfaces.dialects.svea import wire
from interfaces.dialects.svea.requests import cart, codes
from interfaces.dialects.svea.requests.updates import LONGEST_MERCHANT_DATA
from interfaces.http.reference.schemas import (
    ANYTHING,
    FLAG,
    MAP,
    Schema,
    array,
    choice,
    entity,
    number,
    text,
    whole,
)
from interfaces.http.reference.struct_schemas import struct_schema

_PREFIX: Final = "Svea"
_MAX_PRICE: Final = 9_999_999_999_999
_URI: Final = text(500, "A URL that begins with https:// or http://.")
_SHORT: Final = text(255)
_PERCENT: Final = whole(0, 10_000, "Hundredths of a percent.")

ROW: Final = entity(
    "SveaRow",
    {
        "Quantity": whole(1, 999_999_999, "Hundredths of a piece."),
        "UnitPrice": whole(-_MAX_PRICE, _MAX_PRICE, "Minor units, including VAT."),
        "VatPercent": _PERCENT,
    },
    {
        "ArticleNumber": text(256),
        "Name": text(40, minLength=1),
        "DiscountPercent": _PERCENT,
        "DiscountAmount": whole(0, description="Minor units. Not with DiscountPercent."),
        "Unit": text(4),
        "RowNumber": whole(-(2**31), 2**31 - 1),
        "RowType": choice(wire.ROW_TYPES.values()),
        "MerchantData": text(255),
        "TemporaryReference": text(1_000, "Returned in the answer, and not kept."),
    },
    description="A row of a cart.",
)
_CART: Final = entity("SveaCart", {"Items": array(ROW, most=cart.MAX_ROWS)})
_PARCEL: Final = entity(
    "SveaShippingInformation",
    {},
    {
        "EnableShipping": FLAG,
        "EnforceFallback": FLAG,
        "Weight": number(0, 10**12, "Grams."),
        "Tags": MAP,
        "FallbackOptions": array(
            entity(
                "SveaFallbackOption",
                {},
                {
                    "Id": _SHORT,
                    "Carrier": _SHORT,
                    "Name": _SHORT,
                    "ShippingFee": whole(0, _MAX_PRICE, "Minor units."),
                    "Addons": ANYTHING,
                    "Fields": ANYTHING,
                },
            ),
            most=100,
        ),
    },
)
_DATA: Final = text(LONGEST_MERCHANT_DATA, "Data of the shop, returned unchanged.")
_VALIDATION: Final = entity("SveaRequirements", {}, {"MinAge": whole(0, 150, "Years.")})
_OPTIONAL_URIS: Final = ("CheckoutValidationCallBackUri", "WebhookUri")
_SETTINGS: Final = {
    **dict.fromkeys(_OPTIONAL_URIS, _URI),
    "UseClientSideValidation": FLAG,
    "RequireClientSideValidationResponse": FLAG,
    "ActivePartPaymentCampaigns": array(whole(0), most=100),
    "PromotedPartPaymentCampaign": whole(0),
}
_URIS: Final = ("PushUri", "TermsUri", "CheckoutUri", "ConfirmationUri")
_PRESET: Final = entity(
    "SveaPreset",
    {
        "TypeName": choice(
            (
                *("NationalId", "EmailAddress", "PhoneNumber"),
                *("PostalCode", "IsCompany", "PeppolId"),
            )
        ),
        "Value": _SHORT,
    },
    {"IsReadonly": FLAG},
    description="Customer data that the shop knows already.",
)
_NUMBER: Final = text(32, "The shop's own number of the order; used once.", minLength=1)
_CURRENCY: Final = text(description="A currency with hundredths (ISO 4217).", example="SEK")
CREATION: Final = entity(
    "SveaOrderCreation",
    {
        "CountryCode": text(description="ISO 3166-1 alpha-2.", example="SE"),
        "Currency": _CURRENCY,
        "Locale": text(description=f"One of {', '.join(codes.LOCALES)}, in any case."),
        "ClientOrderNumber": _NUMBER,
        "MerchantSettings": entity("SveaMerchantSettings", dict.fromkeys(_URIS, _URI), _SETTINGS),
        "Cart": _CART,
    },
    {
        "PresetValues": array(_PRESET, most=50),
        "IdentityFlags": entity(
            "SveaIdentityFlags",
            {},
            dict.fromkeys(("HideNotYou", "HideChangeAddress", "HideAnonymous"), FLAG),
        ),
        "RequireElectronicIdAuthentication": FLAG,
        "Recurring": FLAG,
        "PartnerKey": text(100, "A GUID."),
        "MerchantData": _DATA,
        "Validation": _VALIDATION,
        "ShippingInformation": _PARCEL,
    },
)
UPDATE: Final = entity(
    "SveaOrderUpdate",
    {"Cart": _CART},
    {"MerchantData": _DATA, "ShippingInformation": _PARCEL, "Validation": _VALIDATION},
    description="The whole cart is replaced. The other parts stay as they are where they are absent.",
)


def _camel(schema: Any, suffix: str) -> Any:
    """Return a schema with its properties in camelCase, as the endpoints of tokens write them."""
    if isinstance(schema, list):
        return [_camel(each, suffix) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _camel(value, suffix) for key, value in schema.items()}
    if "properties" in found:
        found["properties"] = {
            _camel_name(name): each for name, each in found["properties"].items()
        }
        found["required"] = [_camel_name(name) for name in found.get("required", ())]
        found["title"] += suffix
    return found


def _camel_name(name: str) -> str:
    return name[:1].lower() + name[1:]


TOKEN_ORDER: Final = entity(
    "SveaRecurringOrderCreation",
    {
        "currency": _CURRENCY,
        "clientOrderNumber": _NUMBER,
        "merchantSettings": entity(
            "SveaRecurringMerchantSettings",
            {"pushUri": _URI},
            {_camel_name(name): each for name, each in _SETTINGS.items()},
        ),
        "cart": _camel(_CART, "OfToken"),
    },
    {"partnerKey": text(100, "A GUID.")},
)
TOKEN_CHANGE: Final = entity("SveaTokenChange", {"status": choice(("Cancelled",))})
_SHOWN: Final = _PREFIX + "Shown"
ORDER: Final = struct_schema(
    wire.Order, _SHOWN, {"Order.PresetValues": {"type": ["array", "null"], "items": MAP}}
)
RECURRING_ORDER: Final[Schema] = _camel(ORDER, "OfToken")
TOKEN: Final = struct_schema(
    wire.RecurringToken,
    _PREFIX,
    {
        "RecurringToken.paymentMethodDetails": {
            "type": ["string", "null"],
            "description": "Always null.",
        }
    },
)
CAMPAIGNS: Final = array(struct_schema(wire.Campaign, _PREFIX))
ERROR: Final = struct_schema(wire.Failure, _PREFIX)
