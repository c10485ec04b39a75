"""Finds the request that came before a refused command and was the reason for its refusal."""

import json
from typing import Any, Final

from application.history.answers.facts import EventMark
from application.history.answers.marks import mark_of
from application.history.answers.record import MOST_EXAMINED, RecordReader
from application.history.windows.version_range import LARGEST_WINDOW
from application.ports.refusal_log import StoredRefusal
from domain.events import (
    Cancelled,
    CheckoutEvent,
    Completed,
    Expired,
    PurchaseCommitted,
    Suspended,
)
from domain.refusals import (
    CheckoutCancelled,
    CheckoutExpired,
    CheckoutSuspended,
    Locked,
    OutdatedView,
    PurchaseCommitmentFound,
    PurchaseCompleted,
    StaleVersion,
)

_CLOSING: Final[dict[str, type[CheckoutEvent]]] = {
    PurchaseCommitmentFound.NAME: PurchaseCommitted,
    PurchaseCompleted.NAME: Completed,
    CheckoutCancelled.NAME: Cancelled,
    CheckoutExpired.NAME: Expired,
    CheckoutSuspended.NAME: Suspended,
}


async def obstructing_event(record: RecordReader, refusal: StoredRefusal) -> EventMark | None:
    """Return the event that stood in the way of a command; None if no event did, or if it is not known."""
    facts = json.loads(refusal.facts)
    match refusal.reason:
        case Locked.NAME:
            return await _winner(record, refusal, json.loads(refusal.command))
        case StaleVersion.NAME:
            current = int(facts["actual"])
            named = [int(version) for version in facts["expected"] if int(version) < current]
            # Without an earlier version the caller named one that did not exist.
            return await _at(record, max(named) + 1) if named else None
        case OutdatedView.NAME:
            return await _at(record, int(facts["shown"]) + 1)
        case reason if reason in _CLOSING:
            return await _last(record, refusal.version, _CLOSING[reason])
        case _:
            return None


async def _winner(
    record: RecordReader, refusal: StoredRefusal, command: dict[str, Any]
) -> EventMark | None:
    """Return the change that was recorded while the command was decided.

    A command that names the version that it was decided on had no such change: it was refused while the shop validated
    another commitment to that version, which is the next event if the shop let it through.
    """
    named = command.get("shown_version", command.get("based_on"))
    if named is None:
        return await _at(record, refusal.version)
    if int(named) < refusal.version:
        return await _at(record, int(named) + 1)
    following = await record.versions(refusal.version + 1, refusal.version + LARGEST_WINDOW)
    commitment = next((e for e in following.events if isinstance(e, PurchaseCommitted)), None)
    return None if commitment is None else mark_of(commitment)


async def _at(record: RecordReader, version: int) -> EventMark | None:
    if not 1 <= version <= record.newest.version:
        return None
    return mark_of(await record.event(version))


async def _last(record: RecordReader, version: int, kind: type[CheckoutEvent]) -> EventMark | None:
    """Return the last event of a kind up to a version, within MOST_EXAMINED versions."""
    last = min(version, record.newest.version)
    earliest = max(0, last - MOST_EXAMINED)
    while last > earliest:
        first = max(1, last - LARGEST_WINDOW + 1)
        part = await record.versions(first, last)
        found = [event for event in part.events if isinstance(event, kind)]
        if found:
            return mark_of(found[-1])
        last = first - 1
    return None
