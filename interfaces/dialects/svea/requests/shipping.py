"""Reading of `ShippingInformation`, which is stored under its documented names."""

from typing import Any

from interfaces.dialects.svea.wire import Map
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.fields import object_reader
from interfaces.http.request.property_names import PropertyNames

_PARCEL = PropertyNames(("EnableShipping", "EnforceFallback", "Weight", "Tags", "FallbackOptions"))
_OPTION = PropertyNames(("Id", "Carrier", "Name", "ShippingFee", "Addons", "Fields"))
_MAX_WEIGHT = 10**12
_MAX_FEE = 9_999_999_999_999
_MAX_OPTIONS = 100
_LONGEST = 255


def shipping_information(body: FieldReader, faults: list[FieldFault]) -> Map | None:
    """Read the object `ShippingInformation` of a body, or None where it is absent. The weight is in grams."""
    if not body.has("ShippingInformation"):
        return None
    path = "ShippingInformation"
    parcel = object_reader(body.value(path), _PARCEL, path, faults)
    if parcel is None:
        return None
    tags = parcel.value("Tags")
    if tags is not None and not isinstance(tags, dict):
        parcel.fault("Tags", "type", "must be an object")
    return {
        "EnableShipping": bool(parcel.flag("EnableShipping")),
        "EnforceFallback": bool(parcel.flag("EnforceFallback")),
        "Weight": parcel.number("Weight", at_least=0, at_most=_MAX_WEIGHT, decimals=6),
        "Tags": tags,
        "FallbackOptions": _options_of(parcel, faults),
    }


def without_null_numbers(parcel: Any) -> Any:
    """Return a parcel for a response. An absent weight or fee is 0, because clients require a number."""
    if not isinstance(parcel, dict):
        return parcel
    shown = {**parcel, "Weight": _number(parcel.get("Weight"))}
    options = parcel.get("FallbackOptions")
    if isinstance(options, list):
        shown["FallbackOptions"] = [
            {**option, "ShippingFee": _number(option.get("ShippingFee"))} for option in options
        ]
    return shown


def _number(value: Any) -> Any:
    return 0 if value is None else value


def _options_of(parcel: FieldReader, faults: list[FieldFault]) -> list[Map] | None:
    if not parcel.has("FallbackOptions"):
        return None
    options = parcel.value("FallbackOptions")
    if not isinstance(options, list) or len(options) > _MAX_OPTIONS:
        expected = f"must be an array of at most {_MAX_OPTIONS} options"
        parcel.fault("FallbackOptions", "type", expected)
        return None
    path = parcel.path_of("FallbackOptions")
    read = (_option_of(option, f"{path}[{at}]", faults) for at, option in enumerate(options))
    return [option for option in read if option is not None]


def _option_of(value: Any, path: str, faults: list[FieldFault]) -> Map | None:
    option = object_reader(value, _OPTION, path, faults)
    if option is None:
        return None
    return {
        "Id": option.identifier("Id", longest=_LONGEST),
        **{name: option.text(name, longest=_LONGEST) for name in ("Carrier", "Name")},
        "ShippingFee": option.whole("ShippingFee", at_least=0, at_most=_MAX_FEE),
        **{name: option.value(name) for name in ("Addons", "Fields")},
    }
