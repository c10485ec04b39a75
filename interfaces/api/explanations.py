"""Why a command was refused, in the words that tillroll's own APIs answer with."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from application.checkouts.invalid_bodies import INVALID_BODY
from application.ports.refusal_log import StoredRefusal
from domain import refusals
from domain.refusals import Refusal
from interfaces.api.refusals import problem_table

_MEANINGS: Final = problem_table(details={}, advice={})


def explanation_of(refusal: StoredRefusal) -> str:
    """Return why a command was refused; empty for a reason that an earlier version had."""
    try:
        facts = json.loads(refusal.facts)
    except ValueError:
        return ""
    return rule_words(refusal.reason, facts) if isinstance(facts, dict) else ""


def rule_words(reason: str, facts: Mapping[str, Any]) -> str:
    """Return the explanation of a refusal from its class name and its facts; empty for an unknown reason."""
    if reason == INVALID_BODY:
        return " ".join(_invalid_body(facts))
    kind = getattr(refusals, reason, None)
    if not (isinstance(kind, type) and issubclass(kind, Refusal)):
        return ""
    try:
        return _MEANINGS[kind].detail.format_map(facts)
    except (KeyError, ValueError):
        return ""


def _invalid_body(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each field that was not accepted, and one for those that are not named."""
    errors = facts.get("errors")
    for error in errors if isinstance(errors, list) else ():
        field, message = str(error.get("field", "")), str(error.get("message", ""))
        # Some dialects have the field in the message, because their own answers need it there.
        message = message.removeprefix(f"{field}: ").rstrip(".")
        if field:
            yield f"The field {field} was not accepted: {message}."
        else:
            yield f"The body of the request was not accepted: {message}."
    more = facts.get("errors_not_named")
    if more == 1:
        yield "One more field was not accepted."
    elif more:
        yield f"{more} more fields were not accepted."
    beyond = facts.get("beyond_limit")
    if beyond:
        yield f"This is the latest of {beyond} attempts that are only counted."
