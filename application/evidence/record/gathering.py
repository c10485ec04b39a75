"""Gathers what a pack says about one purchase, in parts, so that memory does not grow with the history."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from application.evidence.case import AgreedPurchase
from application.evidence.record.rows import (
    Explain,
    RefusedCommandRow,
    TimelineRow,
    refused_command_row,
    timeline_rows,
    who,
)
from application.evidence.request import Audience
from application.evidence.unavailable import PurchaseNotAgreed
from application.history.as_of import AsOfVersion
from application.history.inquiries import Inquiries, Subject
from application.history.timeline import timeline
from application.history.windows.timeline_window import describe_slice
from application.history.windows.version_range import VersionRange
from application.persons.views import PersonView
from application.ports.event_store import EventStore
from application.ports.refusal_log import RefusalFilter, RefusalLog, StoredRefusal
from domain.checkout import Checkout
from domain.events import CommitmentReleased, Completed, PurchaseCommitted

VERSIONS_AT_A_TIME: Final = 50
REFUSALS_AT_A_TIME: Final = 200
_NEXT_EVENTS: Final = 100


@dataclass(frozen=True, kw_only=True)
class DisputedCommitment:
    """The last commitment as it is stored, and the states at it and at the version that was shown."""

    event: PurchaseCommitted
    agreed: Checkout
    shown: Checkout
    completed: Completed | None
    released: CommitmentReleased | None

    def purchase(self, audience: Audience) -> AgreedPurchase:
        """Return the purchase as an audience gets it."""
        return AgreedPurchase(
            version=self.event.originator_version,
            shown_version=self.event.shown_version,
            at=self.event.timestamp,
            who=who(self.event.provenance.actor, audience),
            by_customer=self.event.provenance.is_shopper,
            total=self.event.total,
            shown_total=self.shown.total,
            currency=self.event.currency,
            completed_at=None if self.completed is None else self.completed.timestamp,
            released_at=None if self.released is None else self.released.timestamp,
        )


@dataclass(frozen=True, kw_only=True)
class RecordGatherer:
    """Reads the record of checkouts. Every method raises StoreUnavailable."""

    inquiries: Inquiries
    store: EventStore
    refusals: RefusalLog
    explain: Explain

    async def commitment(self, newest: Checkout) -> DisputedCommitment:
        """Return the last commitment. Raises PurchaseNotAgreed."""
        if not newest.commitments:
            raise PurchaseNotAgreed(newest.stage.value)
        version = newest.commitments[-1]
        events = await self.store.events(
            newest.id, after=version - 1, up_to=min(newest.version, version + _NEXT_EVENTS)
        )
        event, *later = events
        assert isinstance(event, PurchaseCommitted)
        return DisputedCommitment(
            event=event,
            agreed=await self.inquiries.at(newest, AsOfVersion(version)),
            shown=await self.inquiries.at(newest, AsOfVersion(event.shown_version)),
            completed=next((each for each in later if isinstance(each, Completed)), None),
            released=next((each for each in later if isinstance(each, CommitmentReleased)), None),
        )

    async def timeline(
        self, subject: Subject, newest: Checkout, audience: Audience
    ) -> AsyncIterator[Sequence[TimelineRow]]:
        """Yield the events of the history in words, a part at a time. Personal data is never in clear."""
        subject = replace(subject, sees_persons=False)
        for first in range(1, newest.version + 1, VERSIONS_AT_A_TIME):
            last = min(newest.version, first + VERSIONS_AT_A_TIME - 1)
            versions = VersionRange(first=first, last=last, newest=newest.version)
            part = await self.inquiries.slice(subject, newest, versions)
            changes = await asyncio.to_thread(describe_slice, part)
            yield list(timeline_rows(timeline(changes, (), first=first), audience, self.explain))

    async def attempts(
        self, subject: Subject, newest: Checkout, audience: Audience
    ) -> AsyncIterator[Sequence[RefusedCommandRow]]:
        """Yield the refused commands, oldest first, a part at a time."""
        view = await self.inquiries.view(replace(subject, sees_persons=False))
        wanted = RefusalFilter(merchants=None, checkout_id=subject.checkout_id)
        after = 0
        while True:
            page = await self.refusals.page(
                wanted, after=after, before=None, limit=REFUSALS_AT_A_TIME
            )
            if not page:
                break
            positions = [each.position for each in page]
            after = max(positions)
            ordered = sorted(page, key=lambda each: each.position)
            yield self._rows([each.refusal for each in ordered], view, audience)
        tail = await self.refusals.within(
            subject.checkout_id, first=1, last=newest.version, limit=1
        )
        yield self._rows([each for each in tail.refusals if each.position is None], view, audience)

    def _rows(
        self, refusals: Sequence[StoredRefusal], view: PersonView, audience: Audience
    ) -> list[RefusedCommandRow]:
        return [
            refused_command_row(view.refusal(each), audience, self.explain) for each in refusals
        ]
