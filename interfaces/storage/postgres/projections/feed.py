"""Events in the order of their positions, without skipping any.

A position rises with the number of its transaction, and transactions end in any order. So the feed reads below the
horizon: each transaction that can write below it has ended. The horizon is asked for before the events are read, in a
statement of its own, because these have to be of a later snapshot.

Only transactions that write events hold the horizon up. One that stays open holds up every follower, and no append. The
log names its process then.
"""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from eventsourcing.persistence import Notification
from eventsourcing.postgres import PostgresDatastore

from interfaces.storage.postgres.projections.open_appends import OLDEST

_HORIZON: Final = """
SELECT horizon.up_to, horizon.is_limited FROM tillroll.horizon() AS horizon
"""
_IS_ANY_BEYOND: Final = """
SELECT EXISTS (SELECT FROM tillroll.checkout_events WHERE notification_id > %s) AS is_any
"""
_WARN_AFTER_SECONDS: Final = 10.0
_WARN_AGAIN_SECONDS: Final = 60.0
_log = logging.getLogger("tillroll")


class Notifications(Protocol):
    """A reader of records by position: the library's recorder, or one that reads fewer columns."""

    @property
    def datastore(self) -> PostgresDatastore:
        """The database that it reads."""

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return up to `limit` records from `start` to `stop`, in the order of their positions.

        Raises StoreUnavailable.
        """


class Feed(Protocol):
    """Reads records in order."""

    @property
    def is_held_up(self) -> bool:
        """Whether the next records can be read only after other transactions have ended."""

    def read(self, after: int, limit: int) -> Sequence[Notification]:
        """Return up to `limit` records after a position; empty where there is none. Raises StoreUnavailable."""


class EventFeed:
    """Reads the events after a position, up to the horizon."""

    def __init__(
        self, events: Notifications, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._events = events
        self._monotonic = monotonic
        self._up_to = 0
        self._is_read = True
        self._held_up_since: float | None = None
        self._warned_at: float | None = None

    @property
    def is_held_up(self) -> bool:
        """Whether the next events can be read only after other transactions have ended."""
        return self._held_up_since is not None

    def read(self, after: int, limit: int) -> Sequence[Notification]:
        """Return up to `limit` events after position `after`; empty where there is none. Raises StoreUnavailable."""
        is_limited = False
        if self._is_read or after >= self._up_to:
            is_limited = self._look_at_horizon()
        found = self._events.select_notifications(
            after, limit, self._up_to, inclusive_of_start=False
        )
        self._is_read = len(found) < limit
        self._note(is_waiting=is_limited and not found and self._is_any_beyond())
        return found

    def _look_at_horizon(self) -> bool:
        """Move the horizon. Return whether an open transaction is in the way."""
        with self._events.datastore.get_connection() as connection:
            (row,) = connection.execute(_HORIZON, prepare=True).fetchall()
        self._up_to = row["up_to"]
        return bool(row["is_limited"])

    def _is_any_beyond(self) -> bool:
        with self._events.datastore.get_connection() as connection:
            (row,) = connection.execute(_IS_ANY_BEYOND, (self._up_to,), prepare=True).fetchall()
        return bool(row["is_any"])

    def _note(self, *, is_waiting: bool) -> None:
        if not is_waiting:
            self._held_up_since = self._warned_at = None
            return
        now = self._monotonic()
        if self._held_up_since is None:
            self._held_up_since = now
        since = self._held_up_since + _WARN_AFTER_SECONDS
        if self._warned_at is not None:
            since = self._warned_at + _WARN_AGAIN_SECONDS
        if now >= since:
            self._warned_at = now
            self._warn(now - self._held_up_since)

    def _warn(self, seconds: float) -> None:
        with self._events.datastore.get_connection() as connection:
            rows = connection.execute(OLDEST).fetchall()
        for row in rows:
            _log.warning(
                "followers of events have waited %.0f s for a transaction that writes events and stays open: %s",
                seconds,
                row["holder"],
            )
