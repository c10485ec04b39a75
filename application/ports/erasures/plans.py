"""The plan of each requested erasure, which is its certificate when every key is destroyed."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.ports.key_vault import HeldKey


class ErasureCause(enum.Enum):
    """Why keys are destroyed beyond their retention."""

    REQUESTED = "requested"
    RESTORED = "restored"
    """A restored backup had a key that was destroyed before."""


@dataclass(frozen=True, kw_only=True)
class ErasureRequest:
    """A request to erase all data of persons in checkouts.

    `requested_by` is the actor of the events (`user:ada`, `history:auditor`); `dialect` and `operation` are theirs too.
    """

    id: str
    cause: ErasureCause
    requested_by: str
    dialect: str
    operation: str
    request_id: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ErasedKey:
    """One key of an erasure, and when it was destroyed; None if it is not destroyed yet."""

    key: HeldKey
    merchant: str
    destroyed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PlannedKey:
    """A key of an erasure that is not destroyed yet."""

    request: ErasureRequest
    key: HeldKey


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What an erasure has erased and when, without the data."""

    request: ErasureRequest
    keys: Sequence[ErasedKey]

    @property
    def is_complete(self) -> bool:
        """Whether every key is destroyed."""
        return all(each.destroyed_at is not None for each in self.keys)


class Erasures(Protocol):
    """Plans of erasures. Every method raises StoreUnavailable."""

    async def plan(
        self, request: ErasureRequest, keys: Sequence[HeldKey], merchants: Sequence[str]
    ) -> None:
        """Record the keys that still exist as planned, also those that were destroyed and came back.

        `merchants` has the merchant of each key. Idempotent.
        """

    async def open(self, after: PlannedKey | None, limit: int) -> Sequence[PlannedKey]:
        """Return planned keys that are not destroyed, after one of them, in a fixed order."""

    async def certificate(self, erasure_id: str) -> Certificate | None:
        """Return the certificate of an erasure; None if there is no such erasure."""
