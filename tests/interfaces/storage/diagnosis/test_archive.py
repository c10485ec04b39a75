"""What `tillroll doctor` says of the archive."""

from datetime import date
from pathlib import Path

import psycopg
import pytest

from interfaces.runtime.diagnostic import Diagnostic, Level
from interfaces.storage.postgres.diagnosis.archive import archive_findings
from tests.interfaces.storage.archive.ended import (
    FEBRUARY,
    JANUARY,
    archive,
    ended_checkout,
    store_followed,
)


@pytest.fixture
def url(prepared_url: str, tmp_path: Path) -> str:
    """A database whose January is in two files of two merchants, and whose February could be archived."""
    february = JANUARY.replace(month=2)
    store_followed(
        prepared_url,
        [
            *ended_checkout("a"),
            *ended_checkout("b", merchant="other-shop"),
            *ended_checkout("c", february),
        ],
    )
    archive(prepared_url, tmp_path / "archive", FEBRUARY)
    return prepared_url


def _findings(url: str, today: date = date(2026, 3, 15)) -> list[Diagnostic]:
    with psycopg.connect(url, autocommit=True) as session:
        return list(archive_findings(session, today))


def _sentences(found: list[Diagnostic], level: Level) -> list[str]:
    return [each.sentence for each in found if each.level is level]


def test_a_whole_archive(url: str) -> None:
    """The files are counted, and so are the finished checkouts of whole months that could follow."""
    found = _findings(url)
    whole, months = _sentences(found, Level.GOOD)
    assert len(found) == 2
    assert whole.startswith("All files of the archive are what was written: 2,")
    assert months == (
        "Finished checkouts of 2026-02 could be archived: 1, with 6 events: `tillroll archive --before 2026-03`."
    )
    assert "No month before 2026-02" in _findings(url, date(2026, 2, 15))[-1].sentence


def test_missing_and_altered_files(url: str, tmp_path: Path) -> None:
    """Each file that is missing or has other bytes is a problem with a remedy; one that nothing knows is a warning."""
    first, second = sorted(tmp_path.glob("archive/*/*.parquet"))
    first.rename(first.with_name("unknown.parquet"))
    second.write_bytes(second.read_bytes()[:-1] + b"x")
    found = _findings(url)
    assert _sentences(found, Level.PROBLEM) == [
        f"The file {first} of the archive is missing.",
        f"The file {second} of the archive was altered: its size or its SHA-256 is not the one that was recorded.",
    ]
    (warning,) = _sentences(found, Level.WARNING)
    assert "unknown.parquet" in warning
    assert all(each.remedy for each in found if each.level is not Level.GOOD)


def test_a_missing_folder(url: str, tmp_path: Path) -> None:
    """A folder that is not mounted is one problem, not one for each file."""
    (tmp_path / "archive").rename(tmp_path / "elsewhere")
    assert _sentences(_findings(url), Level.PROBLEM) == [
        f"The folder {tmp_path}/archive of the archive is missing, with 2 files."
    ]


def test_an_interrupted_run(url: str) -> None:
    """A file whose events are still in the database is a warning that names the command."""
    with psycopg.connect(url) as session:
        session.execute(
            "UPDATE tillroll.archive_files SET state = 'written' WHERE merchant = 'demo-shop'"
        )
    (warning,) = _sentences(_findings(url), Level.WARNING)
    assert "the run was interrupted" in warning


def test_a_database_without_an_archive(prepared_url: str) -> None:
    """Nothing is wrong, and no month could be archived."""
    (found,) = _findings(prepared_url)
    assert (found.level, "could be archived" in found.sentence) == (Level.GOOD, True)
