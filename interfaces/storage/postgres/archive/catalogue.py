"""What the database knows of the archive: files, and the versions of each checkout that they have.

The statements are asked through the pool of a server and through the connections of projections and commands, so their
parameters are filled in twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString

from interfaces.storage.archive.events import ArchivedEvent, digest_of
from interfaces.storage.archive.failures import ArchiveAltered
from interfaces.storage.archive.folders import ArchiveFolder
from interfaces.storage.archive.reading import ArchiveFile, ArchiveReader

_RANGES: LiteralString = """
SELECT folder.place, file.name, part.row_groups, part.first_version, part.last_version, part.digest
FROM tillroll.archived_checkouts AS part
JOIN tillroll.archive_files AS file ON file.id = part.file_id
JOIN tillroll.archive_folders AS folder ON folder.id = file.folder_id
WHERE part.checkout_id = ID AND part.last_version > AFTER AND part.first_version <= UP_TO
ORDER BY part.first_version
"""
RANGES: Final[LiteralString] = (
    _RANGES.replace("ID", "$1").replace("AFTER", "$2").replace("UP_TO", "$3")
)
"""The archived versions of checkout $1 above $2 up to $3."""
RANGES_FOR_COMMANDS: Final[LiteralString] = (
    _RANGES.replace("ID", "%s").replace("AFTER", "%s").replace("UP_TO", "%s")
)
"""The same, for connections that number no parameters."""

RANGES_OF_MANY: Final[LiteralString] = """
SELECT
    part.checkout_id, folder.place, file.name, part.row_groups, part.first_version, part.last_version,
    part.digest
FROM tillroll.archived_checkouts AS part
JOIN tillroll.archive_files AS file ON file.id = part.file_id
JOIN tillroll.archive_folders AS folder ON folder.id = file.folder_id
WHERE part.checkout_id = ANY(%s::text[])
ORDER BY part.file_id, part.row_groups, part.checkout_id, part.first_version
"""
"""All archived versions of some checkouts, in the order in which files are read fastest."""
_FILES: LiteralString = """
SELECT folder.place, file.name
FROM tillroll.archive_files AS file JOIN tillroll.archive_folders AS folder ON folder.id = file.folder_id
WHERE file.state <> 'restored' AND file.last_position > AFTER AND file.first_position <= UP_TO
ORDER BY file.first_position, file.id
"""
FILES: Final[LiteralString] = _FILES.replace("AFTER", "$1").replace("UP_TO", "$2")
"""The files with events above position $1 up to $2."""
FILES_FOR_COMMANDS: Final[LiteralString] = _FILES.replace("AFTER", "%s").replace("UP_TO", "%s")
_MOVED: LiteralString = """
SELECT folder.place, file.name, part.checkout_id, part.first_version, part.last_version
FROM tillroll.archived_checkouts AS part
JOIN tillroll.archive_files AS file ON file.id = part.file_id
JOIN tillroll.archive_folders AS folder ON folder.id = file.folder_id
WHERE part.checkout_id = ANY(IDS::text[])
"""
MOVED: Final[LiteralString] = _MOVED.replace("IDS", "$1")
"""Which versions of the checkouts $1 are in which file, and no longer in the database."""
MOVED_FOR_COMMANDS: Final[LiteralString] = _MOVED.replace("IDS", "%s")
STATE: Final[LiteralString] = """
SELECT coalesce(sum(revision), 0)::bigint AS revision, coalesce(max(last_position), 0) AS last_position
FROM tillroll.archive_files
"""
"""A number that rises with each transaction that moves events, and the position of the last event in any file."""


@dataclass(frozen=True, slots=True)
class ArchivedRange:
    """Versions of a checkout that a file has, the row groups with them, and the digest over all of them."""

    checkout_id: str
    file: ArchiveFile
    row_groups: Sequence[int]
    first: int
    last: int
    digest: bytes


def ranges_of(checkout_id: str, rows: Sequence[Sequence[Any]]) -> list[ArchivedRange]:
    """Return the ranges of a checkout from the rows of `RANGES`."""
    return [
        ArchivedRange(
            checkout_id, ArchiveFile(place, name), tuple(groups), first, last, bytes(digest)
        )
        for place, name, groups, first, last, digest in rows
    ]


def missing_versions(
    first_found: int | None, *, after: int, up_to: int | None
) -> tuple[int, int] | None:
    """Return the versions that may be archived where a read of those after `after` began with `first_found`.

    Archived is what comes before the first version in the database, so later gaps do not occur. A read without an end
    always has the last event, so one without any is of no checkout.
    """
    if first_found is None:
        return None if up_to is None or up_to <= after else (after + 1, up_to)
    return None if first_found <= after + 1 else (after + 1, first_found - 1)


def read_ranges(
    reader: ArchiveReader, ranges: Sequence[ArchivedRange], first: int, last: int
) -> list[ArchivedEvent]:
    """Return the versions from `first` to `last` of a checkout.

    Raises ArchiveUnavailable, and ArchiveAltered where the events are not those that were archived.
    """
    found: list[ArchivedEvent] = []
    for each in ranges:
        events = [
            event
            for event in reader.of_checkout(each.file, each.row_groups, each.checkout_id)
            if each.first <= event.version <= each.last
        ]
        if digest_of(events) != each.digest:
            path = ArchiveFolder(each.file.place).path_of(each.file.name)
            raise ArchiveAltered(
                f"The file {path} of the archive was altered: versions {each.first} to {each.last} of checkout "
                f"{each.checkout_id} are not those that were archived."
            )
        found += [event for event in events if first <= event.version <= last]
    return found
