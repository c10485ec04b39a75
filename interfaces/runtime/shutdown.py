"""Tells answers that would go on for ever that the server is about to end.

A server waits for the answers under way before it tells the application that it ends, so that an endless one has to
hear of it from elsewhere: from the signal itself, on its way to the server's own handler.
"""

import asyncio
import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Shutdown:
    """Whether this process is about to end."""

    def __init__(self) -> None:
        self._begun = asyncio.Event()

    def begin(self) -> None:
        """The end has begun."""
        self._begun.set()

    async def wait(self) -> None:
        """Returns when it has."""
        await self._begun.wait()

    @contextlib.contextmanager
    def announced_by_signals(self) -> Iterator[None]:
        """Begins with SIGINT or SIGTERM, which go on to whoever handled them. To be entered on the event loop."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        handlers = {number: signal.getsignal(number) for number in _SIGNALS}

        def announce(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.begin)
            handler = handlers[signal.Signals(number)]
            if callable(handler):
                handler(number, frame)

        # One that is ignored, or left to the system, stays so: then there is no server that would wait.
        heard = [number for number, handler in handlers.items() if callable(handler)]
        for number in heard:
            signal.signal(number, announce)
        try:
            yield
        finally:
            for number in heard:
                signal.signal(number, handlers[number])
