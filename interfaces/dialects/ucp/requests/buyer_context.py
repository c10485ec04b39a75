"""Reading `context`, `signals` and `attribution`: what a platform says of the circumstances of a purchase.

They are hints, so nothing of them is refused but their length. Values that are no object are ignored, and so are
parameters of `attribution` that are neither texts nor numbers nor flags, which have to be texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from application.selling.customer_edits import (
    REMOVED,
    BuyerContextEdit,
    Edit,
    Removed,
)
from domain.values.buyer_context import BuyerContext, ReferralParameter
from domain.values.customer import Address
from interfaces.dialects.session.requests import MOST_OF_OTHERS
from interfaces.dialects.ucp.requests.destinations import COUNTRY
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import ATTRIBUTION, CONTEXT, SIGNALS
from interfaces.http.errors.request_errors import MalformedBody
from interfaces.http.request.body.reader import FieldReader, json_text, parse_json

_PLACE: Final = ("address_country", "address_region", "postal_code")
_RISK_SIGNALS: Final = "risk_signals"
"""The signals of the versions of January, which only "complete" has."""


def context_edit_of(fields: FieldReader) -> BuyerContextEdit:
    """Read the members of "create" and "update"."""
    return BuyerContextEdit(
        hints=_object_text(fields, CONTEXT),
        signals=_object_text(fields, SIGNALS),
        attribution=_parameters(fields),
    )


def context_edit_of_completion(fields: FieldReader, version: UcpVersion) -> BuyerContextEdit:
    """Read the members of "complete", which has no `context`."""
    if SIGNALS not in version.circumstances:
        return BuyerContextEdit(signals=_object_text(fields, _RISK_SIGNALS))
    return replace(context_edit_of(fields), hints=None)


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
        text if isinstance(text := hints.get(name), str) else None for name in _PLACE
    )
    if country is None or not COUNTRY.fullmatch(country):
        return None
    return Address(country=country.upper(), state=state, postal_code=postal_code)


def restricted_context(edit: BuyerContextEdit, version: UcpVersion) -> BuyerContextEdit:
    """Return the edit without the members that the version does not have."""
    known = version.circumstances
    return BuyerContextEdit(
        hints=edit.hints if CONTEXT in known else None,
        signals=edit.signals if SIGNALS in known else None,
        attribution=edit.attribution if ATTRIBUTION in known else None,
    )


def _object_text(fields: FieldReader, name: str) -> Edit:
    """Return the JSON text of an object. REMOVED if it is null or empty, None if it is absent or anything else."""
    if name not in fields.names():
        return None
    value = fields.value(name)
    if value is None or value == {}:
        return REMOVED
    if not isinstance(value, dict):
        return None
    text = json_text(value)
    if len(text) > MOST_OF_OTHERS:
        fields.fault(name, "too-long", f"must have at most {MOST_OF_OTHERS} characters")
    return text


def _parameters(fields: FieldReader) -> tuple[ReferralParameter, ...] | Removed | None:
    if _object_text(fields, ATTRIBUTION) is REMOVED:
        return REMOVED
    value = fields.value(ATTRIBUTION)
    return tuple(_parameters_in(value)) if isinstance(value, dict) else None


def _parameters_in(members: Mapping[str, Any]) -> Iterator[ReferralParameter]:
    for name, value in members.items():
        if isinstance(value, str):
            yield ReferralParameter(name=name, value=value)
        elif isinstance(value, bool | int | Decimal):
            yield ReferralParameter(name=name, value=json_text(value))
