"""Computes what was agreed, whether the total differs from what was shown, and whether the customer can agree now."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.history.answers.facts import (
    Agreement,
    AgreementReleased,
    EventMark,
    NoAgreedTotal,
    NothingAgreed,
    NotPayable,
    Payability,
    Payable,
    PaymentRecorded,
    PurchaseAgreed,
    StageNow,
    TotalAt,
    TotalChange,
    TotalComparison,
    TotalsCompared,
)
from application.history.answers.marks import mark_of, total_changes, total_of
from application.history.answers.record import RecordReader
from application.history.windows.version_range import LARGEST_WINDOW
from domain.checkout import Checkout
from domain.events import (
    Cancelled,
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    Expired,
    PurchaseCommitted,
    Suspended,
)
from domain.provenance import Provenance
from domain.refusals import Refusal
from domain.stage import Stage

MOST_CHANGES: Final = 5
"""How many changes of the total after the agreement are facts of their own."""
MOST_EARLIER: Final = 5
"""How many released agreements are named by their versions."""
_CAUSES: Final[dict[Stage, type[CheckoutEvent]]] = {
    Stage.SUSPENDED: Suspended,
    Stage.CANCELLED: Cancelled,
    Stage.EXPIRED: Expired,
}
_TRIAL: Final = Provenance(
    actor="system:answers", dialect="tillroll", operation="answer", request_id=""
)


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """The last commitment of a checkout, and what its history has after it.

    `later` are the changes of the total in the versions up to `examined`, `release` and `completion` the events that
    ended the wait for the payment; None if they are not among those versions.
    """

    event: EventMark
    shown: TotalAt
    agreed: TotalAt
    release: EventMark | None
    reason: str | None
    completion: EventMark | None
    later: tuple[TotalChange, ...]
    examined: int


async def last_commitment_of(record: RecordReader) -> Commitment | None:
    """Return the last commitment, also one that was released; None if there never was one."""
    if not record.newest.commitments:
        return None
    version = record.newest.commitments[-1]
    event = await record.event(version)
    assert isinstance(event, PurchaseCommitted)
    after = await record.versions(version + 1, record.newest.version)
    release = next((each for each in after.events if isinstance(each, CommitmentReleased)), None)
    completion = next((each for each in after.events if isinstance(each, Completed)), None)
    return Commitment(
        event=mark_of(event),
        shown=await record.total(event.shown_version),
        agreed=TotalAt(version=version, amount=event.total, currency=event.currency),
        release=None if release is None else mark_of(release),
        reason=None if release is None else release.reason,
        completion=None if completion is None else mark_of(completion),
        later=tuple(await asyncio.to_thread(list, total_changes(after))),
        examined=after.versions.last,
    )


async def agreement_of(record: RecordReader, last: Commitment | None) -> Agreement:
    """Return what was agreed, and when."""
    newest = record.newest
    if last is None:
        return NothingAgreed(stage=await _stage_of(record), now=total_of(newest))
    earlier = newest.commitments[:-1]
    if newest.agreed_total is None:
        return AgreementReleased(
            event=last.event,
            agreed=last.agreed,
            shown=last.shown,
            release=last.release,
            reason=last.reason,
            stage=await _stage_of(record),
            now=total_of(newest),
            earlier=earlier[-MOST_EARLIER:],
            earlier_count=len(earlier),
        )
    return PurchaseAgreed(
        event=last.event,
        agreed=last.agreed,
        shown=last.shown,
        completion=last.completion,
        charged=None if newest.payment is None else newest.payment.amount,
        earlier=earlier[-MOST_EARLIER:],
        earlier_count=len(earlier),
    )


async def _stage_of(record: RecordReader) -> StageNow:
    """Return the stage now. Few events can follow the one that ended a checkout, so the last versions have it."""
    newest = record.newest
    part = await record.versions(max(1, newest.version - LARGEST_WINDOW + 1), newest.version)
    cause = _CAUSES.get(newest.stage)
    found = [event for event in part.events if cause is not None and isinstance(event, cause)]
    return StageNow(
        stage=newest.stage,
        event=mark_of(found[-1] if found else part.events[-1]),
        is_cause=bool(found),
    )


def comparison_of(newest: Checkout, last: Commitment | None) -> TotalComparison:
    """Return the totals that were shown and agreed, and what became of them."""
    if last is None:
        return NoAgreedTotal(now=total_of(newest))
    return TotalsCompared(
        shown=last.shown,
        agreed=last.agreed,
        newest=total_of(newest),
        later=last.later[:MOST_CHANGES],
        later_count=len(last.later),
        examined=max(last.examined, last.agreed.version),
    )


def payability_of(newest: Checkout, now: datetime) -> Payability:
    """Return whether a commitment at the time `now` would be accepted. It is tried on a draft, which is dropped."""
    version = newest.version
    if newest.stage is Stage.COMPLETED:
        return PaymentRecorded(version=version)
    try:
        newest.draft().commit(version, by=_TRIAL, at=max(now, newest.modified_on))
    except Refusal as refusal:
        return NotPayable(version=version, reason=refusal.NAME, facts=refusal.facts())
    return Payable(version=version)
