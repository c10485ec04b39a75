"""A ledger, of events or refused attempts, as readers get it: its tree, its heads, and the openings of entries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from application.ledger.format.openings import EntryOpening
from application.ledger.format.tiles import Tile

MAXIMUM_MERGE_DELAY: Final = timedelta(seconds=60)
"""How long an event may be recorded before a signed head covers it."""


class LedgerNotConfigured(Exception):
    """The configuration has no ledger, so there is no head, and no proof."""


@dataclass(frozen=True, kw_only=True)
class LedgerHead:
    """A signed head. `note` is the signed note with the lines of all signatures. `at` is the clock of the signing."""

    size: int
    root: bytes
    at: datetime
    is_cosigned: bool
    note: bytes


@dataclass(frozen=True, kw_only=True)
class EntryBundle:
    """Entries `256 * n` and those after it, 256 at most. The positions are those of the events of the whole bundle."""

    n: int
    first_position: int
    last_position: int
    entries: tuple[bytes, ...]


@dataclass(frozen=True, kw_only=True)
class WitnessStatus:
    """What a witness last said: the size that it has, when it last cosigned, and why it did not the last time.

    With `is_fork` it did not because the ledger does not continue what it has cosigned.
    """

    witness: str
    size: int
    cosigned_at: datetime | None
    requested_at: datetime
    problem: str | None
    is_fork: bool


@dataclass(frozen=True, kw_only=True)
class LedgerStatus:
    """How far the ledger is.

    `size` is that of the tree, `position` that of its last event, `newest` that of the newest event; positions have
    gaps. `behind_events` is how many events the tree does not have, from 10,000 on an estimate. `head` is the newest
    one of this origin. `behind_seconds` is the age of the oldest event that the tree does not have, `unsigned_seconds`
    that of the oldest event that no head covers; both are 0 if there is none. `problem` says why the tree does not grow
    or its head is not signed.
    """

    origin: str
    size: int
    position: int
    newest: int
    behind_events: int
    head: LedgerHead | None
    head_age_seconds: float | None
    behind_seconds: float
    unsigned_seconds: float
    problem: str | None
    witnesses: tuple[WitnessStatus, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether an event has waited for a head longer than the maximum merge delay."""
        return self.unsigned_seconds > MAXIMUM_MERGE_DELAY.total_seconds()


class MissingOpening(StrEnum):
    """Why an entry cannot be opened.

    ERASED: its checkout's key was destroyed, and that is recorded. KEY_MISSING: there is no such record, which is
    tampering. ALTERED: the stored event is not the one that was logged. UNREADABLE: it is no stored event at all.
    """

    ERASED = "erased"
    KEY_MISSING = "key missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True)
class LoggedEvent:
    """An event of a checkout in the ledger: its index, its entry, and the opening that gives this entry."""

    version: int
    index: int
    entry: bytes
    opening: EntryOpening | MissingOpening


@dataclass(frozen=True, kw_only=True)
class RecomputedEntry:
    """The entry that follows from a stored event now, or why there is none. ALTERED does not occur.

    `time` is that of the event, in microseconds since 1970-01-01 UTC; None if it is unreadable. With `is_key_lost`, the
    key of the entry is missing or was destroyed, so that `entry` may be made with a later key. With `is_erased`, this
    event or a later one of the checkout says that the key was to be destroyed.
    """

    position: int
    checkout_id: str
    version: int
    entry: bytes | MissingOpening
    time: int | None
    is_key_lost: bool
    is_erased: bool


class Ledger(Protocol):
    """Reads the ledger. Every method raises LedgerNotConfigured, and StoreUnavailable."""

    async def status(self) -> LedgerStatus:
        """Return how far the ledger is."""

    async def size(self) -> int:
        """Return the number of entries in the tree, of which a head may cover fewer."""

    async def latest_head(self) -> LedgerHead | None:
        """Return the newest signed head of this origin; None before the first one."""

    async def head(self, size: int) -> LedgerHead | None:
        """Return the signed head of this size. After a day the first cosigned one of each minute is kept."""

    async def heads(self, *, after: int, limit: int) -> Sequence[LedgerHead]:
        """Return up to `limit` signed heads of sizes above `after`, the smallest first."""

    async def cosigned_head(self, *, up_to: int) -> LedgerHead | None:
        """Return the largest cosigned head of at most this size."""

    async def tiles(self, tiles: Collection[Tile], size: int) -> Mapping[Tile, bytes]:
        """Return these tiles as they are in the tree of this size. A tile that it does not have is left out."""

    async def bundle(self, n: int, size: int) -> EntryBundle | None:
        """Return a bundle of entries as it is in the tree of this size; None if that has no such entries."""

    async def index_of(self, checkout_id: str, version: int) -> int | None:
        """Return the index of an event; None while the tree does not have it."""

    async def version_at(self, checkout_id: str, position: int) -> int | None:
        """Return the version of the record of a checkout at a position in the log of records.

        Of an event that is its version. Of a refused attempt it is its number in the ledger, None while the tree does
        not have it.
        """

    async def open_entries(
        self, checkout_id: str, *, first: int, last: int
    ) -> Sequence[LoggedEvent]:
        """Return the events of a checkout from version `first` to `last` that are in the tree, each with its opening.

        The openings show every part. Their salts open these events and no other one; the key stays inside.
        """

    async def recompute_entries(self, *, after: int, limit: int) -> Sequence[RecomputedEntry]:
        """Compute the entries of up to `limit` stored events after a position, for a comparison with the bundles."""
