"""The turn of the projections of one process, which step one after another."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# A projection whose database does not answer must not stop another one.
_MAX_WAIT_SECONDS: Final = 0.25


class Turn:
    """Lets one projection of a process step at a time.

    Two threads that compute at the same time take the interpreter from each other at every yield of the throttle.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @property
    def is_taken(self) -> bool:
        """Whether a projection steps now."""
        return self._lock.locked()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait until no other projection steps, or for a quarter of a second, and keep the others waiting."""
        has_turn = self._lock.acquire(timeout=_MAX_WAIT_SECONDS)
        try:
            yield
        finally:
            if has_turn:
                self._lock.release()
