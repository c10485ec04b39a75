"""Write log lines in a background thread, so that logging never blocks the caller.

A write to a full pipe blocks. The thread takes the blocking; when too many lines wait, further ones are dropped and
counted.
"""

import contextlib
import os
import threading
import time
from collections import deque
from collections.abc import Callable

_BATCH_LINES = 512
_BATCH_SECONDS = 0.2
_MOST_QUEUED = 20_000
_FLUSH_SECONDS = 1.0
_FLUSH_POLL_SECONDS = 0.005


class LineWriter:
    """Write lines to a file descriptor in order. At most `waiting` lines are queued; further ones are dropped."""

    def __init__(self, descriptor: int, *, waiting: int = _MOST_QUEUED) -> None:
        self.on_dropped: Callable[[int], None] = _ignore
        self._descriptor = descriptor
        self._waiting = waiting
        self._lines: deque[bytes] = deque()
        self._dropped = 0
        self._arrived = threading.Event()
        self._idle = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tillroll-log", daemon=True)

    def start(self) -> None:
        """Start the thread, which runs until the process ends."""
        self._thread.start()

    def write(self, line: bytes) -> None:
        """Queue a line, which must end with a newline, and return at once."""
        if len(self._lines) >= self._waiting:
            self._dropped += 1
            return
        self._lines.append(line)
        if not self._arrived.is_set():
            self._arrived.set()

    def flush(self) -> None:
        """Wait until all lines are written, for one second at most."""
        until = time.monotonic() + _FLUSH_SECONDS
        while (self._lines or not self._idle.is_set()) and time.monotonic() < until:
            time.sleep(_FLUSH_POLL_SECONDS)  # only at shutdown, when no request runs

    def _run(self) -> None:
        while True:
            self._idle.set()
            self._arrived.wait()
            self._idle.clear()
            # Batch the lines of the next 0.2 s: each wake-up takes the interpreter lock from the request handlers.
            time.sleep(_BATCH_SECONDS)  # in the background thread
            self._arrived.clear()
            self._write_all()

    def _write_all(self) -> None:
        lines = self._lines
        while lines:
            batch = b"".join(lines.popleft() for _ in range(min(len(lines), _BATCH_LINES)))
            with contextlib.suppress(
                OSError
            ):  # The reader is gone, and an error could not be logged.
                while batch:
                    batch = batch[os.write(self._descriptor, batch) :]
        if self._dropped:
            dropped, self._dropped = self._dropped, 0
            self.on_dropped(dropped)


def _ignore(_: int) -> None: ...
