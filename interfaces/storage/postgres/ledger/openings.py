"""Opens entries of the ledger, and computes them anew. The keys of checkouts do not leave this module."""

from collections.abc import Iterable, Mapping, Sequence
from typing import LiteralString

from psycopg.types.numeric import Int4, Int8

from application.ledger.format.encoding import Malformed
from application.ledger.format.openings import EntryOpening, opened_entry
from application.ledger.format.tiles import TILE_WIDTH
from application.ports.key_vault import LEDGER_KEY
from application.ports.ledger.reading import LoggedEvent, MissingOpening, RecomputedEntry
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.connections.arrays import TextArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.ledger.bundles import find_entry
from interfaces.storage.postgres.ledger.entries import EntryMaker
from interfaces.storage.postgres.ledger.names import EVENTS_LEDGER
from interfaces.storage.postgres.tables.key_vault import about_data_key

_EVENTS: LiteralString = """
SELECT event.originator_version, event.topic, event.state, bundle.n, bundle.start, bundle.entries
FROM tillroll.checkout_events AS event
CROSS JOIN LATERAL (
    SELECT n, start, entries FROM tillroll.ledger_bundles
    WHERE ledger = $1 AND first_position <= event.notification_id
    ORDER BY first_position DESC LIMIT 1
) AS bundle
WHERE event.originator_id = $2 AND event.originator_version BETWEEN $3 AND $4
ORDER BY event.originator_version
"""
_STORED: LiteralString = """
SELECT notification_id, originator_id, originator_version, topic, state
FROM tillroll.checkout_events WHERE notification_id > $1 ORDER BY notification_id LIMIT $2
"""
_KEYS: LiteralString = """
SELECT checkout_id, key FROM tillroll.data_keys
WHERE checkout_id = ANY($1::text[]) AND data_class = $2 AND octet_length(key) > 0
"""
_DESTROYED: LiteralString = """
SELECT DISTINCT checkout_id FROM tillroll.destroyed_keys
WHERE checkout_id = ANY($1::text[]) AND data_class = $2
"""


class EntryOpener:
    """Opens entries with the keys of their checkouts. Every method raises StoreUnavailable and TamperedKey."""

    def __init__(self, pool: StatementPool, master_keys: KeyWrapping) -> None:
        self._pool = pool
        self._master_keys = master_keys
        self._entries = EntryMaker()

    async def open_entries(self, checkout_id: str, first: int, last: int) -> Sequence[LoggedEvent]:
        """Return the events of a checkout that are in the tree, each with an opening that gives its entry."""
        if not can_be_key(checkout_id):
            return []
        wanted = (EVENTS_LEDGER, checkout_id, Int4(first), Int4(last))
        rows = await self._pool.rows(_EVENTS, wanted)
        key = (await self._keys([checkout_id])).get(checkout_id)
        destroyed = await self._with_destroyed_key([checkout_id])
        opened: list[LoggedEvent] = []
        for version, topic, state, n, start, entries in rows:
            found = find_entry(bytes(entries), checkout_id, version)
            if found is None:
                # It was recorded after the tree's last event, or its position was changed.
                continue
            place, entry = found
            opening = self._open(checkout_id, version, topic, bytes(state), key)
            if isinstance(opening, EntryOpening) and opened_entry(opening).encode() != entry:
                # A checkout whose key was destroyed has a new key for the events after that.
                opening = MissingOpening.ERASED if destroyed else MissingOpening.ALTERED
            elif opening is MissingOpening.KEY_MISSING and destroyed:
                opening = MissingOpening.ERASED
            opened.append(
                LoggedEvent(
                    version=version,
                    index=n * TILE_WIDTH + start + place,
                    entry=entry,
                    opening=opening,
                )
            )
        return opened

    async def recompute_entries(self, after: int, limit: int) -> Sequence[RecomputedEntry]:
        """Compute the entries of up to `limit` stored events after a position."""
        rows = await self._pool.rows(_STORED, (Int8(after), Int8(limit)))
        ids = list(dict.fromkeys(row[1] for row in rows))
        keys = await self._keys(ids)
        destroyed = await self._with_destroyed_key(ids)
        return [
            RecomputedEntry(
                position=position,
                checkout_id=checkout_id,
                version=version,
                entry=self._recompute(checkout_id, version, topic, bytes(state), keys, destroyed),
            )
            for position, checkout_id, version, topic, state in rows
        ]

    def _open(
        self, checkout_id: str, version: int, topic: str, state: bytes, key: bytes | None
    ) -> EntryOpening | MissingOpening:
        if key is None:
            return MissingOpening.KEY_MISSING
        try:
            return self._entries.open_event(checkout_id, version, topic, state, key)
        except Malformed:
            return MissingOpening.UNREADABLE

    def _recompute(
        self,
        checkout_id: str,
        version: int,
        topic: str,
        state: bytes,
        keys: Mapping[str, bytes],
        destroyed: frozenset[str],
    ) -> bytes | MissingOpening:
        key = keys.get(checkout_id)
        if key is None:
            is_erased = checkout_id in destroyed
            return MissingOpening.ERASED if is_erased else MissingOpening.KEY_MISSING
        try:
            return self._entries.entry(checkout_id, version, topic, state, key)
        except Malformed:
            return MissingOpening.UNREADABLE

    async def _keys(self, checkout_ids: Sequence[str]) -> Mapping[str, bytes]:
        wanted = (TextArray.encode(checkout_ids), LEDGER_KEY)
        return {
            checkout_id: self._master_keys.unwrap(
                bytes(key), about_data_key(checkout_id, LEDGER_KEY)
            )
            for checkout_id, key in await self._pool.rows(_KEYS, wanted)
        }

    async def _with_destroyed_key(self, checkout_ids: Iterable[str]) -> frozenset[str]:
        wanted = (TextArray.encode(list(checkout_ids)), LEDGER_KEY)
        return frozenset(row[0] for row in await self._pool.rows(_DESTROYED, wanted))
