"""Whose turn it is to project: one process at a time, and another one as soon as that ends however it ends.

The turn is a session lock, which goes with its connection. A process whose connection broke may not know yet that it
lost the turn and record one more batch; then what is recorded refuses whichever of two batches comes second.
"""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.audit.recorder import EVENTS
from interfaces.storage.postgres.projections.session import connect


class Leadership:
    """One process's claim to the turn, and the connection that it hears of new events on."""

    def __init__(self, database_url: str, alarm: socket.socket, lock: int) -> None:
        """Connects. `alarm` ends any waiting as soon as there is something to be read from it.

        `lock` is the number of the session lock that the turn is.
        """
        self._alarm = alarm
        self._lock = lock
        self._connection = connect(database_url)

    def take(self) -> bool:
        """Whether the turn is this process's from now on."""
        with _connected():
            cursor = self._connection.execute("SELECT pg_try_advisory_lock(%s)", (self._lock,))
            if cursor.fetchone() != (True,):
                return False
            self._connection.execute(f"LISTEN {EVENTS}")
            return True

    def announce(self, channel: LiteralString) -> None:
        """Tells all who listen on `channel` that there is more; followers look now and then, in case a word is lost.

        It is sent apart from the rows, since NOTIFY takes a lock that all commits with a NOTIFY wait for, and which
        here is held for no longer than it takes to pass the word on.
        """
        with _connected():
            self._connection.execute("NOTIFY " + channel)

    def wait(self, seconds: float) -> None:
        """Returns when there may be new events, after so many seconds, or when the alarm is raised."""
        with _connected():
            select.select([self._connection.fileno(), self._alarm.fileno()], [], [], seconds)
            for _ in self._connection.notifies(timeout=0):
                pass

    def check(self) -> None:
        """Raises StoreUnavailable where the connection broke, and the turn is another's."""
        with _connected():
            self._connection.execute("SELECT")

    def close(self) -> None:
        """Gives the turn up."""
        self._connection.close()


@contextmanager
def _connected() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error
