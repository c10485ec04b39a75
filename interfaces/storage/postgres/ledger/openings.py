"""Opens entries of the ledger with the keys of their checkouts, which the ledger alone reads."""

from collections.abc import Mapping, Sequence
from typing import LiteralString

from psycopg.types.numeric import Int4

from application.ledger.format.encoding import Malformed
from application.ledger.format.openings import EntryOpening, opened_entry
from application.ledger.format.tiles import TILE_WIDTH
from application.ports.key_vault import LEDGER_KEY
from application.ports.ledger.reading import LoggedEvent, MissingOpening
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

    def _open(
        self, checkout_id: str, version: int, topic: str, state: bytes, key: bytes | None
    ) -> EntryOpening | MissingOpening:
        if key is None:
            return MissingOpening.KEY_MISSING
        try:
            return self._entries.open_event(checkout_id, version, topic, state, key)
        except Malformed:
            return MissingOpening.UNREADABLE

    async def _keys(self, checkout_ids: Sequence[str]) -> Mapping[str, bytes]:
        return await ledger_keys(self._pool, self._master_keys, checkout_ids)

    async def _with_destroyed_key(self, checkout_ids: Sequence[str]) -> frozenset[str]:
        return await with_destroyed_key(self._pool, checkout_ids)


async def ledger_keys(
    pool: StatementPool, master_keys: KeyWrapping, checkout_ids: Sequence[str]
) -> Mapping[str, bytes]:
    """Return the key of each of these checkouts that has one. Raises StoreUnavailable and TamperedKey."""
    wanted = (TextArray.encode(checkout_ids), LEDGER_KEY)
    return {
        checkout_id: master_keys.unwrap(bytes(key), about_data_key(checkout_id, LEDGER_KEY))
        for checkout_id, key in await pool.rows(_KEYS, wanted)
    }


async def with_destroyed_key(pool: StatementPool, checkout_ids: Sequence[str]) -> frozenset[str]:
    """Return those of the checkouts of which a key is listed as destroyed. Raises StoreUnavailable."""
    wanted = (TextArray.encode(checkout_ids), LEDGER_KEY)
    return frozenset(row[0] for row in await pool.rows(_DESTROYED, wanted))
