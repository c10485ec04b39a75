"""What the application needs from the world; `interfaces.storage` provides it.

Appending is where optimistic concurrency is decided: of two appends at one version the store records exactly one and
raises `VersionTaken` for the other. A call that returns has been made durable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from application.checkouts.inline_writes import InlineWrites
from domain.events import CheckoutEvent
from domain.provenance import Provenance

INVALID_BODIES_KEPT: Final = 100
"""How many invalid bodies are kept for one checkout. Of those that follow, the latest is kept and the rest counted."""


@dataclass(eq=False)
class VersionTaken(Exception):
    """Another append has recorded the version at which this one was to begin. Nothing of this one was recorded.

    `overlapped` where that was recorded after this append was begun, and not before it.
    """

    overlapped: bool


class StoreUnavailable(Exception):
    """The store could not be reached or did not answer in time; whether an append was recorded is not known then."""


@dataclass(eq=False)
class AliasTaken(Exception):
    """The name already stands for `checkout_id`. Nothing of the append was recorded."""

    checkout_id: str


@dataclass(frozen=True, kw_only=True)
class Alias:
    """Another name of a checkout, unique in its scope: a public token, a shop's own order number."""

    scope: str
    value: str


@dataclass(frozen=True, kw_only=True)
class RefusedCommand:
    """What somebody asked for and was refused. It stands beside the history and bumps no version.

    `version` is the version that stood, `reason` the refusal's class name, `facts` what the rule looked at, and
    `asked` the command: its class name and its content.
    """

    checkout_id: str
    merchant: str
    version: int
    at: datetime
    reason: str
    facts: dict[str, object]
    operation: str
    asked: object
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class StoredRefusal:
    """A refused attempt as it is read back; `facts` and `asked` are JSON text."""

    checkout_id: str
    merchant: str
    version: int
    at: datetime
    reason: str
    facts: str
    operation: str
    asked: str
    provenance: Provenance


class EventStore(Protocol):
    """The histories of all checkouts."""

    async def append(
        self,
        events: Sequence[CheckoutEvent],
        *,
        names: Sequence[Alias] = (),
        due: datetime | None = None,
        along: InlineWrites | None = None,
    ) -> None:
        """Records consecutive events of one checkout, all or none, and with them names, deadline and what goes along.

        Raises VersionTaken, AliasTaken or StoreUnavailable; InsufficientStock and KeyAlreadyUsed for what goes along.
        """

    async def events(
        self, checkout_id: str, *, after: int = 0, upto: int | None = None
    ) -> Sequence[CheckoutEvent]:
        """The events of one checkout with `after` < version ≤ `upto`, in order; empty where there are none."""

    async def find(self, name: Alias) -> str | None:
        """The id of the checkout that has this name."""


class RefusalLog(Protocol):
    """The refused attempts, kept."""

    async def keep(self, attempt: RefusedCommand) -> None:
        """Records one attempt durably."""

    async def keep_invalid(self, attempt: RefusedCommand) -> None:
        """Records an attempt whose body was invalid, durably, within INVALID_BODIES_KEPT for its checkout.

        Of the attempts beyond that number, the latest takes the place of the one before, and they are counted: `of`
        returns it with the fact `beyond_limit`, the number of attempts that came after those that are kept.
        """

    async def of(self, checkout_id: str) -> Sequence[StoredRefusal]:
        """The attempts on one checkout, oldest first."""


class Deadlines(Protocol):
    """When a checkout has to be looked at again."""

    async def due(self, at: datetime, limit: int) -> Sequence[str]:
        """Checkouts whose deadline has passed, the longest overdue first."""

    async def settle(self, checkout_id: str, next_due: datetime | None) -> None:
        """Moves a deadline, or removes it."""
