"""Reading of the customer data that a shop sends with an order.

A preset of a type that the documents do not have is ignored. The values become the checkout's customer. The names that
the customer may not change are stored with the order's settings, and so are the values, sealed, since a response has
them as the shop sent them.
"""

from collections.abc import Mapping
from typing import Any

from application.persons.fields import FieldChange, setting_field
from interfaces.dialects.svea.wire import Map, PresetValues
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader, json_text, parse_json
from interfaces.http.request.fields import object_reader
from interfaces.http.request.phones import phone_of
from interfaces.http.request.property_names import PropertyNames

_TYPES = {
    "nationalid": "NationalId",
    "emailaddress": "EmailAddress",
    "phonenumber": "PhoneNumber",
    "postalcode": "PostalCode",
    "iscompany": "IsCompany",
    "peppolid": "PeppolId",
}
_FIELDS = {
    "NationalId": "national_id",
    "EmailAddress": "email_address",
    "PhoneNumber": "phone_number",
    "PostalCode": "postal_code",
    "PeppolId": "peppol_id",
}
_PRESET = PropertyNames(("TypeName", "Value", "IsReadonly"))
_MAX_PRESETS = 50
_LONGEST = 255


def preset_values(body: FieldReader, faults: list[FieldFault]) -> PresetValues | None:
    """Read the array `PresetValues` of a body. Of two presets of one type the later one counts."""
    if not body.has("PresetValues"):
        return None
    presets = body.value("PresetValues")
    if not isinstance(presets, list) or len(presets) > _MAX_PRESETS:
        body.fault("PresetValues", "type", f"must be an array of at most {_MAX_PRESETS} presets")
        return None
    found: dict[str, Any] = {}
    read_only: dict[str, bool] = {}
    for index, preset in enumerate(presets):
        fields = object_reader(preset, _PRESET, f"PresetValues[{index}]", faults)
        if fields is None:
            continue
        type_name = fields.text("TypeName", required=True, longest=100) or ""
        name = _TYPES.get(type_name.lower())
        if name is None:
            continue
        found[name] = (
            _flag(fields)
            if name == "IsCompany"
            else phone_of(fields, "Value", longest=_LONGEST)
            if name == "PhoneNumber"
            else fields.identifier("Value", longest=_LONGEST)
        )
        read_only[name] = bool(fields.flag("IsReadonly"))
    return PresetValues(
        national_id=found.get("NationalId"),
        email_address=found.get("EmailAddress"),
        phone_number=found.get("PhoneNumber"),
        postal_code=found.get("PostalCode"),
        is_company=bool(found.get("IsCompany")),
        peppol_id=found.get("PeppolId"),
        read_only=tuple(name for name, is_so in read_only.items() if is_so),
        answered=tuple(
            {"TypeName": name, "Value": _as_text(value), "IsReadonly": read_only[name]}
            for name, value in found.items()
        ),
    )


def personal_presets(settings: Map) -> dict[str, str]:
    """Return the texts in an order's settings that say who the customer is, by the names that they are sealed under."""
    presets = settings.get("PresetValues") or ()
    # Older orders have the PeppolId and no presets.
    peppol = {"TypeName": "PeppolId", "Value": settings.get("PeppolId")}
    return {
        _FIELDS[preset["TypeName"]]: preset["Value"]
        for preset in (peppol, *presets)
        if preset["TypeName"] in _FIELDS and preset["Value"] is not None
    }


def with_presets(settings: Map, texts: Mapping[str, str | None]) -> Map:
    """Return an order's settings with other texts of that kind."""
    changed = dict(settings)
    if changed.get("PeppolId") is not None:
        changed["PeppolId"] = texts.get(_FIELDS["PeppolId"], changed["PeppolId"])
    if changed.get("PresetValues"):
        changed["PresetValues"] = [_with_text(each, texts) for each in changed["PresetValues"]]
    return changed


def map_presets(settings: str, change: FieldChange) -> str:
    """Return an order's recorded settings, which are JSON text, with every text of that kind changed."""
    recorded = parse_json(settings.encode())
    texts = personal_presets(recorded)
    if not texts:
        return settings
    changed = {name: change(setting_field(name), text) for name, text in texts.items()}
    return json_text(with_presets(recorded, changed))


def _with_text(preset: Map, texts: Mapping[str, str | None]) -> Map:
    name = _FIELDS.get(preset["TypeName"], "")
    return {**preset, "Value": texts[name]} if name in texts else preset


def _flag(fields: FieldReader) -> bool:
    value = fields.value("Value")
    if isinstance(value, str) and value.strip().lower() in ("true", "false", ""):
        return value.strip().lower() == "true"
    return bool(fields.flag("Value"))


def _as_text(value: str | bool | None) -> str | None:
    """Convert a value to text, the only type that the provider's clients read here."""
    return str(value).lower() if isinstance(value, bool) else value
