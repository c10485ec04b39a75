"""How long a call waits for tillroll, and what a caller knows when no answer came in time."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

TIMEOUT = httpx.Timeout(30.0, connect=5.0)
"""Seconds for a client: 5 to connect, 30 for each other wait. The default of httpx, 5 seconds, is less than a busy
server may need for a purchase."""


class TillrollSlow(Exception):
    """No answer came in time.

    `may_have_worked` is whether the request may have been worked: then repeat it with the same idempotency key, or read
    the state before sending another. Without it, no byte was sent, and the request can be sent again as it is.
    """

    def __init__(self, message: str, *, may_have_worked: bool) -> None:
        super().__init__(message)
        self.may_have_worked = may_have_worked


@contextmanager
def timeouts_as_slow() -> Iterator[None]:
    """Raise TillrollSlow in place of the timeouts of httpx. It works around calls with and without `await`."""
    try:
        yield
    except (httpx.ConnectTimeout, httpx.PoolTimeout) as late:
        raise TillrollSlow("There was no connection in time.", may_have_worked=False) from late
    except httpx.TimeoutException as late:
        raise TillrollSlow("There was no answer in time.", may_have_worked=True) from late
