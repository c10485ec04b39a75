"""Computes the entries of stored records anew, for a comparison with those of the ledger."""

from collections.abc import Sequence
from typing import Final

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import TIME_BYTES
from application.ports.ledger.reading import MissingOpening, RecomputedEntry
from interfaces.storage.codecs.sealing import KEY_BYTES
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.ledger.entries import EntryMaker
from interfaces.storage.postgres.ledger.kinds import LedgerKind
from interfaces.storage.postgres.ledger.openings import ledger_keys, with_destroyed_key
from interfaces.storage.postgres.ledger.records.stored import (
    StoredRecord,
    StoredRecords,
    erasures_of,
)

# Gives the time of an entry whose key is missing; its commitment is not used.
_NO_KEY: Final = bytes(KEY_BYTES)


class EntryRecomputation:
    """Computes entries with the keys of their checkouts. Raises StoreUnavailable and TamperedKey."""

    def __init__(
        self,
        pool: StatementPool,
        master_keys: KeyWrapping,
        kind: LedgerKind,
        records: StoredRecords,
    ) -> None:
        self._pool = pool
        self._master_keys = master_keys
        self._key_class = kind.key_class
        self._records = records
        self._entries = EntryMaker()
        self._codec = EventCodec()

    async def recompute_entries(self, after: int, limit: int) -> Sequence[RecomputedEntry]:
        """Compute the entries of up to `limit` stored records after a position."""
        records = await self._records.after(after, limit)
        ids = list(dict.fromkeys(each.checkout_id for each in records))
        keys = await ledger_keys(self._pool, self._master_keys, ids, self._key_class)
        destroyed = await with_destroyed_key(self._pool, ids, self._key_class)
        lost = destroyed | (frozenset(ids) - frozenset(keys))
        erasures = (
            await erasures_of(self._pool, self._codec, sorted(lost), self._key_class)
            if lost
            else {}
        )
        recomputed = []
        for record in records:
            checkout_id = record.checkout_id
            key, erasure = keys.get(checkout_id), erasures.get(checkout_id)
            entry = self._entry(record, key or _NO_KEY)
            time = int.from_bytes(entry[TIME_BYTES], "big") if isinstance(entry, bytes) else None
            is_erased = erasure is not None and self._records.is_erased(
                record.version, time or 0, erasure
            )
            if key is None and time is not None:
                entry = MissingOpening.ERASED if is_erased else MissingOpening.KEY_MISSING
            recomputed.append(
                RecomputedEntry(
                    position=record.position,
                    checkout_id=checkout_id,
                    version=record.version,
                    entry=entry,
                    time=time,
                    is_key_lost=checkout_id in lost,
                    is_erased=is_erased,
                )
            )
        return recomputed

    def _entry(self, record: StoredRecord, key: bytes) -> bytes | MissingOpening:
        try:
            return self._entries.entry(
                record.checkout_id, record.version, record.topic, record.state, key
            )
        except Malformed:
            return MissingOpening.UNREADABLE
