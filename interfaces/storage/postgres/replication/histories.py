"""Histories of single checkouts, read from a replica.

A request reads one server only, so that its parts fit together. Only what a request about one checkout reads inside of
`ReplicaHistories.open_read` comes from the replica. Everything else comes from the primary, above all what changes are
decided on, and the keys of personal data.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, LiteralString, Self

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.replication.replica import ReplicaFirst, ReplicaSetting

_REACHED: LiteralString = """
SELECT originator_version FROM tillroll.checkout_events
WHERE originator_id = $1 ORDER BY originator_version DESC LIMIT 1
"""
# The lag is looked up once a second, and a look may take three.
_SECONDS_OF_DOUBT: Final = 10.0
_PATIENCE: Final = Timeouts()


class ChosenServer:
    """The server of one request. It may change from the replica to the primary, which has no less, and not back."""

    __slots__ = ("at_least", "behind_seconds", "checkout_id", "instant", "is_chosen", "turn")

    def __init__(self, checkout_id: str, at_least: int, instant: datetime | None) -> None:
        self.checkout_id = checkout_id
        self.at_least = at_least
        self.instant = instant
        self.behind_seconds: float | None = None
        self.is_chosen = False
        self.turn = asyncio.Lock()


_CHOSEN: ContextVar[ChosenServer | None] = ContextVar("chosen server", default=None)


class ReplicaHistories:
    """Reads at the server that was chosen for the request. It has up to `readers` connections to the replica.

    `watch` says whether the replica may be read. It is that of the audit log: what a search at the primary has shown is
    then in the histories too. It connects when it is entered.
    """

    def __init__(
        self,
        setting: ReplicaSetting,
        watch: ReplicaFirst,
        primary: Reads,
        *,
        clock: Callable[[], datetime],
        readers: int = 4,
        patience: Timeouts = _PATIENCE,
    ) -> None:
        # A request that finds the replica gone does not wait for it: the primary is there.
        brief = replace(patience, connect=1)
        self._replica = StatementPool(setting.url, size=readers, patience=brief, only_reads=True)
        self._watch = watch
        self._primary = primary
        self._doubtful = timedelta(seconds=setting.most_seconds + _SECONDS_OF_DOUBT)
        self._clock = clock

    async def __aenter__(self) -> Self:
        """Connect to the replica in the background."""
        await self._replica.open_later()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._replica.close()

    @property
    def behind_seconds(self) -> float | None:
        """How far the replica is behind that the audit log reads now; None for the primary."""
        return self._watch.behind_seconds

    async def rows(
        self, statement: LiteralString, parameters: Sequence[object]
    ) -> list[tuple[Any, ...]]:
        """Return the rows of a statement that reads. Raises StoreUnavailable where the primary does not answer."""
        chosen = _CHOSEN.get()
        if chosen is None:
            return await self._primary.rows(statement, parameters)
        async with chosen.turn:
            if not chosen.is_chosen:
                chosen.behind_seconds = await self._choose(chosen)
                chosen.is_chosen = True
        if chosen.behind_seconds is not None:
            found = await self._at_replica(statement, parameters)
            if found is not None:
                return found
            chosen.behind_seconds = None
        return await self._primary.rows(statement, parameters)

    @asynccontextmanager
    async def open_read(
        self, checkout_id: str, *, at_least: int, instant: datetime | None = None
    ) -> AsyncIterator[ChosenServer]:
        """Read the history of a checkout from one server, which the first read chooses; see `HistoryReplica`.

        A replica that does not have the checkout at all is not read: the checkout may be new.
        """
        chosen = ChosenServer(checkout_id, max(at_least, 1), instant)
        before = _CHOSEN.set(chosen)
        try:
            yield chosen
        finally:
            _CHOSEN.reset(before)

    async def _choose(self, wanted: ChosenServer) -> float | None:
        """Return how far the replica is behind, or None for the primary."""
        behind = self._watch.behind_seconds
        if behind is None or not can_be_key(wanted.checkout_id):
            return None
        if wanted.instant is not None and wanted.instant > self._clock() - self._doubtful:
            # The version of this instant may be one that the replica has not replayed.
            return None
        rows = await self._at_replica(_REACHED, (wanted.checkout_id,))
        return behind if rows and rows[0][0] >= wanted.at_least else None

    async def _at_replica(
        self, statement: LiteralString, parameters: Sequence[object]
    ) -> list[tuple[Any, ...]] | None:
        try:
            return await self._replica.rows(statement, parameters)
        except StoreUnavailable as error:
            self._watch.leave(str(error))
            return None
