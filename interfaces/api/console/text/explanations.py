"""Why a command was refused, in the words that tillroll's own APIs answer with."""

import json
from typing import Final

from application.ports.refusal_log import StoredRefusal
from domain import refusals
from domain.refusals import Refusal
from interfaces.api.refusals import problem_table

_MEANINGS: Final = problem_table(details={}, advice={})


def explanation_of(refusal: StoredRefusal) -> str:
    """Return the explanation; empty for a reason that an earlier version had, or that is no rule of the domain."""
    kind = getattr(refusals, refusal.reason, None)
    if not (isinstance(kind, type) and issubclass(kind, Refusal)):
        return ""
    try:
        return _MEANINGS[kind].detail.format_map(json.loads(refusal.facts))
    except (KeyError, ValueError):
        return ""
