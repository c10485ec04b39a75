"""Rate limits: requests per minute of each key, counted in each server process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from interfaces.dialects.session.auth import Client
from interfaces.http.errors.request_errors import RateLimited

WINDOW_SECONDS = 60


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
    """Counts the requests of each key. Windows begin with the full minute; a new window drops all counts."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._window = 0
        self._counts: dict[str, int] = {}

    def count(self, request: Request, client: Client) -> None:
        """Count one request, and store the allowance of its key with the request. Raises RateLimited."""
        now = int(self._clock().timestamp())
        window = now // WINDOW_SECONDS
        if window != self._window:
            self._window, self._counts = window, {}
        count = self._counts.get(client.identity, 0) + 1
        self._counts[client.identity] = count
        limit = client.selling.requests_per_minute
        reset = (window + 1) * WINDOW_SECONDS
        request.state.allowance = Allowance(limit, max(limit - count, 0), reset)
        if count > limit:
            raise RateLimited(reset - now)


def allowance_headers(request: Request) -> dict[str, str]:
    """Return the headers of the allowance; none if the request was not counted."""
    allowance: Allowance | None = getattr(request.state, "allowance", None)
    return {} if allowance is None else allowance.headers()
