"""Limit the event streams and exports that one history key reads at the same time.

Each of them holds a page of the audit log in memory for as long as its client takes to read.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial

from interfaces.http.errors.request_errors import RateLimited

STREAMS_PER_KEY = 12
_RETRY_AFTER_SECONDS = 5


class StreamLimit:
    """The number of open streams and exports of this process by the name of the key, and the limit for each."""

    def __init__(self, limit: int = STREAMS_PER_KEY) -> None:
        self._limit = limit
        self._open: Counter[str] = Counter()

    def take(self, name: str) -> Callable[[], None]:
        """Count one stream, and return what stops counting it. Raises RateLimited at the limit."""
        if self._open[name] >= self._limit:
            raise RateLimited(_RETRY_AFTER_SECONDS)
        self._open[name] += 1
        return partial(self._give_back, name)

    def _give_back(self, name: str) -> None:
        self._open[name] -= 1
        if not self._open[name]:
            del self._open[name]
