"""Time stamps (RFC 3161) of the heads of a ledger, which an authority outside of it has made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class TimeStamp:
    """A time stamp of the head of `size`. `time` is what the authority states, `response` its answer (DER).

    `checkpoint` has the bytes that were stamped: the head with the signatures that it had then.
    """

    size: int
    time: datetime
    checkpoint: bytes
    response: bytes


@dataclass(frozen=True, kw_only=True)
class TimeStamping:
    """The newest time stamp, and why there is no newer one, if the authority failed since."""

    newest: TimeStamp | None
    problem: str | None


@dataclass(frozen=True, kw_only=True)
class UnstampedHead:
    """A head that is due to be stamped."""

    size: int
    note: bytes


class TimeStamps(Protocol):
    """Reads the time stamps of a ledger. Every method raises LedgerNotConfigured and StoreUnavailable."""

    async def status(self) -> TimeStamping:
        """Return the newest time stamp, and the last problem."""

    async def of_size(self, size: int) -> TimeStamp | None:
        """Return the time stamp of the head of this size."""

    async def find_covering(self, index: int) -> TimeStamp | None:
        """Return the time stamp of the first stamped head that covers this index."""

    async def all(self) -> Sequence[TimeStamp]:
        """Return all time stamps, the smallest head first. There is about one a day."""


class TimeStampLog(Protocol):
    """Records time stamps. Every method raises StoreUnavailable."""

    async def claim(self) -> UnstampedHead | None:
        """Return the newest head if it is due to be stamped, and this caller is the one that asks for it."""

    async def keep(self, stamp: TimeStamp) -> None:
        """Store a time stamp."""

    async def note_failure(self, problem: str) -> None:
        """Record that the authority failed. The next claim waits twice as long as the one before, an hour at most."""
