"""Compares the entries of a ledger with its records, one after another, in bounded memory.

The records are events. In the ledger of refused attempts they are those, and their numbers are the versions.
"""

from collections.abc import AsyncIterator
from typing import Final

from application.ledger.audits.findings import EventFinding, Tampering
from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import Entry, decode_entry, tag_of
from application.ledger.format.tiles import TILE_WIDTH
from application.ports.ledger.reading import EntryBundle, Ledger, RecomputedEntry

_BEFORE_ALL: Final = -(2**63)
_BATCH: Final = 256


class EventComparison:
    """Takes the bundles in order, and keeps the first event that is not what was logged."""

    def __init__(self, ledger: Ledger, size: int, position: int) -> None:
        """`position` is that of the last event of the tree of this size. Later events are not logged yet."""
        self._ledger = ledger
        self._size = size
        self._position = position
        self._recorded = recorded_events(ledger)
        self._last_position = 0
        self.finding: EventFinding | None = None
        self.erased = 0

    async def read(self, bundle: EntryBundle) -> None:
        """Compare the entries of the next bundle. Does nothing once there is a finding."""
        for place, octets in enumerate(bundle.entries):
            if self.finding is not None:
                return
            index = bundle.n * TILE_WIDTH + place
            await self._compare(index, octets, self._logged_position(bundle, index))

    async def finish(self) -> None:
        """Find an event that is recorded after the last entry, at a position that the tree has passed."""
        if self.finding is None and (event := await self._next()) is not None:
            self._find(Tampering.INSERTED, None, event)

    def _logged_position(self, bundle: EntryBundle, index: int) -> int | None:
        """Return the position at which the event was logged, if that is known."""
        if index == self._size - 1:
            return self._position
        if index % TILE_WIDTH == 0:
            return bundle.first_position
        return bundle.last_position if index % TILE_WIDTH == TILE_WIDTH - 1 else None

    async def _compare(self, index: int, octets: bytes, position: int | None) -> None:
        event = await self._next()
        try:
            entry = decode_entry(octets)
        except Malformed:
            if event is not None:
                self._find(Tampering.ENTRY_BROKEN, index, event)
            return
        if event is None or (entry.tag, entry.version) != _key_of(event):
            await self._find_out_of_place(index, octets, entry, event)
        elif position is not None and position != event.position:
            self._find(Tampering.MOVED, index, event)
        elif event.entry == octets:
            self._last_position = event.position
        else:
            self._compare_content(index, entry, event)

    def _compare_content(self, index: int, entry: Entry, event: RecomputedEntry) -> None:
        self._last_position = event.position
        if entry.time != event.time or not event.is_key_lost:
            self._find(Tampering.ALTERED, index, event)
        elif not event.is_erased:
            self._find(Tampering.KEY_LOST, index, event)
        else:
            self.erased += 1

    async def _find_out_of_place(
        self, index: int, octets: bytes, entry: Entry, event: RecomputedEntry | None
    ) -> None:
        """Find what was done where another event, or none, is recorded at the place of an entry. Reads all again."""
        wanted = (entry.tag, entry.version)
        elsewhere, checkout_id = await self._search_events(wanted, octets)
        if elsewhere is None:
            self.finding = EventFinding(
                tampering=Tampering.REMOVED,
                index=index,
                tag=entry.tag,
                version=entry.version,
                checkout_id=checkout_id,
                position=self._last_position,
            )
            return
        if event is None:
            self._find(Tampering.MOVED, index, elsewhere)
            return
        at = await self._search_entries(_key_of(event), index + 1)
        if at is None:
            self._find(Tampering.INSERTED, None, event)
            return
        # One event before the other: the one that was moved has the longer way between its entry and its place.
        following = await self._next()
        is_event_early = following is not None and _key_of(following) == wanted and at != index + 1
        if is_event_early:
            self._find(Tampering.MOVED, at, event)
        else:
            self._find(Tampering.MOVED, index, elsewhere)

    async def _search_events(
        self, wanted: tuple[bytes, int], octets: bytes
    ) -> tuple[RecomputedEntry | None, str | None]:
        """Return the event with this tag and version, and the id that has the tag.

        One that is not logged yet is another event, unless it gives the entry.
        """
        checkout_id = None
        async for each in recorded_events(self._ledger):
            key = _key_of(each)
            is_passed = each.position <= self._position
            if key == wanted and (is_passed or each.entry == octets):
                return each, each.checkout_id
            if key[0] == wanted[0]:
                checkout_id = each.checkout_id
        return None, checkout_id

    async def _search_entries(self, wanted: tuple[bytes, int], start: int) -> int | None:
        """Return the index of the entry with this tag and version, from an index on."""
        for n in range(start // TILE_WIDTH, -(-self._size // TILE_WIDTH)):
            bundle = await self._ledger.bundle(n, self._size)
            for place, octets in enumerate(() if bundle is None else bundle.entries):
                try:
                    entry = decode_entry(octets)
                except Malformed:
                    continue
                if (entry.tag, entry.version) == wanted:
                    return n * TILE_WIDTH + place
        return None

    async def _next(self) -> RecomputedEntry | None:
        """Return the next event that the tree has passed."""
        event = await anext(self._recorded, None)
        return None if event is None or event.position > self._position else event

    def _find(self, tampering: Tampering, index: int | None, event: RecomputedEntry) -> None:
        self.finding = EventFinding(
            tampering=tampering,
            index=index,
            tag=tag_of(event.checkout_id),
            version=event.version,
            checkout_id=event.checkout_id,
            position=event.position,
        )


async def recorded_events(ledger: Ledger) -> AsyncIterator[RecomputedEntry]:
    """Yield all recorded events with their entries, in the order of their positions, also of negative ones."""
    after = _BEFORE_ALL
    while batch := await ledger.recompute_entries(after=after, limit=_BATCH):
        for each in batch:
            yield each
        after = batch[-1].position


def _key_of(event: RecomputedEntry) -> tuple[bytes, int]:
    return tag_of(event.checkout_id), event.version
