"""Why a command was refused, in the words that tillroll's own APIs answer with."""

import json
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Final

from application.checkouts.invalid_bodies import INVALID_BODY
from application.history.wording.sentences import (
    Amount,
    Code,
    Listing,
    Part,
    Quantity,
    RecordedText,
    Sentence,
    Template,
    Timestamp,
    in_english,
    sentence,
)
from application.ports.refusal_log import StoredRefusal
from domain import refusals
from domain.refusals import Refusal
from interfaces.api.refusals import problem_table

_MEANINGS: Final = problem_table(details={}, advice={})
_TIMES: Final = frozenset(("at", "now", "opened_at"))


def explanation_of(refusal: StoredRefusal) -> str:
    """Return why a command was refused, in English; empty for a reason that an earlier version had."""
    return in_english(explanation_part(refusal))


def explanation_part(refusal: StoredRefusal) -> Part:
    """Return why a command was refused as a sentence with its values."""
    try:
        facts = json.loads(refusal.facts)
    except ValueError:
        return ""
    return (_rule(refusal.reason, facts) or "") if isinstance(facts, dict) else ""


def rule_part(reason: str, facts: Mapping[str, Any]) -> Part:
    """Return the explanation of a refusal from its class name and its facts; the name for an unknown reason."""
    return _rule(reason, facts) or f"{reason}."


def _rule(reason: str, facts: Mapping[str, Any]) -> Part | None:
    if reason == INVALID_BODY:
        return Listing(tuple(_invalid_body(facts)), separator=" ")
    kind = getattr(refusals, reason, None)
    if not (isinstance(kind, type) and issubclass(kind, Refusal)):
        return None
    row = _MEANINGS[kind]
    template = row.detail
    names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    if not names <= facts.keys():
        return None
    values = {name: _fact(name, facts[name]) for name in names}
    currency = facts.get("currency")
    # A refusal that an earlier version recorded has no currency.
    if isinstance(currency, str):
        values |= {name: Amount(int(facts[name]), currency) for name in row.amounts}
    return Sentence(Template(template), values)


def _fact(name: str, value: object) -> Part:
    """Return a value that a rule compared. The numbers are versions and minor units."""
    text = str(value)
    if name in _TIMES:
        return Timestamp(text)
    match name:
        case "missing":
            return Code(name, text)
        case "reason":
            return RecordedText(text)
        case _:
            return text


def _invalid_body(facts: Mapping[str, Any]) -> Iterator[Sentence]:
    """Yield a sentence for each field that was not accepted, and one for those that are not named."""
    errors = facts.get("errors")
    for error in errors if isinstance(errors, list) else ():
        field, message = str(error.get("field", "")), str(error.get("message", ""))
        # Some dialects have the field in the message, because their own answers need it there.
        message = message.removeprefix(f"{field}: ").rstrip(".")
        if field:
            yield sentence(
                "The field {field} was not accepted: {message}.",
                field=field,
                message=RecordedText(message),
            )
        else:
            yield sentence(
                "The body of the request was not accepted: {message}.",
                message=RecordedText(message),
            )
    more = facts.get("errors_not_named")
    if more == 1:
        yield sentence("One more field was not accepted.")
    elif more:
        yield sentence("{count} more fields were not accepted.", count=Quantity(more))
    beyond = facts.get("beyond_limit")
    if beyond:
        yield sentence(
            "This is the latest of {count} attempts that are only counted.", count=Quantity(beyond)
        )
