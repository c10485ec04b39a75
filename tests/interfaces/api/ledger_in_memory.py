"""A ledger over the events of a store in memory. A test says when they get under a signed head."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Never

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.merkle import CompactRange, leaf_hash
from application.ledger.format.tiles import TILE_WIDTH, Tile, grow, width_at
from application.ledger.signing import NoteSigner, log_signer, sign_checkpoint
from application.ports.ledger.reading import (
    EntryBundle,
    LedgerHead,
    LedgerStatus,
    LoggedEvent,
    MissingOpening,
    RecomputedEntry,
)
from domain.events import CheckoutEvent
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.ledger.entries import EntryMaker

SIGNER: NoteSigner = log_signer("tillroll.example/test", bytes(range(32)))
_KEY = bytes(range(32, 64))


@dataclass
class InMemoryLedger:
    """Implements `application.ports.ledger.reading.Ledger`. `missing` are openings that cannot be made, by version."""

    recorded: Callable[[int], Sequence[tuple[int, CheckoutEvent]]]
    now: Callable[[], datetime]
    entries: list[bytes] = field(default_factory=list)
    opened: list[tuple[str, LoggedEvent]] = field(default_factory=list)
    signed: dict[int, LedgerHead] = field(default_factory=dict)
    missing: dict[int, MissingOpening] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def sign(self) -> LedgerHead:
        """Log all recorded events, and sign a head."""
        self.log()
        size, root = len(self.entries), self.root(len(self.entries))
        note = sign_checkpoint(Checkpoint("tillroll.example/test", size, root), SIGNER).encode()
        head = LedgerHead(size=size, root=root, at=self.now(), is_cosigned=False, note=note)
        self.signed[size] = head
        return head

    def log_refusal(self, checkout_id: str, position: int, number: int, stored: bytes) -> None:
        """Log the stored JSON of a refused attempt, as this number of its checkout."""
        record = (checkout_id, number, "checkout.command-refused", stored, _KEY)
        maker = EntryMaker()
        entry = maker.entry(*record)
        logged = LoggedEvent(
            version=number,
            index=len(self.entries),
            entry=entry,
            opening=maker.open_event(*record),
        )
        self.numbers[checkout_id, position] = number
        self.opened.append((checkout_id, logged))
        self.entries.append(entry)

    def log(self) -> None:
        """Log all recorded events."""
        codec, maker = EventCodec(), EntryMaker()
        for _, event in self.recorded(0)[len(self.entries) :]:
            stored = (event.originator_id, event.originator_version, event.TOPIC)
            state = codec.encode(event)
            entry = maker.entry(*stored, state, _KEY)
            logged = LoggedEvent(
                version=event.originator_version,
                index=len(self.entries),
                entry=entry,
                opening=maker.open_event(*stored, state, _KEY),
            )
            self.opened.append((event.originator_id, logged))
            self.entries.append(entry)

    async def status(self) -> LedgerStatus:
        """Not needed by requests."""
        _refuse()

    async def size(self) -> int:
        """Return the number of entries."""
        return len(self.entries)

    async def latest_head(self) -> LedgerHead | None:
        """Return the newest signed head."""
        return self.signed[max(self.signed)] if self.signed else None

    async def head(self, size: int) -> LedgerHead | None:
        """Return the signed head of this size."""
        return self.signed.get(size)

    async def heads(self, *, after: int, limit: int) -> Sequence[LedgerHead]:
        """Return signed heads of sizes above `after`."""
        return [self.signed[size] for size in sorted(self.signed) if size > after][:limit]

    async def cosigned_head(self, *, up_to: int) -> LedgerHead | None:
        """Return the largest cosigned head of at most this size."""
        sizes = [size for size, head in self.signed.items() if size <= up_to and head.is_cosigned]
        return self.signed[max(sizes)] if sizes else None

    async def tiles(self, tiles: Collection[Tile], size: int) -> Mapping[Tile, bytes]:
        """Return these tiles as they are in the tree of this size."""
        grown = grow(0, {}, [leaf_hash(entry) for entry in self.entries[:size]])
        return {tile: grown[tile] for tile in tiles if tile in grown}

    async def bundle(self, n: int, size: int) -> EntryBundle | None:
        """Return a bundle as it is in the tree of this size."""
        width = width_at(0, n, size)
        entries = tuple(self.entries[n * TILE_WIDTH : n * TILE_WIDTH + width])
        if not entries:
            return None
        return EntryBundle(n=n, first_position=1, last_position=size, entries=entries)

    async def index_of(self, checkout_id: str, version: int) -> int | None:
        """Return the index of an event."""
        found = [logged for owner, logged in self.opened if owner == checkout_id]
        return next((each.index for each in found if each.version == version), None)

    async def version_at(self, checkout_id: str, position: int) -> int | None:
        """Return the number of a refused attempt that a test has logged."""
        return self.numbers.get((checkout_id, position))

    async def open_entries(
        self, checkout_id: str, *, first: int, last: int
    ) -> Sequence[LoggedEvent]:
        """Return the logged events of a checkout with their openings."""
        return [
            LoggedEvent(
                version=each.version,
                index=each.index,
                entry=each.entry,
                opening=self.missing.get(each.version, each.opening),
            )
            for owner, each in self.opened
            if owner == checkout_id and first <= each.version <= last
        ]

    async def recompute_entries(self, *, after: int, limit: int) -> Sequence[RecomputedEntry]:
        """Not needed by requests."""
        _refuse()

    def root(self, size: int) -> bytes:
        """Return the root of the tree of the first entries."""
        tree = CompactRange()
        for entry in self.entries[:size]:
            tree.append(leaf_hash(entry))
        return tree.root()


def _refuse() -> Never:
    raise AssertionError("no request reads this")
