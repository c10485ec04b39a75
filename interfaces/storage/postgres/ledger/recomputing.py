"""Computes the entries of stored events anew, for a comparison with those of the ledger."""

from collections.abc import Mapping, Sequence
from typing import Final, LiteralString

from psycopg.types.numeric import Int8

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import decode_entry
from application.ports.key_vault import LEDGER_KEY
from application.ports.ledger.reading import MissingOpening, RecomputedEntry
from domain.events import DataErased
from interfaces.storage.codecs.sealing import KEY_BYTES
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.connections.arrays import TextArray
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.events.codec import EventCodec, UnreadableEvent
from interfaces.storage.postgres.ledger.entries import EntryMaker
from interfaces.storage.postgres.ledger.openings import ledger_keys, with_destroyed_key

_STORED: LiteralString = """
SELECT notification_id, originator_id, originator_version, topic, state
FROM tillroll.checkout_events WHERE notification_id > $1 ORDER BY notification_id LIMIT $2
"""
_ERASURES: LiteralString = """
SELECT originator_id, originator_version, topic, state FROM tillroll.checkout_events
WHERE originator_id = ANY($1::text[]) AND topic = $2
"""
# Gives the time of an entry whose key is missing; its commitment is not used.
_NO_KEY: Final = bytes(KEY_BYTES)


class EntryRecomputation:
    """Computes entries with the keys of their checkouts. Raises StoreUnavailable and TamperedKey."""

    def __init__(self, pool: StatementPool, master_keys: KeyWrapping) -> None:
        self._pool = pool
        self._master_keys = master_keys
        self._entries = EntryMaker()
        self._codec = EventCodec()

    async def recompute_entries(self, after: int, limit: int) -> Sequence[RecomputedEntry]:
        """Compute the entries of up to `limit` stored events after a position."""
        rows = await self._pool.rows(_STORED, (Int8(after), Int8(limit)))
        ids = list(dict.fromkeys(row[1] for row in rows))
        keys = await ledger_keys(self._pool, self._master_keys, ids)
        lost = await with_destroyed_key(self._pool, ids) | (frozenset(ids) - frozenset(keys))
        erased = await self._erased_up_to(sorted(lost)) if lost else {}
        recomputed = []
        for position, checkout_id, version, topic, state in rows:
            key = keys.get(checkout_id)
            is_erased = version <= erased.get(checkout_id, 0)
            entry = self._entry(checkout_id, version, topic, bytes(state), key or _NO_KEY)
            time = decode_entry(entry).time if isinstance(entry, bytes) else None
            if key is None and time is not None:
                entry = MissingOpening.ERASED if is_erased else MissingOpening.KEY_MISSING
            recomputed.append(
                RecomputedEntry(
                    position=position,
                    checkout_id=checkout_id,
                    version=version,
                    entry=entry,
                    time=time,
                    is_key_lost=checkout_id in lost,
                    is_erased=is_erased,
                )
            )
        return recomputed

    def _entry(
        self, checkout_id: str, version: int, topic: str, state: bytes, key: bytes
    ) -> bytes | MissingOpening:
        try:
            return self._entries.entry(checkout_id, version, topic, state, key)
        except Malformed:
            return MissingOpening.UNREADABLE

    async def _erased_up_to(self, checkout_ids: Sequence[str]) -> Mapping[str, int]:
        """Return the version of the last event of each checkout that says that its key of the ledger is erased."""
        wanted = (TextArray.encode(checkout_ids), DataErased.TOPIC)
        versions: dict[str, int] = {}
        for checkout_id, version, topic, state in await self._pool.rows(_ERASURES, wanted):
            try:
                event = self._codec.decode(checkout_id, version, topic, bytes(state))
            except UnreadableEvent:
                continue
            if isinstance(event, DataErased) and event.data_class == LEDGER_KEY:
                versions[checkout_id] = max(version, versions.get(checkout_id, 0))
        return versions
