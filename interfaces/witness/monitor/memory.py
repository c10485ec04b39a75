"""What a monitor remembers of one log, in a file of SQLite: memory does not grow with the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from application.ledger.format.merkle import HASH_BYTES
from application.ledger.monitoring import BrokenLog, MonitorProgress, MonitorRule

_SECONDS: Final = 10.0
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS tags (tag BLOB PRIMARY KEY, version INTEGER NOT NULL, time INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS heads (size INTEGER PRIMARY KEY, at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS progress (
    one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, hashes BLOB NOT NULL,
    is_watching INTEGER NOT NULL, broken_index INTEGER, broken_rule TEXT
);
"""


class MonitorMemory:
    """Implements `LastEntries` in one connection. Raises sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def progress(self) -> MonitorProgress:
        """Return how far the monitor is."""
        row = self._connection.execute(
            "SELECT size, hashes, is_watching, broken_index, broken_rule FROM progress"
        ).fetchone()
        if row is None:
            return MonitorProgress()
        size, hashes, is_watching, index, rule = row
        places = range(0, len(hashes), HASH_BYTES)
        return MonitorProgress(
            size,
            tuple(hashes[place : place + HASH_BYTES] for place in places),
            bool(is_watching),
            None if rule is None else BrokenLog(index, MonitorRule[rule]),
        )

    def keep(self, progress: MonitorProgress) -> None:
        """Store how far the monitor is, with what it has remembered meanwhile, or nothing of it."""
        broken = progress.broken
        self._connection.execute(
            "INSERT OR REPLACE INTO progress VALUES (1, ?, ?, ?, ?, ?)",
            (
                progress.size,
                b"".join(progress.hashes),
                progress.is_watching,
                None if broken is None else broken.index,
                None if broken is None else broken.rule.name,
            ),
        )
        self._connection.execute(
            "DELETE FROM heads WHERE size < (SELECT max(size) FROM heads WHERE size <= ?)",
            (progress.size,),
        )
        self._connection.commit()

    def see(self, size: int, at: int) -> None:
        """Store when a head was seen, in microseconds; of a head that is seen again, the later time."""
        self._connection.execute("INSERT OR REPLACE INTO heads VALUES (?, ?)", (size, at))
        self._connection.commit()

    def last(self, tag: bytes) -> tuple[int, int]:
        """Return the last version of a tag, and its time; zeroes if there is none."""
        found = self._connection.execute("SELECT version, time FROM tags WHERE tag = ?", (tag,))
        version, time = found.fetchone() or (0, 0)
        return version, time

    def remember(self, tag: bytes, version: int, time: int) -> None:
        """Replace what is remembered of a tag by a further entry."""
        self._connection.execute(
            "INSERT OR REPLACE INTO tags VALUES (?, ?, ?)", (tag, version, time)
        )

    def seen_without(self, index: int) -> int | None:
        """Return when the largest head of this size at most was last seen."""
        found = self._connection.execute(
            "SELECT at FROM heads WHERE size <= ? ORDER BY size DESC LIMIT 1", (index,)
        ).fetchone()
        return None if found is None else int(found[0])


@contextmanager
def open_memory(file: Path) -> Iterator[MonitorMemory]:
    """Open the memory in a file, making it if it is missing. Raises sqlite3.Error and OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=_SECONDS)) as connection:
        connection.executescript(_TABLES)
        yield MonitorMemory(connection)
