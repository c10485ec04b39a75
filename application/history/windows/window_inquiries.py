"""Queries on parts of the history of one checkout: a range of versions, and the values of one field."""

import asyncio
from dataclasses import dataclass

from application.history.as_of import AsOf, AsOfVersion
from application.history.document import Field, Path, document
from application.history.inquiries import Inquiries, Subject
from application.history.timeline import ChangeDescription
from application.history.windows.commitment import last_commitment
from application.history.windows.comparison import (
    VersionComparison,
    changed_paths,
    comparison,
    setting_events,
)
from application.history.windows.field_history import (
    MOST_VALUES,
    FieldHistory,
    FieldValue,
    find_field,
    values_in,
)
from application.history.windows.timeline_window import (
    EVERYTHING,
    TimelineFilter,
    TimelineWindow,
    describe_slice,
    timeline_window,
)
from application.history.windows.version_range import (
    LARGEST_WINDOW,
    VersionRange,
    WindowRequest,
    version_range,
)
from domain.checkout import Checkout
from domain.events import CheckoutEvent


@dataclass(frozen=True, kw_only=True)
class EventsWindow:
    """The events of a range of versions with their changes."""

    versions: VersionRange
    events: list[ChangeDescription]


class WindowInquiries:
    """Answers queries. Each method raises CheckoutNotFound, NoSuchPointInTime and StoreUnavailable.

    The work runs in a thread.
    """

    def __init__(self, inquiries: Inquiries) -> None:
        self._inquiries = inquiries

    async def timeline(
        self, subject: Subject, requested: WindowRequest, wanted: TimelineFilter = EVERYTHING
    ) -> TimelineWindow:
        """Return the wanted entries of a range of versions. Its cost depends on the range only."""
        newest = await self._inquiries.newest(subject)
        versions = version_range(requested, newest.version)
        part = await self._inquiries.slice(subject, newest, versions)
        refused = await self._inquiries.refusals_within(subject, versions)
        deliveries = await self._inquiries.deliveries(subject)
        return await asyncio.to_thread(timeline_window, part, refused, deliveries, wanted)

    async def events(self, subject: Subject, requested: WindowRequest) -> EventsWindow:
        """Return the events of a range of versions with their changes."""
        newest = await self._inquiries.newest(subject)
        versions = version_range(requested, newest.version)
        part = await self._inquiries.slice(subject, newest, versions)
        return EventsWindow(versions=versions, events=await asyncio.to_thread(describe_slice, part))

    async def comparison(self, subject: Subject, before: int, after: int) -> VersionComparison:
        """Compare two versions, of which `before` is not later.

        The history between them is read backwards in parts until the event of each value is found.
        """
        newest = await self._inquiries.newest(subject)
        view = await self._inquiries.view(subject)
        earlier = view.checkout(await self._inquiries.at(newest, AsOfVersion(before)))
        later = view.checkout(await self._inquiries.at(newest, AsOfVersion(after)))
        missing = changed_paths(document(earlier), document(later))
        events: dict[Path, CheckoutEvent] = {}
        last = after
        while missing and last > before:
            first = max(before + 1, last - LARGEST_WINDOW + 1)
            versions = VersionRange(first=first, last=last, newest=newest.version)
            part = await self._inquiries.slice(subject, newest, versions)
            events.update(await asyncio.to_thread(setting_events, part, missing))
            missing = [path for path in missing if path not in events]
            last = first - 1
        return await asyncio.to_thread(comparison, earlier, later, events)

    async def commitment(self, subject: Subject) -> int | None:
        """Return the version with which the purchase was agreed; None while it is not, or if it was released.

        The history is read backwards in parts until it is found.
        """
        newest = await self._inquiries.newest(subject)
        if newest.agreed_total is None:
            return None
        last = newest.version
        while last > 0:
            first = max(1, last - LARGEST_WINDOW + 1)
            versions = VersionRange(first=first, last=last, newest=newest.version)
            part = await self._inquiries.slice(subject, newest, versions)
            found = last_commitment(part)
            if found is not None:
                return found
            last = first - 1
        return None

    async def field_history(
        self,
        subject: Subject,
        name: str,
        as_of: AsOf | None,
        *,
        before: int | None = None,
        limit: int = MOST_VALUES,
    ) -> FieldHistory:
        """Return up to `limit` values of a field of a state, newest first; with `before`, older ones only.

        `name` is as in `find_field`. The history is read backwards in parts until the values are found, so the newest
        values cost little.
        """
        newest = await self._inquiries.newest(subject)
        checkout = await self._inquiries.at(newest, as_of)
        view = await self._inquiries.view(subject)
        found = find_field(document(view.checkout(checkout)), name)
        if found is None:
            return _history_of(checkout, None, (), [], limit)
        path, field = found
        values: list[FieldValue] = []
        last = checkout.version if before is None else min(checkout.version, before - 1)
        while last > 0 and len(values) <= limit:
            first = max(1, last - LARGEST_WINDOW + 1)
            versions = VersionRange(first=first, last=last, newest=newest.version)
            part = await self._inquiries.slice(subject, newest, versions)
            values += await asyncio.to_thread(values_in, part, path)
            last = first - 1
        return _history_of(checkout, field, path, values, limit)


def _history_of(
    checkout: Checkout, field: Field | None, path: Path, values: list[FieldValue], limit: int
) -> FieldHistory:
    has_more = len(values) > limit
    return FieldHistory(
        version=checkout.version,
        field=field,
        path=path,
        values=values[:limit],
        before=values[limit - 1].event.originator_version if has_more else None,
        currency=checkout.currency,
    )
