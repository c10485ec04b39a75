"""The list of destroyed keys outside the database, by which erasures reach a restored backup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.ports.key_vault import HeldKey


@dataclass(frozen=True, kw_only=True)
class DestroyedKey:
    """A key that is destroyed, when, and the id of the requested erasure; None for an erasure by retention."""

    key: HeldKey
    at: datetime
    erasure_id: str | None = None


class DestroyedKeyList(Protocol):
    """Appends to the list and reads it."""

    async def append(self, destroyed: DestroyedKey) -> None:
        """Append durably. Raises StoreUnavailable; the key must not be destroyed then."""

    async def read(self) -> Sequence[DestroyedKey]:
        """Return the list, oldest first. Raises StoreUnavailable."""


class NoDestroyedKeyList:
    """Stands in where no file is configured. Erasures do not reach a restored backup then."""

    async def append(self, destroyed: DestroyedKey) -> None:
        """Append nothing: there is no list."""

    async def read(self) -> Sequence[DestroyedKey]:
        """Return an empty list."""
        return ()
