"""Reads a ledger for requests and commands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, LiteralString

from psycopg.types.numeric import Int4, Int8

from application.ledger.format.entries import ENTRY_BYTES, decode_entry
from application.ledger.format.merkle import HASH_BYTES
from application.ledger.format.tiles import TILE_WIDTH, Tile, width_at
from application.ports.ledger.reading import (
    EntryBundle,
    LedgerHead,
    LedgerStatus,
    LoggedEvent,
    RecomputedEntry,
    WitnessStatus,
)
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.connections.arrays import IntegerArray
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.ledger.bundles import find_entry, hashes_of, split_entries
from interfaces.storage.postgres.ledger.kinds import EVENTS, LedgerKind
from interfaces.storage.postgres.ledger.openings import EntryOpener
from interfaces.storage.postgres.ledger.recomputing import EntryRecomputation
from interfaces.storage.postgres.ledger.records.events import EventRecords
from interfaces.storage.postgres.ledger.records.refusals import RefusalRecords
from interfaces.storage.postgres.ledger.records.stored import StoredRecords

_STATE: LiteralString = """
SELECT size, last_position, problem FROM tillroll.ledger_state WHERE ledger = $1
"""
_SIZE: LiteralString = "SELECT size FROM tillroll.ledger_state WHERE ledger = $1"
_HEAD_COLUMNS: LiteralString = (
    "SELECT size, root, at, is_cosigned, note FROM tillroll.ledger_heads "
)
_LATEST: LiteralString = (
    _HEAD_COLUMNS + "WHERE ledger = $1 AND origin = $2 ORDER BY size DESC LIMIT 1"
)
_HEAD: LiteralString = _HEAD_COLUMNS + "WHERE ledger = $1 AND origin = $2 AND size = $3"
_HEADS: LiteralString = (
    _HEAD_COLUMNS + "WHERE ledger = $1 AND origin = $2 AND size > $3 ORDER BY size LIMIT $4"
)
_COSIGNED: LiteralString = (
    _HEAD_COLUMNS
    + "WHERE ledger = $1 AND origin = $2 AND size <= $3 AND is_cosigned ORDER BY size DESC LIMIT 1"
)
_TILES: LiteralString = """
SELECT level, n, hashes FROM tillroll.ledger_tiles
JOIN unnest($2::bigint[], $3::bigint[]) AS wanted (level, n) USING (level, n) WHERE ledger = $1
"""
_BUNDLE: LiteralString = """
SELECT first_position, last_position, entries FROM tillroll.ledger_bundles
WHERE ledger = $1 AND n = $2 ORDER BY start
"""
_BUNDLE_AT: LiteralString = """
SELECT n, start, entries FROM tillroll.ledger_bundles
WHERE ledger = $1 AND first_position <= $2 ORDER BY first_position DESC LIMIT 1
"""
_ENTRY: LiteralString = """
SELECT start, entries FROM tillroll.ledger_bundles
WHERE ledger = $1 AND n = $2 AND start <= $3 ORDER BY start DESC LIMIT 1
"""
_WITNESSES: LiteralString = """
SELECT witness, size, cosigned_at, requested_at, problem, is_fork FROM tillroll.ledger_witnesses
WHERE ledger = $1 AND origin = $2 ORDER BY witness
"""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresLedger:
    """Implements `application.ports.ledger.reading.Ledger` through a pool that it does not own."""

    def __init__(
        self,
        pool: StatementPool,
        master_keys: KeyWrapping,
        *,
        origin: str,
        clock: Callable[[], datetime],
        kind: LedgerKind = EVENTS,
    ) -> None:
        """`origin` is that of this ledger."""
        self._pool = pool
        self._name = kind.name
        self._origin = origin
        self._clock = clock
        self._records: StoredRecords = (
            EventRecords(pool) if kind is EVENTS else RefusalRecords(pool)
        )
        self._opener = EntryOpener(pool, master_keys, kind, self._records)
        self._recomputation = EntryRecomputation(pool, master_keys, kind, self._records)

    async def status(self) -> LedgerStatus:
        """Return how far the ledger is."""
        states = await self._pool.rows(_STATE, (self._name,))
        size, position, problem = states[0] if states else (0, 0, None)
        newest = await self._records.newest()
        head = await self.latest_head()
        now = self._clock()
        behind = await self._seconds_behind(position, now)
        signed_size = 0 if head is None else head.size
        unsigned = behind if signed_size >= size else await self._age_of(signed_size, now)
        return LedgerStatus(
            origin=self._origin,
            size=size,
            position=position,
            newest=newest,
            behind_events=await self._records.count_after(position, size),
            head=head,
            head_age_seconds=None if head is None else _seconds(now - head.at),
            behind_seconds=behind,
            unsigned_seconds=max(behind, unsigned),
            problem=problem,
            witnesses=await self._witnesses(),
        )

    async def size(self) -> int:
        """Return the number of entries in the tree."""
        rows = await self._pool.rows(_SIZE, (self._name,))
        return int(rows[0][0]) if rows else 0

    async def latest_head(self) -> LedgerHead | None:
        """Return the newest signed head of this origin; None before the first one."""
        return _first_head(await self._pool.rows(_LATEST, (self._name, self._origin)))

    async def head(self, size: int) -> LedgerHead | None:
        """Return the signed head of this size."""
        return _first_head(await self._pool.rows(_HEAD, (self._name, self._origin, Int8(size))))

    async def heads(self, *, after: int, limit: int) -> Sequence[LedgerHead]:
        """Return up to `limit` signed heads of sizes above `after`, the smallest first."""
        wanted = (self._name, self._origin, Int8(after), Int8(limit))
        return [_head(row) for row in await self._pool.rows(_HEADS, wanted)]

    async def cosigned_head(self, *, up_to: int) -> LedgerHead | None:
        """Return the largest cosigned head of at most this size."""
        wanted = (self._name, self._origin, Int8(up_to))
        return _first_head(await self._pool.rows(_COSIGNED, wanted))

    async def tiles(self, tiles: Collection[Tile], size: int) -> Mapping[Tile, bytes]:
        """Return these tiles as they are in the tree of this size. A tile that it does not have is left out."""
        levels = IntegerArray.of([tile.level for tile in tiles])
        numbers = IntegerArray.of([tile.n for tile in tiles])
        rows = await self._pool.rows(_TILES, (self._name, levels, numbers))
        found = {Tile(level, n): bytes(hashes) for level, n, hashes in rows}
        for tile in tiles:
            if tile.level == 0 and tile not in found:
                # The last one of level 0 is not stored.
                found[tile] = hashes_of(b"".join(row[2] for row in await self._read_bundle(tile.n)))
        # A tile of a smaller tree is the first part of what there is.
        lengths = {tile: HASH_BYTES * width_at(tile.level, tile.n, size) for tile in found}
        return {
            tile: hashes[: lengths[tile]]
            for tile, hashes in found.items()
            if 0 < lengths[tile] <= len(hashes)
        }

    async def bundle(self, n: int, size: int) -> EntryBundle | None:
        """Return a bundle of entries as it is in the tree of this size; None if that has no such entries."""
        length = ENTRY_BYTES * width_at(0, n, size)
        rows = await self._read_bundle(n)
        entries = b"".join(row[2] for row in rows)
        if not 0 < length <= len(entries):
            return None
        return EntryBundle(
            n=n,
            first_position=rows[0][0],
            last_position=rows[-1][1],
            entries=split_entries(entries[:length]),
        )

    async def index_of(self, checkout_id: str, version: int) -> int | None:
        """Return the index of a record; None while the tree does not have it."""
        if not can_be_key(checkout_id):
            return None
        position = await self._records.position_of(checkout_id, version)
        if position is None:
            return None
        for n, start, entries in await self._pool.rows(_BUNDLE_AT, (self._name, Int8(position))):
            if (found := find_entry(bytes(entries), checkout_id, version)) is not None:
                return int(n) * TILE_WIDTH + int(start) + found[0]
        return None

    async def version_at(self, checkout_id: str, position: int) -> int | None:
        """Return the version of the record at a position; None while the tree does not have it."""
        if not can_be_key(checkout_id):
            return None
        return await self._records.version_at(checkout_id, position)

    async def open_entries(
        self, checkout_id: str, *, first: int, last: int
    ) -> Sequence[LoggedEvent]:
        """Return these versions of a checkout that are in the tree, each with its opening."""
        return await self._opener.open_entries(checkout_id, first, last)

    async def recompute_entries(self, *, after: int, limit: int) -> Sequence[RecomputedEntry]:
        """Compute the entries of up to `limit` stored records after a position."""
        return await self._recomputation.recompute_entries(after, limit)

    async def _witnesses(self) -> tuple[WitnessStatus, ...]:
        rows = await self._pool.rows(_WITNESSES, (self._name, self._origin))
        return tuple(
            WitnessStatus(
                witness=witness,
                size=size,
                cosigned_at=cosigned_at,
                requested_at=requested_at,
                problem=problem,
                is_fork=is_fork,
            )
            for witness, size, cosigned_at, requested_at, problem, is_fork in rows
        )

    async def _seconds_behind(self, position: int, now: datetime) -> float:
        for record in await self._records.after(position, 1):
            return _seconds(now - self._records.time_of(record))
        return 0.0

    async def _age_of(self, index: int, now: datetime) -> float:
        n, place = divmod(index, TILE_WIDTH)
        for start, entries in await self._pool.rows(_ENTRY, (self._name, Int8(n), Int4(place))):
            entry = decode_entry(split_entries(bytes(entries))[place - start])
            return _seconds(now - (_EPOCH + timedelta(microseconds=entry.time)))
        return 0.0

    async def _read_bundle(self, n: int) -> Sequence[tuple[Any, ...]]:
        return await self._pool.rows(_BUNDLE, (self._name, Int8(n)))


def _seconds(age: timedelta) -> float:
    """Return an age in seconds, 0 where a clock went back."""
    return max(0.0, age.total_seconds())


def _first_head(rows: Sequence[tuple[Any, ...]]) -> LedgerHead | None:
    return _head(rows[0]) if rows else None


def _head(row: tuple[Any, ...]) -> LedgerHead:
    size, root, at, is_cosigned, note = row
    return LedgerHead(size=size, root=bytes(root), at=at, is_cosigned=is_cosigned, note=bytes(note))
