"""The end of the server process: a time of draining after SIGTERM, then the shutdown.

While it drains, the server goes on, so that a load balancer that reads its readiness takes it out before it refuses a
connection. The server waits for all responses before it ends the lifespan of the application. So an endless response,
such as an event stream, learns of the shutdown from here, before the server's own handler gets the signal.
"""

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_log = logging.getLogger("tillroll")


class Shutdown:
    """The state of the shutdown of this process."""

    def __init__(self, drain_seconds: float = 0) -> None:
        self._drain_seconds = drain_seconds
        self._started = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self.is_draining = False

    def begin(self) -> None:
        """Mark the shutdown as started."""
        self._started.set()

    async def wait(self) -> None:
        """Wait until the shutdown has started."""
        await self._started.wait()

    @contextlib.contextmanager
    def announced_by_signals(self) -> Iterator[None]:
        """Start the shutdown at a signal and call the previous handler. Must be entered on the event loop.

        SIGTERM starts it after the time of draining; more of them change nothing, because a process manager may send
        one to each process and the supervisor another. SIGINT starts it at once, also while the server drains.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        handlers = {number: signal.getsignal(number) for number in _SIGNALS}

        def announce(number: int, frame: FrameType | None) -> None:
            handler = handlers[signal.Signals(number)]
            end = partial(self._end, loop, handler, number, frame)
            if number == signal.SIGTERM and self._drain_seconds > 0:
                if not self.is_draining:
                    self.is_draining = True
                    loop.call_soon_threadsafe(self._drain, loop, end)
                return
            self.is_draining = True
            end()

        # A signal without a Python handler keeps its disposition: there is no server that would wait.
        announced = [number for number, handler in handlers.items() if callable(handler)]
        for number in announced:
            signal.signal(number, announce)
        try:
            yield
        finally:
            if self._timer is not None:
                self._timer.cancel()
            for number in announced:
                signal.signal(number, handlers[number])

    def _drain(self, loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> None:
        _log.info(
            "draining: /readyz answers 503 and requests are still served for %g seconds",
            self._drain_seconds,
        )
        self._timer = loop.call_later(self._drain_seconds, end)

    def _end(
        self, loop: asyncio.AbstractEventLoop, handler: object, number: int, frame: FrameType | None
    ) -> None:
        loop.call_soon_threadsafe(self.begin)
        if callable(handler):
            handler(number, frame)
