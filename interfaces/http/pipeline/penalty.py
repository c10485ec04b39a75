"""Delay the 429 of a stranger, so that a client that repeats its requests at once takes little of the process.

The request holds no place and no body meanwhile. The number of delayed requests is bounded: beyond it, the answer is
given at once and the connection is closed.
"""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import Response

SECONDS = 0.5
MOST_DELAYED = 1000


class Penalty:
    """The delayed requests of this process. `sleep` waits for a number of seconds."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._delayed = 0

    async def impose(self, response: Response) -> Response:
        """Return the response after SECONDS; at once, with `Connection: close`, if MOST_DELAYED requests wait."""
        if self._delayed >= MOST_DELAYED:
            response.headers["Connection"] = "close"
            return response
        self._delayed += 1
        try:
            await self._sleep(SECONDS)
        finally:
            self._delayed -= 1
        return response
