"""Reading of the bodies of "create order" and "create recurring order". Each reader collects every fault."""

from typing import Any, NoReturn

from interfaces.dialects.svea.requests import codes
from interfaces.dialects.svea.requests.cart import AMOUNT, MISSING, rows_of
from interfaces.dialects.svea.requests.merchant_settings import (
    identity_flags,
    merchant_settings,
    partner_key,
)
from interfaces.dialects.svea.requests.presets import preset_values
from interfaces.dialects.svea.requests.shipping import shipping_information
from interfaces.dialects.svea.requests.updates import merchant_data, min_age
from interfaces.dialects.svea.wire import Creation, OrderRow, TokenOrder
from interfaces.http.errors.request_errors import FieldFault, InvalidFields
from interfaces.http.request.body.reader import FieldReader, parse_json
from interfaces.http.request.fields import object_reader
from interfaces.http.request.property_names import PropertyNames

_CREATION = PropertyNames(
    (
        "CountryCode",
        "Currency",
        "Locale",
        "ClientOrderNumber",
        "MerchantSettings",
        "Cart",
        "PresetValues",
        "IdentityFlags",
        "RequireElectronicIdAuthentication",
        "Recurring",
        "PartnerKey",
        "MerchantData",
        "Validation",
        "ShippingInformation",
    )
)
_LONGEST_NUMBER = 32
_LONGEST_CODE = 100


def creation(body: bytes) -> Creation:
    """Read the body of "create order". Raises MalformedBody, or InvalidFields with every fault.

    The total of the rows is not checked here: `commands.open_order` checks the total of the cart that it makes.
    """
    fields, faults = _read_object(body)
    country = _code(fields, "CountryCode", codes.country_codes(), "a country (ISO 3166-1 alpha-2)")
    currency = _currency(fields)
    locale = _locale(fields)
    settings = merchant_settings(fields, faults)
    rows = _rows(fields, faults)
    presets = preset_values(fields, faults)
    flags = identity_flags(fields, faults)
    electronic = fields.flag("RequireElectronicIdAuthentication")
    recurring = bool(fields.flag("Recurring"))
    result = Creation(
        country_code=country,
        currency=currency,
        client_order_number=_client_order_number(fields),
        rows=rows,
        merchant_data=merchant_data(fields),
        shipping_information=shipping_information(fields, faults),
        min_age=min_age(fields, faults),
        presets=presets,
        recurring=recurring,
        settings={
            "Locale": locale,
            "MerchantSettings": settings,
            "IdentityFlags": flags,
            "RequireElectronicIdAuthentication": electronic,
            "PartnerKey": partner_key(fields),
            "PeppolId": None if presets is None else presets.peppol_id,
            "PresetValues": None if presets is None else list(presets.answered),
            "ReadonlyPresets": None if presets is None else list(presets.read_only),
        },
    )
    fields.raise_faults()
    return result


def token_order(body: bytes) -> TokenOrder:
    """Read the body of "create recurring order", whose only required URI is `PushUri`. Raises as `creation` does."""
    fields, faults = _read_object(body)
    result = TokenOrder(
        currency=_currency(fields),
        client_order_number=_client_order_number(fields),
        rows=_rows(fields, faults),
        settings={
            "MerchantSettings": merchant_settings(fields, faults, required=("PushUri",)),
            "PartnerKey": partner_key(fields),
        },
    )
    fields.raise_faults()
    return result


def refuse_amount(total: int, expected: str) -> NoReturn:
    """Raise InvalidFields for a cart whose total, in minor units, is not allowed. `expected` says what is."""
    message = f"Cart: comes to {total} minor units, and {expected}."
    raise InvalidFields((FieldFault(path="Cart", kind=AMOUNT, message=message),))


def _read_object(body: bytes) -> tuple[FieldReader, list[FieldFault]]:
    faults: list[FieldFault] = []
    fields = object_reader(parse_json(body), _CREATION, "", faults)
    if fields is None:
        raise InvalidFields(tuple(faults))
    return fields, faults


def _rows(fields: FieldReader, faults: list[FieldFault]) -> tuple[OrderRow, ...]:
    before = len(faults)
    rows = rows_of(fields, faults)
    if not rows and len(faults) == before:
        fields.fault("Cart", MISSING, "must have at least one order row")
    return rows


def _client_order_number(fields: FieldReader) -> str:
    return fields.identifier("ClientOrderNumber", required=True, longest=_LONGEST_NUMBER) or ""


def _currency(fields: FieldReader) -> str:
    return _code(
        fields, "Currency", codes.currency_codes(), "a currency with hundredths (ISO 4217)"
    )


def _code(fields: FieldReader, name: str, known: frozenset[str], what: str) -> str:
    code: Any = fields.text(name, required=True, longest=_LONGEST_CODE)
    if code is None:
        return ""
    if code.upper() not in known:
        fields.fault(name, "choice", f"must be {what}")
    return str(code.upper())


def _locale(fields: FieldReader) -> str | None:
    locale = fields.text("Locale", required=True, longest=_LONGEST_CODE)
    if locale is not None and locale.lower() not in codes.LOCALES:
        fields.fault("Locale", "choice", f"must be one of {', '.join(codes.LOCALES)}")
    return locale
