"""Reading of the body of "initialize checkout".

The parts that tillroll acts on (cart, fees, reference, metadata, customer) become part of the checkout. All other
documented properties are validated and stored in `Creation.settings` under their documented names, URIs with their
placeholders.

Interpretations where the documents are silent: text without a documented limit may have 255 characters and a URI 2,048;
of several prefills the private one takes precedence over the business one, and both over the legacy `customer`.
"""

from collections.abc import Mapping
from typing import Any

from interfaces.dialects.walley.requests.cart import is_nothing
from interfaces.dialects.walley.requests.updates import read_everything
from interfaces.dialects.walley.wire import (
    CALLBACK_TYPES,
    CURRENCIES,
    Address,
    Creation,
    Map,
    Prefill,
)
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader, parse_json
from interfaces.http.request.fields import object_reader, raise_faults, web_address
from interfaces.http.request.phones import phone_of
from interfaces.http.request.property_names import PropertyNames

_LONGEST_URI = 2048
_LONGEST_TEXT = 255
_MAX_STORE_ID = 2**31 - 1
_REQUIRED_URIS = ("merchantTermsUri", "notificationUri")
_URIS = ("redirectPageUri", "checkoutAbortedRedirectPageUri", "validationUri")
_TEXTS = ("profileName", "settlementReference", "externalStoreId", "actionReference")
_PREFILLS = ("privateCustomerPrefill", "businessCustomerPrefill", "customer")
_CREATION = PropertyNames(
    (
        "storeId",
        "countryCode",
        "callback",
        "customFields",
        *_REQUIRED_URIS,
        *_URIS,
        *_TEXTS,
        *_PREFILLS,
    )
)
_CALLBACK = PropertyNames(("callbackUri", "callbackTypes"))
_PREFILL = PropertyNames(
    (
        "email",
        "mobilePhoneNumber",
        "nationalIdentificationNumber",
        "organizationNumber",
        "companyName",
        "firstName",
        "lastName",
        "deliveryAddress",
    )
)
_ADDRESS = PropertyNames(
    (
        "firstName",
        "lastName",
        "companyName",
        "coAddress",
        "address",
        "address2",
        "postalCode",
        "city",
        "country",
    )
)


def creation(body: bytes) -> Creation:
    """Read the body of "initialize checkout". Raises MalformedBody, or InvalidFields with every fault."""
    value = parse_json(body)
    faults: list[FieldFault] = []
    fields = object_reader(value, _CREATION, "", faults) or FieldReader({}, "", [])
    store_id = fields.whole("storeId", required=True, at_least=1, at_most=_MAX_STORE_ID)
    country = _country_of(fields)
    settings = _settings_of(fields, faults)
    prefills = [_prefill_of(fields, name, faults) for name in _PREFILLS]
    everything = read_everything(value, faults if isinstance(value, Mapping) else [])
    raise_faults(faults)
    assert store_id is not None, "required, and no fault was found"
    assert country is not None, "required, and no fault was found"
    return Creation(
        store_id=store_id,
        country_code=country,
        everything=everything,
        prefill=next((prefill for prefill in prefills if prefill is not None), None),
        settings={"storeId": store_id, **settings},
    )


def _country_of(fields: FieldReader) -> str | None:
    country = fields.text("countryCode", required=True, longest=_LONGEST_TEXT)
    if country is None or country.upper() in CURRENCIES:
        return country and country.upper()
    fields.fault("countryCode", "choice", f"must be one of {', '.join(CURRENCIES)}")
    return None


def _settings_of(fields: FieldReader, faults: list[FieldFault]) -> Map:
    found: Map = {name: _uri_of(fields, name, required=True) for name in _REQUIRED_URIS}
    found |= {name: _uri_of(fields, name, required=False) for name in _URIS}
    found["callback"] = _callback_of(fields, faults)
    found |= {name: fields.identifier(name, longest=_LONGEST_TEXT) for name in _TEXTS}
    found["customFields"] = _custom_fields_of(fields)
    return {name: value for name, value in found.items() if value is not None}


def _uri_of(fields: FieldReader, name: str, *, required: bool) -> str | None:
    return web_address(
        fields,
        name,
        required=required,
        longest=_LONGEST_URI,
        expected="must be an absolute http or https URI",
        checks_port=True,
    )


def _callback_of(fields: FieldReader, faults: list[FieldFault]) -> Map | None:
    value = fields.value("callback")
    if is_nothing(value):
        return None
    callback = object_reader(value, _CALLBACK, "callback", faults)
    if callback is None:
        return None
    uri = _uri_of(callback, "callbackUri", required=True)
    types = callback.value("callbackTypes")
    if not isinstance(types, list) or not types:
        callback.fault("callbackTypes", "type", "must be an array of callback types")
        return None
    for index, kind in enumerate(types):
        if kind not in CALLBACK_TYPES:
            expected = f"must be one of {', '.join(CALLBACK_TYPES)}"
            callback.fault(f"callbackTypes[{index}]", "choice", expected)
    return {"callbackUri": uri, "callbackTypes": types}


def _custom_fields_of(fields: FieldReader) -> Any:
    value = fields.value("customFields")
    if is_nothing(value):
        return None
    if not isinstance(value, list | dict):
        fields.fault("customFields", "type", "must be an array or an object")
    return value


def _prefill_of(fields: FieldReader, name: str, faults: list[FieldFault]) -> Prefill | None:
    value = fields.value(name)
    if is_nothing(value):
        return None
    person = object_reader(value, _PREFILL, name, faults)
    if person is None:
        return None
    prefill = Prefill(
        is_business=name == "businessCustomerPrefill",
        email=_identifier(person, "email"),
        mobile_phone_number=phone_of(person, "mobilePhoneNumber", longest=_LONGEST_TEXT),
        national_identification_number=_identifier(person, "nationalIdentificationNumber"),
        organization_number=_identifier(person, "organizationNumber"),
        company_name=_text(person, "companyName"),
        first_name=_text(person, "firstName"),
        last_name=_text(person, "lastName"),
        delivery_address=_address_of(person, faults),
    )
    return prefill if prefill != Prefill(is_business=prefill.is_business) else None


def _address_of(person: FieldReader, faults: list[FieldFault]) -> Address | None:
    value = person.value("deliveryAddress")
    if is_nothing(value):
        return None
    parts = object_reader(value, _ADDRESS, person.path_of("deliveryAddress"), faults)
    if parts is None:
        return None
    address = Address(
        first_name=_text(parts, "firstName"),
        last_name=_text(parts, "lastName"),
        company_name=_text(parts, "companyName"),
        co_address=_text(parts, "coAddress"),
        address=_text(parts, "address"),
        address2=_text(parts, "address2"),
        postal_code=_identifier(parts, "postalCode"),
        city=_text(parts, "city"),
        country=_text(parts, "country"),
    )
    return address if address != Address() else None


def _text(fields: FieldReader, name: str) -> str | None:
    return fields.text(name, longest=_LONGEST_TEXT)


def _identifier(fields: FieldReader, name: str) -> str | None:
    return fields.identifier(name, longest=_LONGEST_TEXT)
