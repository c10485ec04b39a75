"""`tillroll backup` and `tillroll restore` on a named database."""

import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from interfaces.storage.postgres.backup.manifest import read_backup
from tests.databases import Databases
from tests.interfaces.cli.conftest import Tillroll, run_sql


@pytest.fixture(scope="module")
def audited(database_copies: Databases, audited_template: str) -> Iterator[str]:
    """The URL of a database with a disputed checkout and its audit log, which no test changes."""
    with database_copies.copy(audited_template) as url:
        yield url


@pytest.fixture
def backup(tillroll: Tillroll, audited: str, tmp_path: Path) -> Path:
    """The folder of a backup of that database."""
    folder = tmp_path / "backup"
    result = tillroll("backup", str(folder), database=audited)
    assert result.exit_code == 0, result.output
    return folder


def _events(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT * FROM tillroll.checkout_events ORDER BY 1, 2").fetchall()


def test_a_restored_backup_has_every_row(
    tillroll: Tillroll, audited: str, fresh_database_url: str, backup: Path
) -> None:
    """The events are the same, and a replay of every history finds the same as before."""
    result = tillroll("restore", str(backup), database=fresh_database_url)
    assert result.exit_code == 0, result.output
    [first, keys, *_] = result.stdout.splitlines()
    assert re.fullmatch(r"Restored 13 events of \S+Z into the database\.", first)
    assert keys.endswith("put a copy of it where TILLROLL_MASTER_KEY_FILE says.")
    assert _events(fresh_database_url) == _events(audited)
    checked = tillroll("check", database=fresh_database_url)
    assert checked.exit_code == 0, checked.output
    assert checked.output == tillroll("check", database=audited).output


def test_the_manifest_says_what_the_backup_has(audited: str, backup: Path) -> None:
    """It has versions, steps, rows, and size and digest of the dump. Only the owner can read the files."""
    manifest = read_backup(backup)
    assert manifest.contents.rows["checkout_events"] == len(_events(audited))
    assert manifest.contents.steps["42"] == "baseline"
    assert manifest.versions.tillroll
    [dump] = manifest.files
    assert dump.bytes == (backup / dump.name).stat().st_size
    modes = {stat.S_IMODE(file.stat().st_mode) for file in backup.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700


def test_a_target_with_data_is_refused(
    tillroll: Tillroll, backup: Path, own_dispute: str, fresh_database_url: str, tmp_path: Path
) -> None:
    """A database with a schema of tillroll, one with another table, and a data folder with files stay as they are."""
    before = _events(own_dispute)
    refused = tillroll("restore", str(backup), database=own_dispute)
    assert (refused.exit_code, _events(own_dispute)) == (2, before)
    run_sql(fresh_database_url, "CREATE TABLE public.orders (id int)")
    refused = tillroll("restore", str(backup), database=fresh_database_url)
    assert refused.exit_code == 2
    assert "public.orders" in refused.output
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("18\n")
    refused = tillroll("restore", str(backup), "--data", str(tmp_path))
    assert (refused.exit_code, "Move it away" in refused.output) == (2, True)


def test_a_folder_with_files_is_not_written(tillroll: Tillroll, audited: str, backup: Path) -> None:
    """A second backup into the same folder is refused, and the first one stays whole."""
    refused = tillroll("backup", str(backup), database=audited)
    assert (refused.exit_code, "is not empty" in refused.output) == (2, True)
    read_backup(backup)


def test_a_changed_backup_is_refused(
    tillroll: Tillroll, backup: Path, fresh_database_url: str
) -> None:
    """A dump with one other byte is refused before anything is restored. So is a folder without a manifest."""
    dump = backup / "database.dump"
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    refused = tillroll("restore", str(backup), database=fresh_database_url)
    assert (refused.exit_code, "SHA-256" in refused.output) == (2, True)
    (backup / "manifest.json").unlink()
    assert tillroll("restore", str(backup), database=fresh_database_url).exit_code == 2


def test_a_backup_of_a_later_release_is_refused(
    tillroll: Tillroll, backup: Path, fresh_database_url: str
) -> None:
    """A backup whose schema has a step that is unknown here is refused, with the release that made it."""
    file = backup / "manifest.json"
    manifest = json.loads(file.read_text())
    manifest["contents"]["steps"]["9999"] = "later"
    manifest["versions"]["tillroll"] = "9.0"
    file.write_text(json.dumps(manifest))
    refused = tillroll("restore", str(backup), database=fresh_database_url)
    assert refused.exit_code == 2
    assert "tillroll 9.0" in refused.output


def test_a_manifest_with_other_rows_is_noticed(
    tillroll: Tillroll, backup: Path, fresh_database_url: str
) -> None:
    """A restored database that does not have what the manifest says ends with status 1."""
    file = backup / "manifest.json"
    manifest = json.loads(file.read_text())
    manifest["contents"]["rows"]["checkout_events"] += 1
    file.write_text(json.dumps(manifest))
    differs = tillroll("restore", str(backup), database=fresh_database_url)
    assert differs.exit_code == 1
    assert "checkout_events" in differs.output


def test_a_failed_backup_leaves_nothing(
    tillroll: Tillroll, audited: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pg_dump fails, the command says so, and no folder is left."""
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho the disk is full >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(
        "interfaces.storage.postgres.backup.programs.installation", lambda: tmp_path
    )
    failed = tillroll("backup", str(tmp_path / "backup"), database=audited)
    assert (failed.exit_code, "the disk is full" in failed.output) == (69, True)
    assert [each.name for each in tmp_path.iterdir()] == ["bin"]
