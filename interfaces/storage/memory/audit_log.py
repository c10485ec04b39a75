"""The audit log over the store in memory, for unit tests. Every query scans all events."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from application.history.assigned_ids import assigned_ids
from application.history.document import DocumentedState, document
from application.history.patches.documents import NOTHING, patch
from application.history.search_terms import search_words
from application.ports.audit_log import (
    PAGE_BYTES,
    AuditEntry,
    AuditFilter,
    AuditLogStatus,
    AuditPage,
    TalliedEntry,
)
from domain.events import CheckoutEvent
from interfaces.storage.memory.storage import InMemoryEventStore
from interfaces.storage.postgres.audit.rows import searched_text

_CHUNK = 100
_SIGN_OF_LIFE_SECONDS = 10.0
_POLL_SECONDS = 0.001


@dataclass(frozen=True)
class _IndexedEntry:
    entry: AuditEntry
    words: frozenset[str]
    assigned_ids: tuple[str, ...]


class InMemoryAuditLog:
    """Implements `application.ports.audit_log.AuditLog` without lag."""

    def __init__(
        self, store: InMemoryEventStore, *, sign_of_life_seconds: float = _SIGN_OF_LIFE_SECONDS
    ) -> None:
        self._store = store
        self._sign_of_life = sign_of_life_seconds
        self._entries: list[_IndexedEntry] = []
        self._states: dict[str, DocumentedState] = {}

    async def page(
        self, wanted: AuditFilter, *, after: int | None, before: int | None, limit: int
    ) -> AuditPage:
        """Return up to `limit` entries after or before a position, in order, within PAGE_BYTES."""
        found = self._find(wanted)
        if before is not None:
            earlier = [entry for entry in found if entry.position < before][-limit:]
            entries = _within_bytes(earlier[::-1])[::-1]
            return AuditPage(entries=entries, is_cut=len(entries) < len(earlier))
        later = [entry for entry in found if entry.position > (after or 0)][:limit]
        entries = _within_bytes(later)
        return AuditPage(entries=entries, is_cut=len(entries) < len(later))

    async def tally(self, wanted: AuditFilter, *, limit: int) -> Sequence[TalliedEntry]:
        """Return the newest `limit` entries, the newest first."""
        found = self._find(wanted)[::-1][:limit]
        opened = {
            each.entry.checkout_id: each.entry.provenance.dialect for each in self._entries[::-1]
        }
        return [
            TalliedEntry(
                each.checkout_id,
                each.at,
                each.merchant,
                self._states[each.checkout_id].checkout.stage.value,
                opened[each.checkout_id],
            )
            for each in found
        ]

    async def all(self, wanted: AuditFilter) -> AsyncIterator[Sequence[AuditEntry]]:
        """Yield all entries in order."""
        for chunk in _chunks(self._find(wanted)):
            yield chunk

    async def follow(
        self, wanted: AuditFilter, *, after: int
    ) -> AsyncIterator[Sequence[AuditEntry]]:
        """Yield the entries after a position, and then new ones as they arrive."""
        while True:
            if not await self._grows_beyond(after, self._sign_of_life):
                yield []
                continue
            reached = self._position()
            found = [entry for entry in self._find(wanted) if after < entry.position <= reached]
            for chunk in _chunks(found):
                yield chunk
            after = reached

    async def wait_for(self, checkout_id: str, version: int, *, seconds: float) -> bool:
        """Return whether the event exists or is recorded in time."""
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while True:
            reached = self._position()
            state = self._states.get(checkout_id)
            if state is not None and state.checkout.version >= version:
                return True
            if not await self._grows_beyond(reached, until - clock()):
                return False

    async def newest_of(
        self, checkout_ids: Sequence[str], wanted: AuditFilter
    ) -> Sequence[AuditEntry]:
        """Return the newest entry of each checkout that meets the filter, without its changes."""
        newest = {entry.checkout_id: entry for entry in self._find(wanted)}
        return [
            dataclasses.replace(newest[each], changes="[]")
            for each in checkout_ids
            if each in newest
        ]

    async def openings_of(self, checkout_ids: Sequence[str]) -> Sequence[AuditEntry]:
        """Return the first entry of each checkout."""
        self._catch_up()
        first = {
            indexed.entry.checkout_id: indexed.entry
            for indexed in self._entries
            if indexed.entry.version == 1
        }
        return [first[each] for each in checkout_ids if each in first]

    async def status(self) -> AuditLogStatus:
        """Return a status without lag."""
        position = self._position()
        return AuditLogStatus(position=position, newest=position)

    async def _grows_beyond(self, position: int, seconds: float) -> bool:
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while self._position() <= position:
            if clock() >= until:
                return False
            await asyncio.sleep(_POLL_SECONDS)
        return True

    def _position(self) -> int:
        self._catch_up()
        return self._entries[-1].entry.position if self._entries else 0

    def _find(self, wanted: AuditFilter) -> list[AuditEntry]:
        self._catch_up()
        return [indexed.entry for indexed in self._entries if _is_wanted(indexed, wanted)]

    def _catch_up(self) -> None:
        last = self._entries[-1].entry.position if self._entries else 0
        for position, event in self._store.events_after(last):
            self._entries.append(self._next(position, event))

    def _next(self, position: int, event: CheckoutEvent) -> _IndexedEntry:
        before = self._states.get(event.originator_id)
        later = event.mutate(None) if before is None else before.checkout.replay([event])
        assert later is not None
        after = DocumentedState(later, document(later, earlier=before))
        self._states[event.originator_id] = after
        changes = patch(NOTHING if before is None else before.document, after.document)
        entry = AuditEntry(
            position=position,
            checkout_id=event.originator_id,
            version=event.originator_version,
            topic=event.TOPIC,
            at=event.timestamp,
            merchant=later.merchant,
            provenance=event.provenance,
            changes=msgspec.json.Encoder(decimal_format="number").encode(changes).decode(),
            reference=later.reference,
            stage=later.stage.value,
            total=later.total,
            currency=later.currency,
        )
        words = frozenset(search_words(searched_text(later)))
        return _IndexedEntry(entry, words, assigned_ids(event))


def _chunks(entries: list[AuditEntry]) -> Iterator[list[AuditEntry]]:
    while entries:
        chunk = _within_bytes(entries[:_CHUNK])
        yield chunk
        entries = entries[len(chunk) :]


def _within_bytes(entries: list[AuditEntry]) -> list[AuditEntry]:
    size = 0
    for count, entry in enumerate(entries, start=1):
        size += len(entry.changes.encode())
        if size >= PAGE_BYTES:
            return entries[:count]
    return entries


def _is_wanted(indexed: _IndexedEntry, wanted: AuditFilter) -> bool:
    entry, by = indexed.entry, indexed.entry.provenance
    return (
        wanted.checkout_id in (None, entry.checkout_id)
        and wanted.actor in (None, by.actor)
        and wanted.merchant in (None, entry.merchant)
        and wanted.dialect in (None, by.dialect)
        and wanted.operation in (None, by.operation)
        and (wanted.reference is None or wanted.reference == entry.reference)
        and wanted.request_id in (None, by.request_id)
        and (wanted.assigned_id is None or wanted.assigned_id in indexed.assigned_ids)
        and (not wanted.addresses or by.address in wanted.addresses)
        and (wanted.checkout_ids is None or entry.checkout_id in wanted.checkout_ids)
        and wanted.stage in (None, entry.stage)
        and (wanted.merchants is None or entry.merchant in wanted.merchants)
        and (not wanted.types or entry.topic in wanted.types)
        and _is_within(entry, wanted)
        and (wanted.text is None or _has_words(indexed.words, search_words(wanted.text)))
    )


def _is_within(entry: AuditEntry, wanted: AuditFilter) -> bool:
    return (
        (wanted.since is None or entry.at >= wanted.since)
        and (wanted.until is None or entry.at < wanted.until)
        and (wanted.min_total is None or entry.total >= wanted.min_total)
        and (wanted.max_total is None or entry.total <= wanted.max_total)
        and wanted.currency in (None, entry.currency)
    )


def _has_words(words: frozenset[str], wanted: Sequence[str]) -> bool:
    return bool(wanted) and all(any(word.startswith(part) for word in words) for part in wanted)
