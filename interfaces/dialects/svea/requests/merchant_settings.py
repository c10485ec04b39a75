"""Reading of the settings of an order that tillroll stores unchanged: its URIs, flags and keys."""

from typing import Any

from interfaces.dialects.svea.requests.cart import MISSING
from interfaces.dialects.svea.wire import Map
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.fields import object_reader, web_address
from interfaces.http.request.patterns import LENIENT_GUID
from interfaces.http.request.property_names import PropertyNames

_LONGEST_URI = 500
_REQUIRED_URIS = ("PushUri", "TermsUri", "CheckoutUri", "ConfirmationUri")
_URIS = ("CheckoutValidationCallBackUri", "WebhookUri")
_SWITCHES = ("UseClientSideValidation", "RequireClientSideValidationResponse")
_CAMPAIGNS = "ActivePartPaymentCampaigns"
_PROMOTED = "PromotedPartPaymentCampaign"
_MERCHANT_SETTINGS = PropertyNames((*_REQUIRED_URIS, *_URIS, *_SWITCHES, _CAMPAIGNS, _PROMOTED))
_FLAGS = ("HideNotYou", "HideChangeAddress", "HideAnonymous")
_IDENTITY_FLAGS = PropertyNames(_FLAGS)
_MAX_CAMPAIGNS = 100
_INT64 = 2**63 - 1


def merchant_settings(
    body: FieldReader, faults: list[FieldFault], *, required: tuple[str, ...] = _REQUIRED_URIS
) -> Map | None:
    """Read the object `MerchantSettings` of a body under its documented names. The URIs in `required` are required."""
    if not body.has("MerchantSettings"):
        body.fault("MerchantSettings", MISSING, "is required")
        return None
    fields = object_reader(
        body.value("MerchantSettings"), _MERCHANT_SETTINGS, "MerchantSettings", faults
    )
    if fields is None:
        return None
    found: Map = {
        name: _uri_of(fields, name, required=name in required) for name in (*_REQUIRED_URIS, *_URIS)
    }
    found[_CAMPAIGNS] = _campaigns_of(fields)
    found[_PROMOTED] = fields.whole(_PROMOTED, at_least=0, at_most=_INT64)
    return found | {name: fields.flag(name) for name in _SWITCHES}


def identity_flags(body: FieldReader, faults: list[FieldFault]) -> Map | None:
    """Read the object `IdentityFlags` of a body. An absent flag is false."""
    if not body.has("IdentityFlags"):
        return None
    fields = object_reader(body.value("IdentityFlags"), _IDENTITY_FLAGS, "IdentityFlags", faults)
    if fields is None:
        return None
    return {name: bool(fields.flag(name)) for name in _FLAGS}


def partner_key(body: FieldReader) -> str | None:
    """Read the GUID `PartnerKey` of a body."""
    key = body.identifier("PartnerKey", longest=100)
    if key is not None and not LENIENT_GUID.fullmatch(key):
        body.fault("PartnerKey", "format", "must be a GUID")
    return key


def _uri_of(fields: FieldReader, name: str, *, required: bool) -> str | None:
    return web_address(
        fields,
        name,
        required=required,
        longest=_LONGEST_URI,
        expected="must be a URL that begins with https:// or http://",
    )


def _campaigns_of(fields: FieldReader) -> Any:
    if not fields.has(_CAMPAIGNS):
        return None
    codes = fields.value(_CAMPAIGNS)
    if not isinstance(codes, list) or len(codes) > _MAX_CAMPAIGNS:
        fields.fault(
            _CAMPAIGNS, "type", f"must be an array of at most {_MAX_CAMPAIGNS} campaign codes"
        )
        return None
    items = FieldReader(
        {f"{_CAMPAIGNS}[{index}]": code for index, code in enumerate(codes)},
        "MerchantSettings",
        fields.faults,
        is_lenient=True,
    )
    return [items.whole(name, required=True, at_least=0, at_most=_INT64) for name in items.names()]
