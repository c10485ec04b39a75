"""StateSet's own limit: requests of each key in windows that begin with the full minute, as its documents have it.

The processes of one machine share the counts. The limits of all dialects (`interfaces.http.limits`) apply as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from interfaces.dialects.session.auth import Client
from interfaces.http.errors.request_errors import RateLimited
from interfaces.http.limits.memory import LimitsMemory

WINDOW_SECONDS = 60
_LOWER_HALF = 1 << 32


@dataclass(frozen=True)
class Allowance:
    """The remaining requests of a key. `reset` is the end of the window, in seconds since 1970."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """Return the response headers that report the allowance."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset),
        }


class RateLimits:
    """Counts the requests of each key. Windows begin with the full minute.

    A word of the table has the end of the window, in seconds since 1970, and in its lower half the count. Processes
    that count within the same microsecond may count one request instead of two.
    """

    def __init__(self, clock: Callable[[], datetime], memory: LimitsMemory) -> None:
        self._clock = clock
        self._key_of = memory.key_of
        self._counts = memory.counts

    def count(self, request: Request, client: Client) -> None:
        """Count one request, and store the allowance of its key with the request. Raises RateLimited."""
        now = int(self._clock().timestamp())
        reset = (now // WINDOW_SECONDS + 1) * WINDOW_SECONDS
        index = self._counts.place(self._key_of("stateset", client.identity))
        end, count = divmod(self._counts.words[index], _LOWER_HALF)
        count = count + 1 if end == reset else 1
        self._counts.words[index] = reset * _LOWER_HALF + count
        limit = client.selling.requests_per_minute
        request.state.allowance = Allowance(limit, max(limit - count, 0), reset)
        if count > limit:
            raise RateLimited(reset - now, policy="key", quota=limit, window=WINDOW_SECONDS)


def allowance_headers(request: Request) -> dict[str, str]:
    """Return the headers of the allowance; none if the request was not counted."""
    allowance: Allowance | None = getattr(request.state, "allowance", None)
    return {} if allowance is None else allowance.headers()
