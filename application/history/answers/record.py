"""Reads what the answers need from the record of one checkout. The cost does not grow with the history."""

import asyncio
from collections.abc import Sequence
from typing import Final, Self

from application.history.answers.facts import (
    EventMark,
    SetBeforeSearch,
    TotalAt,
    TotalNeverSet,
    TotalSet,
    TotalSetting,
)
from application.history.answers.marks import mark_of, total_changes, total_of
from application.history.as_of import AsOfVersion
from application.history.inquiries import Inquiries, Subject
from application.history.windows.timeline_window import HistorySlice
from application.history.windows.version_range import LARGEST_WINDOW, VersionRange
from application.ports.refusal_log import RefusalsWithin
from application.ports.webhooks.webhook_log import WebhookDelivery
from domain.checkout import Checkout
from domain.events import CheckoutEvent

MOST_EXAMINED: Final = 600
"""The largest number of versions in which the last change of the total is looked for."""


class RecordReader:
    """The record of one checkout whose newest state is `newest`. Every method raises StoreUnavailable."""

    def __init__(self, inquiries: Inquiries, subject: Subject, newest: Checkout) -> None:
        self._inquiries = inquiries
        self._subject = subject
        self.newest = newest

    @classmethod
    async def open(cls, inquiries: Inquiries, subject: Subject) -> Self:
        """Return the record of a checkout. Raises CheckoutNotFound."""
        return cls(inquiries, subject, await inquiries.newest(subject))

    async def versions(self, first: int, last: int) -> HistorySlice:
        """Return the events of a range of versions, at most LARGEST_WINDOW."""
        last = min(last, first + LARGEST_WINDOW - 1, self.newest.version)
        versions = VersionRange(first=first, last=last, newest=self.newest.version)
        return await self._inquiries.slice(self._subject, self.newest, versions)

    async def event(self, version: int) -> CheckoutEvent:
        """Return the event of an existing version."""
        (event,) = (await self.versions(version, version)).events
        return event

    async def total(self, version: int) -> TotalAt:
        """Return the total at an existing version."""
        return total_of(await self._inquiries.at(self.newest, AsOfVersion(version)))

    async def refusals(self, since: int) -> RefusalsWithin:
        """Return the newest refused commands that were decided on the versions from `since` on."""
        newest = self.newest.version
        versions = VersionRange(first=since, last=newest, newest=newest)
        return await self._inquiries.refusals_within(self._subject, versions)

    async def deliveries(self) -> Sequence[WebhookDelivery]:
        """Return the callbacks to the shop, oldest first."""
        return await self._inquiries.deliveries(self._subject)

    async def total_origin(self, until: int, agreement: EventMark | None) -> TotalSetting:
        """Return who set the total that was in force at version `until`, with the `agreement` on it."""
        last = until
        while last > max(0, until - MOST_EXAMINED):
            first = max(1, last - LARGEST_WINDOW + 1)
            part = await self.versions(first, last)
            changes = await asyncio.to_thread(list, total_changes(part))
            if changes:
                return TotalSet(change=changes[-1], agreement=agreement)
            last = first - 1
        if last == 0:
            return TotalNeverSet(version=until, currency=self.newest.currency)
        return SetBeforeSearch(since=await self.total(last), until=until)

    async def first_event(self) -> EventMark:
        """Return the first event."""
        return mark_of(await self.event(1))
