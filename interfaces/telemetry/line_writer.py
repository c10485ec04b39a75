"""Writes log lines without ever holding up those who have something to say.

A pipe that nobody reads fills up, and whoever writes to it then stands still. So a thread of its own writes, and what
it cannot write in time is given up and counted.
"""

import contextlib
import os
import threading
import time
from collections import deque
from collections.abc import Callable

_TOGETHER = 512
_TOGETHER_SECONDS = 0.2
_WAITING = 20_000
_LAST_WORDS_SECONDS = 1.0
_LOOK_AGAIN_SECONDS = 0.005


class LineWriter:
    """Writes lines to a file descriptor, in order, soon. At most `waiting` of them wait."""

    def __init__(self, descriptor: int, *, waiting: int = _WAITING) -> None:
        self.on_dropped: Callable[[int], None] = _ignore
        self._descriptor = descriptor
        self._waiting = waiting
        self._lines: deque[bytes] = deque()
        self._dropped = 0
        self._arrived = threading.Event()
        self._idle = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tillroll-log", daemon=True)

    def start(self) -> None:
        """Begins to write, for as long as the process lives."""
        self._thread.start()

    def write(self, line: bytes) -> None:
        """Takes a line, which ends with a newline. Returns at once."""
        if len(self._lines) >= self._waiting:
            self._dropped += 1
            return
        self._lines.append(line)
        if not self._arrived.is_set():
            self._arrived.set()

    def flush(self) -> None:
        """Waits until everything is written, for a second at most."""
        until = time.monotonic() + _LAST_WORDS_SECONDS
        while (self._lines or not self._idle.is_set()) and time.monotonic() < until:
            time.sleep(_LOOK_AGAIN_SECONDS)  # at the end only, when there is nobody left to wait

    def _run(self) -> None:
        while True:
            self._idle.set()
            self._arrived.wait()
            self._idle.clear()
            # What follows in a moment goes along: each waking takes the interpreter away from those who answer.
            time.sleep(_TOGETHER_SECONDS)  # in a thread of its own, which holds up nobody
            self._arrived.clear()
            self._write_all()

    def _write_all(self) -> None:
        lines = self._lines
        while lines:
            together = b"".join(lines.popleft() for _ in range(min(len(lines), _TOGETHER)))
            with contextlib.suppress(OSError):  # Nobody listens any more, and nobody could be told.
                while together:
                    together = together[os.write(self._descriptor, together) :]
        if self._dropped:
            dropped, self._dropped = self._dropped, 0
            self.on_dropped(dropped)


def _ignore(_: int) -> None: ...
