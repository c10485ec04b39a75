"""The archive: its folders are there, each file is what was written, and which months could be archived."""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Any, Final

import psycopg

from application.archive.months import month_text
from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn
from interfaces.storage.archive.buckets import SCHEME
from interfaces.storage.archive.failures import ArchiveAltered, ArchiveUnavailable
from interfaces.storage.archive.folders import ArchiveFolder
from interfaces.storage.postgres.archive.candidates import archivable_months
from interfaces.storage.postgres.archive.files import FileRow, all_files, require_unaltered

_MIB: Final = 1 << 20
_MOST_NAMED: Final = 5
_MOVED: Final = "Where the whole folder was moved: UPDATE tillroll.archive_folders SET place = '…'."
_MISSING: Final = f"Copy it there from the backup, readable by the account of the server. {_MOVED}"
_NO_FOLDER: Final = (
    f"Mount it, or copy it there from the backup, readable by the account of the server. {_MOVED}"
)
_NO_BUCKET: Final = (
    "Compare its region and endpoint, and the keys in the environment of this command and of the server. "
    f"{_MOVED}"
)
_TIMEOUT: Final = "SET LOCAL statement_timeout = '5s'"
_ALTERED: Final = "Put the file of the backup in its place; `tillroll check` names the checkouts."


def archive_findings(
    session: psycopg.Connection[tuple[Any, ...]], today: date
) -> Iterator[Diagnostic]:
    """Yield the findings. Every file is read and compared with its SHA-256. Months before `today` are counted."""
    files = all_files(session)
    current = [each for each in files if each.state != "restored"]
    absent = {}
    for place in sorted({each.place for each in current}):
        fault = _place_fault(place, sum(each.place == place for each in current))
        if fault is not None:
            absent[place] = fault
            yield fault
    present = [each for each in current if each.place not in absent]
    faults = [found for each in present if (found := _file_fault(each)) is not None]
    yield from faults[:_MOST_NAMED]
    if len(faults) > _MOST_NAMED:
        yield problem(
            f"{len(faults) - _MOST_NAMED} more files of the archive are missing or altered.",
            "`tillroll archive list` names all files.",
        )
    if current and not faults and not absent:
        size = sum(each.size for each in current) / _MIB
        yield good(
            f"All files of the archive are what was written: {len(current)}, {size:,.1f} MB."
        )
    for each in current:
        if each.state == "written":
            yield warn(
                f"Events of {each.path} are still in the database too: the run was interrupted.",
                "`tillroll archive --before MONTH` continues it.",
            )
    yield from _unrecorded_findings(files, absent)
    yield _month_finding(session, today.replace(day=1))


def _place_fault(place: str, files: int) -> Diagnostic | None:
    try:
        is_there = ArchiveFolder(place).exists()
    except ArchiveUnavailable as error:
        return problem(str(error), _NO_BUCKET)
    if is_there:
        return None
    kind, remedy = ("bucket", _NO_BUCKET) if place.startswith(SCHEME) else ("folder", _NO_FOLDER)
    return problem(f"The {kind} {place} of the archive is missing, with {files} files.", remedy)


def _file_fault(file: FileRow) -> Diagnostic | None:
    try:
        require_unaltered(file)
    except ArchiveAltered as error:
        return problem(str(error), _ALTERED)
    except ArchiveUnavailable as error:
        return problem(str(error), _MISSING)
    return None


def _unrecorded_findings(files: Sequence[FileRow], absent: Container[str]) -> Iterator[Diagnostic]:
    """Yield a finding for each folder or bucket with files that the database does not know."""
    known = {(each.place, each.name) for each in files}
    for place in sorted({each.place for each in files if each.place not in absent}):
        try:
            found = [name for name in ArchiveFolder(place).names() if (place, name) not in known]
        except ArchiveUnavailable as error:
            yield problem(str(error), _NO_BUCKET)
            continue
        if found:
            name = found[0].rpartition("/")[2]
            yield warn(
                f"{place} has files that this database does not know: {len(found)}, such as {name}. "
                "A run that was killed leaves one.",
                "Delete them, unless another database uses the folder.",
            )


def _month_finding(session: psycopg.Connection[tuple[Any, ...]], before: date) -> Diagnostic:
    try:
        with session.transaction():
            session.execute(_TIMEOUT)
            months = archivable_months(session, before)
    except psycopg.errors.QueryCanceled:
        return good(
            "Months that could be archived were not counted within 5 s: `tillroll archive --before "
            f"{month_text(before)} --dry-run` counts them."
        )
    if not months:
        return good(f"No month before {month_text(before)} has checkouts that could be archived.")
    names = [month_text(each.month) for each in months]
    named = names[0] if len(names) == 1 else f"{len(names)} months from {names[0]} to {names[-1]}"
    return good(
        f"Finished checkouts of {named} could be archived: {sum(each.checkouts for each in months)}, with "
        f"{sum(each.events for each in months)} events: `tillroll archive --before {month_text(before)}`."
    )
