"""Reading `context`, `signals` and `attribution`: what a platform says of the circumstances of a purchase.

Each is read in the versions that have it, and ignored in the others. They are hints, so what the shop does not know of
them is kept. Refused are other types than the protocol has, and more than 10,000 characters. Numbers and flags of
`attribution` become the texts that they have to be.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from application.selling.customer_edits import REMOVED, BuyerContextEdit, Edit, Removed
from domain.values.buyer_context import BuyerContext, ReferralParameter
from domain.values.customer import Address
from interfaces.dialects.session.requests import MOST_OF_OTHERS, is_null, object_of
from interfaces.dialects.ucp.requests.destinations import COUNTRY
from interfaces.dialects.ucp.requests.hints import PLACE, check_hints, check_signals
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import ATTRIBUTION, CONTEXT, SIGNALS
from interfaces.http.errors.request_errors import MalformedBody
from interfaces.http.request.body.reader import FieldReader, json_text, parse_json

_RISK_SIGNALS: Final = "risk_signals"
"""The signals of the versions of January, which only "complete" has."""


def context_edit_of(fields: FieldReader, version: UcpVersion) -> BuyerContextEdit:
    """Read the members of "create" and "update" that a version has."""
    return BuyerContextEdit(
        hints=_hints(fields, version) if CONTEXT in version.circumstances else None,
        signals=_signals(fields, SIGNALS) if SIGNALS in version.circumstances else None,
        attribution=_parameters(fields) if ATTRIBUTION in version.circumstances else None,
    )


def context_edit_of_completion(fields: FieldReader, version: UcpVersion) -> BuyerContextEdit:
    """Read the members of "complete", which has no `context`."""
    if SIGNALS not in version.circumstances:
        return BuyerContextEdit(signals=_signals(fields, _RISK_SIGNALS))
    return BuyerContextEdit(signals=_signals(fields, SIGNALS), attribution=_parameters(fields))


def place_in(context: BuyerContext | None) -> Address | None:
    """Return the place that the hints name; None without a country in two letters."""
    if context is None or context.hints is None:
        return None
    try:
        hints = parse_json(context.hints.encode())
    except MalformedBody:
        # The reader does not see the text.
        return None
    country, state, postal_code = (
        text if isinstance(text := hints.get(name), str) else None for name in PLACE
    )
    if country is None or not COUNTRY.fullmatch(country):
        return None
    return Address(country=country.upper(), state=state, postal_code=postal_code)


def _hints(fields: FieldReader, version: UcpVersion) -> Edit:
    context = object_of(fields, CONTEXT)
    if context is not None:
        check_hints(context, version.hints)
    return _object_text(fields, CONTEXT)


def _signals(fields: FieldReader, name: str) -> Edit:
    signals = object_of(fields, name)
    if signals is not None and name == SIGNALS:
        check_signals(signals)
    return _object_text(fields, name)


def _parameters(fields: FieldReader) -> tuple[ReferralParameter, ...] | Removed | None:
    attribution = object_of(fields, ATTRIBUTION)
    text = _object_text(fields, ATTRIBUTION)
    if attribution is None or isinstance(text, Removed):
        return REMOVED if isinstance(text, Removed) else None
    return tuple(_parameters_in(attribution))


def _parameters_in(attribution: FieldReader) -> Iterator[ReferralParameter]:
    for name in attribution.names():
        value: Any = attribution.value(name)
        if isinstance(value, str):
            yield ReferralParameter(name=name, value=value)
        elif isinstance(value, bool | int | Decimal):
            yield ReferralParameter(name=name, value=json_text(value))
        elif value is not None:
            attribution.fault(name, "type", "must be a string")


def _object_text(fields: FieldReader, name: str) -> Edit:
    """Return the JSON text of an object. REMOVED if it is null or empty, None if it is absent or anything else."""
    value = fields.value(name)
    if is_null(fields, name) or value == {}:
        return REMOVED
    if not isinstance(value, dict):
        return None
    text = json_text(value)
    if len(text) > MOST_OF_OTHERS:
        fields.fault(name, "too-long", f"must have at most {MOST_OF_OTHERS} characters")
    return text
