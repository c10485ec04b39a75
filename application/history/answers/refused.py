"""Groups the commands that were refused after the agreement by what was wanted and why it was refused."""

import json
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from application.history.answers.later_facts import (
    CommandsRefused,
    LaterRefusals,
    NothingRefused,
    RefusedKind,
)
from application.ports.refusal_log import RefusalsWithin, StoredRefusal

MOST_KINDS: Final = 5
"""How many kinds of refused commands are facts of their own, the last refused one first."""
_BEYOND: Final = "beyond_limit"


def refusals_since(since: int, found: RefusalsWithin, *, is_after_agreement: bool) -> LaterRefusals:
    """Return what was refused on the versions from `since` on."""
    if not found.refusals:
        return NothingRefused(since=since, is_after_agreement=is_after_agreement)
    kinds = _kinds(found.refusals)
    kinds.sort(key=lambda each: each.last_at, reverse=True)
    shown = tuple(kinds[:MOST_KINDS])
    count = sum(each.count for each in kinds) + found.left_out
    return CommandsRefused(
        since=since,
        is_after_agreement=is_after_agreement,
        count=count,
        kinds=shown,
        unread=count - sum(each.count for each in shown),
    )


def _kinds(refusals: Sequence[StoredRefusal]) -> list[RefusedKind]:
    ordered = sorted(refusals, key=_kind)
    return [_summary(list(group)) for _, group in groupby(ordered, _kind)]


def _kind(refusal: StoredRefusal) -> tuple[str, str]:
    return refusal.operation, refusal.reason


def _summary(group: Sequence[StoredRefusal]) -> RefusedKind:
    last = max(group, key=lambda each: each.at)
    return RefusedKind(
        command=last.operation,
        reason=last.reason,
        facts=_facts(last),
        count=sum(map(_attempts, group)),
        first_at=min(each.at for each in group),
        last_at=last.at,
        actor=last.provenance.actor,
        version=last.version,
        position=last.position,
    )


def _attempts(refusal: StoredRefusal) -> int:
    """Return how many attempts an entry counts for: the latest one stands for those that are not stored."""
    beyond = _facts(refusal).get(_BEYOND)
    return beyond if isinstance(beyond, int) else 1


def _facts(refusal: StoredRefusal) -> dict[str, object]:
    found: dict[str, object] = json.loads(refusal.facts, parse_float=Decimal)
    return found
