"""`tillroll backup --archive` copies the files of the archive, and `tillroll restore` puts them back."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.events import CheckoutEvent
from interfaces.storage.postgres.backup.manifest import read_backup
from interfaces.storage.postgres.storage import PostgresStorage
from tests.databases import Databases
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.storage.archive.ended import archive, ended_checkout, store_followed
from tests.master_key import MASTER_KEYS

EVENTS = ended_checkout("a")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive."""
    return tmp_path_factory.mktemp("site") / "archive"


@pytest.fixture(scope="module")
def archived(database_copies: Databases, migrated_database: str, folder: Path) -> Iterator[str]:
    """A database with an archived checkout, which no test changes."""
    with database_copies.copy(migrated_database) as url:
        store_followed(url, EVENTS)
        archive(url, folder)
        yield url


def _history(url: str) -> list[CheckoutEvent]:
    async def read() -> list[CheckoutEvent]:
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            return list(await storage.events.events("a"))

    return asyncio.run(read())


def test_a_backup_with_the_archive(
    tillroll: Tillroll, archived: str, fresh_database_url: str, folder: Path, tmp_path: Path
) -> None:
    """A backup that has the files is restored into another folder, and needs nothing of the old one."""
    backup = tmp_path / "backup"
    made = tillroll("backup", str(backup), "--archive", database=archived)
    assert (made.exit_code, "It has 1 file of the archive" in made.output) == (0, True), made.output
    (copy,) = read_backup(backup).copies
    shutil.move(folder, tmp_path / "away")
    try:
        place = str(tmp_path / "new")
        restored = tillroll("restore", str(backup), "--archive", place, database=fresh_database_url)
        assert restored.exit_code == 0, restored.output
        assert "Files of the archive: 1 of 1 are there" in restored.output
        assert _history(fresh_database_url) == EVENTS
    finally:
        shutil.move(tmp_path / "away", folder)
    (backup / copy).write_bytes(b"other")
    refused = tillroll("restore", str(backup), database=fresh_database_url)
    assert (refused.exit_code, "SHA-256" in refused.output) == (2, True)


def test_a_backup_without_the_archive(
    tillroll: Tillroll, archived: str, fresh_database_url: str, folder: Path, tmp_path: Path
) -> None:
    """The manifest names the files. A restore says which of them are missing, with exit status 1."""
    backup = tmp_path / "backup"
    made = tillroll("backup", str(backup), database=archived)
    assert (made.exit_code, f"in {folder}" in made.output.replace("\n", " ")) == (0, True)
    manifest = read_backup(backup)
    assert (manifest.copies, [each.place for each in manifest.archive]) == ((), [str(folder)])
    place = tmp_path / "nowhere"
    restored = tillroll(
        "restore", str(backup), "--archive", str(place), database=fresh_database_url
    )
    assert restored.exit_code == 1
    assert (
        f"The file {place}/{manifest.archive[0].name} of the archive is missing." in restored.output
    )


def test_a_backup_of_a_missing_archive(
    tillroll: Tillroll, archived: str, folder: Path, tmp_path: Path
) -> None:
    """Where a file is missing, a backup with the archive is not made, and the message names the file."""
    shutil.move(folder, tmp_path / "away")
    try:
        failed = tillroll("backup", str(tmp_path / "backup"), "--archive", database=archived)
    finally:
        shutil.move(tmp_path / "away", folder)
    assert (failed.exit_code, "of the archive is missing" in failed.output) == (69, True)
    assert not (tmp_path / "backup").exists()


def test_a_place_that_is_none(tillroll: Tillroll, fresh_database_url: str, tmp_path: Path) -> None:
    """Another scheme than that of a bucket is wrong usage."""
    refused = tillroll(
        "restore", str(tmp_path), "--archive", "ftp://x/y", database=fresh_database_url
    )
    assert refused.exit_code == 2
