"""The members of `context` and `signals` that the protocol describes: their types in requests, and what is answered.

A member of another name may have any value, which is kept. A described member of another type is a fault. A claim or a
payment handler whose name has no form that the version knows is not answered, and is no fault: "Businesses MUST ignore
unrecognized values without error" (types/context.json).
"""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any, Final

from interfaces.dialects.ucp.wire import Shape
from interfaces.http.request.body.reader import FieldReader

PLACE: Final = ("address_country", "address_region", "postal_code")
HINTS_OF_2026_01_23: Final = frozenset(PLACE)
HINTS_OF_2026_04_08: Final = HINTS_OF_2026_01_23 | {"intent", "language", "currency", "eligibility"}
HINTS_OF_2026_08_25: Final = HINTS_OF_2026_04_08 | {"location", "payment"}
_CLAIMS: Final = "eligibility"
_HANDLERS: Final = "payment"
SIGNALS_WITH_TYPES: Final = ("dev.ucp.buyer_ip", "dev.ucp.user_agent")
_NAME: Final = re.compile(
    r"[a-z](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]*[a-z0-9_])?)+", re.ASCII
)
_NAME_OF_2026_04_08: Final = re.compile(r"[a-z][a-z0-9]*(?:\.[a-z][a-z0-9_]*)+", re.ASCII)


def check_hints(context: FieldReader, known: Set[str]) -> None:
    """Note a fault for each member of `context` that a version knows by its name but not by its type."""
    for name in sorted(known - {_CLAIMS, _HANDLERS}):
        _check_text(context, name)
    if _CLAIMS in known:
        for place, claim in enumerate(_entries(context, _CLAIMS)):
            if not isinstance(claim, str):
                context.fault(f"{_CLAIMS}[{place}]", "type", "must be a string")
    if _HANDLERS in known:
        for place, entry in enumerate(_entries(context, _HANDLERS)):
            _check_handler(context, f"{_HANDLERS}[{place}]", entry)


def check_signals(signals: FieldReader) -> None:
    """Note a fault for each member of `signals` that the protocol knows by its name but not by its type."""
    for name in SIGNALS_WITH_TYPES:
        _check_text(signals, name)


def shown_hints(context: Mapping[str, Any]) -> Shape:
    """Return `context` as 2026-08-25 has it. What was recorded with other types than it knows is left out.

    A version with fewer members records any value of the others.
    """
    shown = dict(context)
    for name in HINTS_OF_2026_08_25 & context.keys():
        shown[name] = _without_other_types(name, context[name])
    return {
        name: value
        for name, value in shown.items()
        if value is not None or name not in HINTS_OF_2026_08_25
    }


def hints_of_2026_04_08(context: Mapping[str, Any]) -> Shape:
    """Return an answered `context` without the claims whose names have another form in 2026-04-08."""
    if _CLAIMS not in context:
        return dict(context)
    kept = [each for each in context[_CLAIMS] if _NAME_OF_2026_04_08.fullmatch(each)]
    return {**context, _CLAIMS: kept}


def _without_other_types(name: str, value: Any) -> Any:
    """Return what is answered of a described member; None for nothing."""
    if name == _CLAIMS:
        names = value if isinstance(value, list) else ()
        claims = [each for each in names if isinstance(each, str) and _NAME.fullmatch(each)]
        return list(dict.fromkeys(claims)) if isinstance(value, list) else None
    if name == _HANDLERS:
        return [*filter(_is_handler, value)] if isinstance(value, list) else None
    return value if isinstance(value, str) else None


def _is_handler(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return False
    handler, types = entry.get("handler"), entry.get("types", [])
    is_named = isinstance(handler, str) and _NAME.fullmatch(handler) is not None
    return is_named and isinstance(types, list) and all(isinstance(each, str) for each in types)


def _check_handler(context: FieldReader, path: str, entry: Any) -> None:
    handler = FieldReader(entry, context.path_of(path), context.faults)
    if isinstance(entry, dict) and not handler.has("handler"):
        handler.fault("handler", "missing", "is required")
    _check_text(handler, "handler")
    for place, each in enumerate(_entries(handler, "types")):
        if not isinstance(each, str):
            handler.fault(f"types[{place}]", "type", "must be a string")


def _check_text(fields: FieldReader, name: str) -> None:
    if fields.has(name) and not isinstance(fields.value(name), str):
        fields.fault(name, "type", "must be a string")


def _entries(fields: FieldReader, name: str) -> Iterator[Any]:
    value = fields.value(name)
    if isinstance(value, list):
        yield from value
    elif value is not None:
        fields.fault(name, "type", "must be an array")
