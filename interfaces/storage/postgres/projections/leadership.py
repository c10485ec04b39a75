"""Leader election among the processes that could run a projection, by a session-level advisory lock.

PostgreSQL releases the lock when the connection ends, however the process ended, and another process takes it. A
process whose connection broke may record one more batch before it notices; the tracking table then refuses the second
of two batches for the same position.
"""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.connections.primary import require_primary
from interfaces.storage.postgres.projections.event_table import EVENTS_TABLE
from interfaces.storage.postgres.projections.session import connect


class Leadership:
    """One process's candidacy for the lock, on a connection that also receives notifications of new events."""

    def __init__(self, database_url: str, alarm: socket.socket, lock: int) -> None:
        """Connect. `lock` is the number of the advisory lock. `alarm` ends a wait when it becomes readable.

        Raises StoreUnavailable.
        """
        self._alarm = alarm
        self._lock = lock
        self._connection = connect(database_url)

    def take(self) -> bool:
        """Try to take the lock, and return whether this process is the leader. Raises StoreUnavailable."""
        with _store_errors():
            cursor = self._connection.execute("SELECT pg_try_advisory_lock(%s)", (self._lock,))
            require_primary(self._connection)
            if cursor.fetchone() != (True,):
                return False
            self._connection.execute(f"LISTEN {EVENTS_TABLE}")
            return True

    def announce(self, channel: LiteralString) -> None:
        """Notify all listeners on `channel` of new rows. Listeners also poll, in case a notification is lost.

        The NOTIFY has a transaction of its own: it takes a lock that every commit with a NOTIFY waits for, and which
        this way is held for a short time only. Raises StoreUnavailable.
        """
        with _store_errors():
            self._connection.execute("NOTIFY " + channel)

    def wait(self, seconds: float) -> None:
        """Wait for a notification of new events, for the alarm, or for so many seconds. Raises StoreUnavailable."""
        with _store_errors():
            select.select([self._connection.fileno(), self._alarm.fileno()], [], [], seconds)
            for _ in self._connection.notifies(timeout=0):
                pass

    def check(self) -> None:
        """Raise StoreUnavailable where the connection is lost, and with it the lock, or its server only reads."""
        with _store_errors():
            self._connection.execute("SELECT")
            require_primary(self._connection)

    def close(self) -> None:
        """Release the lock by closing the connection."""
        self._connection.close()


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error
