"""Reads archived events from Parquet files, and keeps the row groups that were read last."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from interfaces.storage.archive.events import ArchivedEvent
from interfaces.storage.archive.failures import ArchiveAltered
from interfaces.storage.archive.folders import ArchiveFolder

_COLUMNS: Final = ("position", "checkout_id", "version", "topic", "state")
_MOST_FOOTERS: Final = 64


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file: its folder or bucket, and its name there."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class GroupSpan:
    """A row group: its number, and the positions of its first and last event."""

    file: ArchiveFile
    group: int
    first: int
    last: int
    events: int


class ArchiveReader:
    """Reads files, which never change. May be called by several threads. Raises ArchiveUnavailable and ArchiveAltered.

    It holds up to `most_groups` row groups, of some 600 KB each.
    """

    def __init__(self, most_groups: int = 8) -> None:
        self._lock = Lock()
        self._most_groups = most_groups
        self._groups: OrderedDict[tuple[ArchiveFile, int], Any] = OrderedDict()
        self._footers: OrderedDict[ArchiveFile, Any] = OrderedDict()

    def of_checkout(
        self, file: ArchiveFile, groups: Sequence[int], checkout_id: str
    ) -> list[ArchivedEvent]:
        """Return the events of a checkout in these row groups, in the order of their versions."""
        from pyarrow import compute

        found: list[ArchivedEvent] = []
        for group in groups:
            table = self._group(file, group)
            found += _events(table.filter(compute.equal(table["checkout_id"], checkout_id)))
        return sorted(found, key=lambda each: each.version)

    def group(self, span: GroupSpan) -> list[ArchivedEvent]:
        """Return the events of a row group, in the order of their positions."""
        return _events(self._group(span.file, span.group))

    def spans(self, file: ArchiveFile) -> Sequence[GroupSpan]:
        """Return the row groups of a file, in the order of their positions."""
        footer = self._footer(file)
        with _altered_file(file):
            found = []
            for number in range(footer.num_row_groups):
                group = footer.row_group(number)
                positions = group.column(0).statistics
                found.append(GroupSpan(file, number, positions.min, positions.max, group.num_rows))
        return found

    def labels(self, file: ArchiveFile) -> dict[str, str]:
        """Return the metadata of a file."""
        footer = self._footer(file)
        return {key.decode(): value.decode() for key, value in (footer.metadata or {}).items()}

    def _group(self, file: ArchiveFile, group: int) -> Any:
        key = (file, group)
        with self._lock:
            if (table := self._groups.get(key)) is not None:
                self._groups.move_to_end(key)
                return table
        table = self._read_group(file, group)
        with self._lock:
            self._groups[key] = table
            if len(self._groups) > self._most_groups:
                self._groups.popitem(last=False)
        return table

    def _read_group(self, file: ArchiveFile, group: int) -> Any:
        from pyarrow import parquet

        footer = self._footer(file)
        with ArchiveFolder(file.place).open_file(file.name) as opened, _altered_file(file):
            read = parquet.ParquetFile(opened, metadata=footer)
            return read.read_row_group(group, columns=list(_COLUMNS), use_threads=False)

    def _footer(self, file: ArchiveFile) -> Any:
        # Imported here because pyarrow is slow to load and needs much memory.
        from pyarrow import parquet

        with self._lock:
            if (footer := self._footers.get(file)) is not None:
                self._footers.move_to_end(file)
                return footer
        with ArchiveFolder(file.place).open_file(file.name) as opened, _altered_file(file):
            footer = parquet.read_metadata(opened)
        with self._lock:
            self._footers[file] = footer
            if len(self._footers) > _MOST_FOOTERS:
                self._footers.popitem(last=False)
        return footer


def _events(table: Any) -> list[ArchivedEvent]:
    columns = [table[name].to_pylist() for name in _COLUMNS]
    return [ArchivedEvent(*row) for row in zip(*columns, strict=True)]


@contextmanager
def _altered_file(file: ArchiveFile) -> Iterator[None]:
    """Say which file cannot be decoded. Files that cannot be opened are named by their folder."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, KeyError, IndexError, OSError) as error:
        path = ArchiveFolder(file.place).path_of(file.name)
        raise ArchiveAltered(
            f"The file {path} of the archive cannot be decoded: {error}"
        ) from error
