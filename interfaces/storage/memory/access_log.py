"""The access log in memory, for unit tests."""

from collections.abc import Sequence
from datetime import datetime

from application.ports.access_log import (
    AccessEntry,
    AccessFilter,
    ReaderLooks,
    StoredAccessEntry,
)


class InMemoryAccessLog:
    """Entries in a list, numbered from 1."""

    def __init__(self) -> None:
        self.kept: list[StoredAccessEntry] = []

    async def keep(self, read: AccessEntry) -> None:
        """Store one entry at the end of the log."""
        self.kept.append(StoredAccessEntry(position=len(self.kept) + 1, read=read))

    async def page(
        self, wanted: AccessFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[StoredAccessEntry]:
        """Return up to `limit` entries after or before a position, in order."""
        found = [kept for kept in self.kept if _is_wanted(kept.read, wanted)]
        if before is not None:
            return [kept for kept in found if kept.position < before][-limit:]
        return [kept for kept in found if kept.position > (after or 0)][:limit]

    async def looks_since(self, at: datetime, limit: int) -> Sequence[ReaderLooks]:
        """Count the entries by reader, the one who read last first."""
        times: dict[str, list[datetime]] = {}
        for each in self.kept:
            if each.read.at >= at:
                times.setdefault(each.read.provenance.actor, []).append(each.read.at)
        found = [
            ReaderLooks(reader=reader, looks=len(all_), first_at=min(all_), last_at=max(all_))
            for reader, all_ in times.items()
        ]
        return sorted(found, key=lambda each: (each.last_at, each.reader), reverse=True)[:limit]


def _is_wanted(read: AccessEntry, wanted: AccessFilter) -> bool:
    return (
        wanted.reader in (None, read.provenance.actor)
        and wanted.checkout_id in (None, read.checkout_id)
        and (wanted.since is None or read.at >= wanted.since)
        and (wanted.until is None or read.at < wanted.until)
    )
