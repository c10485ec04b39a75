"""The log of refused commands. They are not part of the history and have no version of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    """A refused command as it is read from the log; `facts` and `command` are JSON text.

    `position` is its place in the log, and no part of its value. It is None for the latest counted attempt, which is
    beyond COUNTED_ATTEMPTS_KEPT.
    """

    checkout_id: str
    merchant: str
    version: int
    at: datetime
    reason: str
    facts: str
    operation: str
    command: str
    provenance: Provenance
    position: int | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class RefusalsWithin:
    """The refused commands of a range of versions, oldest first, and how many there are outside of what is returned.

    `earlier` were refused before the first version of the range, `later` after its last one. `left_out` are in the
    range and older than the returned ones.
    """

    refusals: Sequence[StoredRefusal]
    earlier: int
    left_out: int
    later: int


@dataclass(frozen=True, kw_only=True)
class RefusalFilter:
    """The conditions of a search across checkouts. A refused command must meet all that are set.

    `merchants` are those that the reader may see; None for all. One of `reasons` must be the class name of the refusal,
    if there are any. `command` is the class name of the command, `dialect` the API that refused it, and `operation` its
    operation. `request_id` is that of the refused request. `since` is inclusive, `until` exclusive.
    """

    merchants: tuple[str, ...] | None
    merchant: str | None = None
    checkout_id: str | None = None
    reasons: tuple[str, ...] = ()
    command: str | None = None
    dialect: str | None = None
    operation: str | None = None
    actor: str | None = None
    request_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LoggedRefusal:
    """A refused command and its position in the log. Later ones have higher positions."""

    position: int
    refusal: StoredRefusal


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

    async def within(
        self, checkout_id: str, *, first: int, last: int, limit: int
    ) -> RefusalsWithin:
        """Return the newest `limit` refused commands of one checkout with `first` ≤ version ≤ `last`.

        The latest counted attempt is one of them if its version is in the range.
        """

    async def page(
        self, wanted: RefusalFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[LoggedRefusal]:
        """Return up to `limit` refused commands of all checkouts, newest first.

        `before` selects the newest ones before a position, `after` the oldest ones after it; never both. The latest
        counted attempt of a checkout, which is beyond COUNTED_ATTEMPTS_KEPT, has no position and is not among them.
        """

    async def reasons_of(self, checkout_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """Return the reasons for which commands on each checkout were refused; one without refusals is left out."""
