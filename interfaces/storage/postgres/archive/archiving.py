"""Archives whole months: writes the files, reads them back, and moves their events out of the database."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, LiteralString
from urllib.parse import quote

from psycopg import Connection
from psycopg.rows import TupleRow

from application.archive.eligibility import Obstacle
from application.archive.months import month_text
from application.persons.old_text import SettingsMaps
from interfaces.storage.archive.events import ArchivedEvent
from interfaces.storage.archive.folders import ArchiveFolder
from interfaces.storage.archive.manifest import FileManifest, ManifestHead, encode_manifest
from interfaces.storage.archive.writing import write_events
from interfaces.storage.postgres.archive.candidates import CandidateGroup, Candidates
from interfaces.storage.postgres.archive.files import (
    NewFile,
    record_file,
    unfinished_files,
)
from interfaces.storage.postgres.archive.moving import FileMover, Moved
from interfaces.storage.postgres.archive.selection import Selection

EVENTS_OF_A_FILE: Final = 100_000
"""About how many events a file has. They are in memory while it is written and compared."""
_FORMAT: Final = "tillroll-archive-1"
_HEAD: Final[LiteralString] = """
SELECT origin, size, encode(root, 'hex'), convert_from(note, 'UTF8') FROM tillroll.ledger_heads
WHERE ledger = 'events' ORDER BY at DESC, size DESC LIMIT 1
"""


@dataclass
class Archived:
    """The result of a run. `size` is that of new files in bytes, `obstacles` how many checkouts stay and why."""

    files: int = 0
    size: int = 0
    checkouts: int = 0
    events: int = 0
    obstacles: dict[Obstacle, int] = field(default_factory=dict)

    def add(self, moved: Moved) -> None:
        """Count what was moved out of a file."""
        self.checkouts += moved.checkouts
        self.events += moved.events
        self.leave(moved.obstacles)

    def leave(self, obstacles: Mapping[Obstacle, int]) -> None:
        """Count checkouts that stay."""
        for obstacle, count in obstacles.items():
            self.obstacles[obstacle] = self.obstacles.get(obstacle, 0) + count


class Archiver:
    """Archives through a connection that holds the lock of the archive.

    Raises ArchiveUnavailable, ArchiveAltered and psycopg.Error. What was done until then stays; the next run goes on.
    """

    def __init__(
        self,
        connection: Connection[TupleRow],
        place: str,
        settings_maps: SettingsMaps,
        *,
        clock: Callable[[], datetime],
        progress: Callable[[int, int], None],
        events_of_a_file: int = EVENTS_OF_A_FILE,
    ) -> None:
        """`place` is where new files go. `progress` is called with the numbers of events moved and to move."""
        self._connection = connection
        self._place = place
        self._selection = Selection(connection, settings_maps)
        self._clock = clock
        self._mover = FileMover(connection, self._note_moved)
        self._progress = progress
        self._moved = self._total = 0
        self._events_of_a_file = events_of_a_file

    def run(self, before: date) -> Archived:
        """Archive the checkouts that ended before a month. First continue what an interrupted run has left."""
        done = Archived()
        self._move_unfinished(done)
        candidates = Candidates(self._connection, before)
        done.leave(candidates.obstacles())
        groups = candidates.groups()
        # The last event of each checkout also stays, and obstacles in events are known only when those are read.
        self._total += sum(group.events - group.checkouts for group in groups)
        for group in groups:
            for part in candidates.parts(group, self._events_of_a_file):
                events = self._selection.events(part)
                if events:
                    done.size += self._write(group, events)
                    done.files += 1
                    self._move_unfinished(done)
        done.leave(self._selection.obstacles)
        # The space of rows that are gone is used again by the next ones.
        for table in ("checkout_events", "snapshots"):
            self._connection.execute(f"VACUUM (ANALYZE) tillroll.{table}".encode())
        return done

    def _move_unfinished(self, done: Archived) -> None:
        for row in unfinished_files(self._connection):
            done.add(self._mover.move(row))

    def _note_moved(self, events: int) -> None:
        self._moved += events
        self._progress(self._moved, max(self._moved, self._total))

    def _write(self, group: CandidateGroup, events: Sequence[ArchivedEvent]) -> int:
        """Write and record the file of these events, and return its size in bytes."""
        folder = ArchiveFolder(self._place)
        labels = {
            "format": _FORMAT,
            "month": month_text(group.month),
            "merchant": group.merchant,
        }
        with tempfile.TemporaryDirectory(prefix="tillroll-archive-") as temporary:
            written = Path(temporary, "events.parquet")
            write_events(written, events, self._selection.entries(events), labels)
            size, sha256 = ArchiveFolder(temporary).digest(written.name)
            stem = f"{month_text(group.month)}/{quote(group.merchant, safe='')}-{sha256.hex()[:16]}"
            new = NewFile(
                name=f"{stem}.parquet",
                month=group.month,
                merchant=group.merchant,
                size=size,
                sha256=sha256,
                checkouts=len({each.checkout_id for each in events}),
                events=len(events),
                first_position=events[0].position,
                last_position=events[-1].position,
                made_at=self._clock(),
            )
            folder.put(new.name, written)
            manifest = Path(temporary, "manifest.json")
            manifest.write_bytes(encode_manifest(self._manifest(new)))
            folder.put(f"{stem}.json", manifest)
        record_file(self._connection, self._place, new)
        return size

    def _manifest(self, new: NewFile) -> FileManifest:
        return FileManifest(
            format=_FORMAT,
            file=new.name.rpartition("/")[2],
            bytes=new.size,
            sha256=new.sha256.hex(),
            month=month_text(new.month),
            merchant=new.merchant,
            checkouts=new.checkouts,
            events=new.events,
            first_position=new.first_position,
            last_position=new.last_position,
            made_at=new.made_at,
            ledger_head=self._head(),
        )

    def _head(self) -> ManifestHead | None:
        rows: Sequence[Any] = self._connection.execute(_HEAD).fetchall()
        return ManifestHead(*rows[0]) if rows else None
