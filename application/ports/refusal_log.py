"""The log of refused commands. They are not part of the history and have no version of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from domain.provenance import Provenance

COUNTED_ATTEMPTS_KEPT: Final = 100
"""How many counted attempts are stored for one checkout. Of later ones, the latest is stored and the rest counted."""


@dataclass(frozen=True, kw_only=True)
class RefusedCommand:
    """A command that was refused.

    `version` is the checkout's version at the time, `reason` the refusal's class name, and `facts` the values that the
    rule checked. `command` is the content of the command, and `operation` its class name.
    """

    checkout_id: str
    merchant: str
    version: int
    at: datetime
    reason: str
    facts: dict[str, object]
    operation: str
    command: object
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class StoredRefusal:
    """A refused command as it is read from the log; `facts` and `command` are JSON text."""

    checkout_id: str
    merchant: str
    version: int
    at: datetime
    reason: str
    facts: str
    operation: str
    command: str
    provenance: Provenance


class RefusalLog(Protocol):
    """Stores refused commands and reads them. Every method raises StoreUnavailable."""

    async def keep(self, attempt: RefusedCommand) -> None:
        """Store one refused command durably."""

    async def keep_counted(self, attempt: RefusedCommand) -> None:
        """Store an attempt that costs its sender nothing, within COUNTED_ATTEMPTS_KEPT for its checkout, durably.

        These are requests with an invalid body, and refused commands of shoppers, who are strangers. Both share the
        number, so that no sender can fill the storage.

        Beyond that number each request replaces the one before it. `of` returns the latest one with the fact
        `beyond_limit`: the number of requests that came after the first COUNTED_ATTEMPTS_KEPT.
        """

    async def of(self, checkout_id: str) -> Sequence[StoredRefusal]:
        """Return the refused commands of one checkout, oldest first."""

    async def reasons_of(self, checkout_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return the reasons for which commands on each checkout were refused; one without refusals is left out."""
