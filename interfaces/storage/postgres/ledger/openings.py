"""Opens entries of the ledger with the keys of their checkouts, which the ledger alone reads."""

from collections.abc import Mapping, Sequence
from typing import LiteralString

from application.ledger.format.encoding import Malformed
from application.ledger.format.openings import EntryOpening, opened_entry
from application.ledger.format.tiles import TILE_WIDTH
from application.ports.ledger.reading import LoggedEvent, MissingOpening
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.connections.arrays import IntegerArray, TextArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.ledger.bundles import find_entry
from interfaces.storage.postgres.ledger.entries import EntryMaker
from interfaces.storage.postgres.ledger.kinds import LedgerKind
from interfaces.storage.postgres.ledger.records.stored import StoredRecord, StoredRecords
from interfaces.storage.postgres.tables.key_vault import about_data_key

_BUNDLES: LiteralString = """
SELECT wanted.position, bundle.n, bundle.start, bundle.entries
FROM unnest($2::bigint[]) AS wanted (position)
CROSS JOIN LATERAL (
    SELECT n, start, entries FROM tillroll.ledger_bundles
    WHERE ledger = $1 AND first_position <= wanted.position
    ORDER BY first_position DESC LIMIT 1
) AS bundle
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

    def __init__(
        self,
        pool: StatementPool,
        master_keys: KeyWrapping,
        kind: LedgerKind,
        records: StoredRecords,
    ) -> None:
        self._pool = pool
        self._master_keys = master_keys
        self._kind = kind
        self._records = records
        self._entries = EntryMaker()

    async def open_entries(self, checkout_id: str, first: int, last: int) -> Sequence[LoggedEvent]:
        """Return the records of a checkout that are in the tree, each with an opening that gives its entry."""
        if not can_be_key(checkout_id):
            return []
        records = await self._records.of_checkout(checkout_id, first=first, last=last)
        positions = IntegerArray.of([each.position for each in records])
        rows = await self._pool.rows(_BUNDLES, (self._kind.name, positions))
        bundles = {position: bundle for position, *bundle in rows}
        key_class = self._kind.key_class
        keys = await ledger_keys(self._pool, self._master_keys, [checkout_id], key_class)
        key = keys.get(checkout_id)
        destroyed = await with_destroyed_key(self._pool, [checkout_id], key_class)
        opened: list[LoggedEvent] = []
        for record in records:
            if record.position not in bundles:
                continue
            n, start, entries = bundles[record.position]
            found = find_entry(bytes(entries), checkout_id, record.version)
            if found is None:
                # It was recorded after the tree's last record, or its position was changed.
                continue
            place, entry = found
            opening = self._open(record, key)
            if isinstance(opening, EntryOpening) and opened_entry(opening).encode() != entry:
                # A checkout whose key was destroyed has a new key for the events after that.
                opening = MissingOpening.ERASED if destroyed else MissingOpening.ALTERED
            elif opening is MissingOpening.KEY_MISSING and destroyed:
                opening = MissingOpening.ERASED
            opened.append(
                LoggedEvent(
                    version=record.version,
                    index=n * TILE_WIDTH + start + place,
                    entry=entry,
                    opening=opening,
                )
            )
        return opened

    def _open(self, record: StoredRecord, key: bytes | None) -> EntryOpening | MissingOpening:
        if key is None:
            return MissingOpening.KEY_MISSING
        try:
            return self._entries.open_event(
                record.checkout_id, record.version, record.topic, record.state, key
            )
        except Malformed:
            return MissingOpening.UNREADABLE


async def ledger_keys(
    pool: StatementPool, master_keys: KeyWrapping, checkout_ids: Sequence[str], key_class: str
) -> Mapping[str, bytes]:
    """Return the key of this class of each of these checkouts that has one. Raises StoreUnavailable and TamperedKey."""
    wanted = (TextArray.encode(checkout_ids), key_class)
    return {
        checkout_id: master_keys.unwrap(bytes(key), about_data_key(checkout_id, key_class))
        for checkout_id, key in await pool.rows(_KEYS, wanted)
    }


async def with_destroyed_key(
    pool: StatementPool, checkout_ids: Sequence[str], key_class: str
) -> frozenset[str]:
    """Return those of the checkouts of which a key of this class is listed as destroyed. Raises StoreUnavailable."""
    wanted = (TextArray.encode(checkout_ids), key_class)
    return frozenset(row[0] for row in await pool.rows(_DESTROYED, wanted))
