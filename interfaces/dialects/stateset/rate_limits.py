"""Rate limits: so many requests in a minute for each key, counted by each server process for itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from interfaces.dialects.session.auth import Client
from interfaces.http.errors import RateLimited

WINDOW_SECONDS = 60


@dataclass(frozen=True)
class Allowance:
    """What a key may do still; `reset` is when it may do all again, in seconds since 1970."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """As headers of an answer."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset),
        }


class RateLimits:
    """Counts the requests of each key. Windows begin with the full minute, so there is nothing to clean up."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._window = 0
        self._made: dict[str, int] = {}

    def count(self, request: Request, client: Client) -> None:
        """Counts one request, and leaves what the key may do still with the request. Raises RateLimited."""
        now = int(self._clock().timestamp())
        window = now // WINDOW_SECONDS
        if window != self._window:
            self._window, self._made = window, {}
        made = self._made.get(client.identity, 0) + 1
        self._made[client.identity] = made
        limit = client.selling.requests_per_minute
        reset = (window + 1) * WINDOW_SECONDS
        request.state.allowance = Allowance(limit, max(limit - made, 0), reset)
        if made > limit:
            raise RateLimited(reset - now)


def allowance_headers(request: Request) -> dict[str, str]:
    """The headers of what the key may do still; none where the request was not counted."""
    allowance: Allowance | None = getattr(request.state, "allowance", None)
    return {} if allowance is None else allowance.headers()
