"""Reads the entries up to each head that the witness cosigns, and states that they keep the rules.

One thread reads for all logs. A request waits for it a part of the second that the log gives a witness. What takes
longer is read afterwards, and stated when the log offers the head, or a later one, again.
"""

import logging
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillReading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.invariants import orders_times
from application.ledger.monitoring import MonitorProgress, compare_root, read_entries
from interfaces.witness.monitor.memory import open_memory
from interfaces.witness.monitor.reading import EntriesUnreadable, LogEntries

SECONDS: Final = 0.6
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_log = logging.getLogger("tillroll")


@dataclass(frozen=True)
class WatchedLog:
    """Where the entries of a log are read, and the file in which the monitor remembers them."""

    entries: LogEntries
    memory: Path


class Monitor:
    """Watches logs by their origins. Closed by `close`."""

    def __init__(self, logs: Mapping[str, WatchedLog], clock: Callable[[], datetime]) -> None:
        self._logs = logs
        self._clock = clock
        self._newest: dict[str, Checkpoint] = {}
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="tillroll monitor")

    def may_state(self, head: Checkpoint) -> bool:
        """Return whether all entries up to a head that the witness has accepted are read, and keep the rules."""
        log = self._logs.get(head.origin)
        if log is None:
            return False
        try:
            with open_memory(log.memory) as memory:
                memory.see(head.size, (self._clock() - _EPOCH) // _MICROSECOND)
            self._newest[head.origin] = head
            return self._reader.submit(self._follow, log, head).result(SECONDS)
        except StillReading:
            return False
        except (sqlite3.Error, OSError) as error:
            _log.error("the monitor cannot remember %s: %s", head.origin, error)
            return False

    def progress(self, origin: str) -> MonitorProgress | None:
        """Return how far the monitor is with a log; None if it does not watch it."""
        log = self._logs.get(origin)
        if log is None:
            return None
        with open_memory(log.memory) as memory:
            return memory.progress()

    def close(self) -> None:
        """End the thread after the bundle that it reads."""
        self._newest.clear()
        self._reader.shutdown(wait=True, cancel_futures=True)
        for each in self._logs.values():
            each.entries.close()

    def _follow(self, log: WatchedLog, head: Checkpoint) -> bool:
        with open_memory(log.memory) as memory:
            progress = memory.progress()
            while progress.broken is None and progress.size < head.size:
                if self._newest.get(head.origin) != head:
                    # A later head follows in the queue of the thread.
                    return False
                try:
                    entries = log.entries.read(progress.size, head.size)
                except EntriesUnreadable as error:
                    _log.warning("the monitor cannot read %s: %s", head.origin, error)
                    return False
                progress = read_entries(
                    entries, progress, memory, has_order_of_times=orders_times(head.origin)
                )
                memory.keep(progress)
            if progress.broken is None and progress.size == head.size:
                progress = compare_root(progress, head.root)
                if progress.broken is not None:
                    memory.keep(progress)
            if progress.broken is not None:
                text = progress.broken.text()
                _log.error("the monitor states nothing of %s any more: %s", head.origin, text)
            return progress.broken is None and progress.size == head.size
