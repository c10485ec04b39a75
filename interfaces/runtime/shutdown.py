"""Announce the shutdown of the server to responses without an end, such as event streams.

The server waits for all responses before it ends the lifespan of the application. So an endless response learns of the
shutdown from the signal, before the server's own handler gets it.
"""

import asyncio
import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Shutdown:
    """The state of the shutdown of this process."""

    def __init__(self) -> None:
        self._started = asyncio.Event()

    def begin(self) -> None:
        """Mark the shutdown as started."""
        self._started.set()

    async def wait(self) -> None:
        """Wait until the shutdown has started."""
        await self._started.wait()

    @contextlib.contextmanager
    def announced_by_signals(self) -> Iterator[None]:
        """Start the shutdown at SIGINT or SIGTERM and call the previous handler. Must be entered on the event loop."""
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

        # A signal without a Python handler keeps its disposition: there is no server that would wait.
        announced = [number for number, handler in handlers.items() if callable(handler)]
        for number in announced:
            signal.signal(number, announce)
        try:
            yield
        finally:
            for number in announced:
                signal.signal(number, handlers[number])
