"""`tillroll archive` with a bucket: what it moves there is read, restored, checked and erased as in a folder."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from interfaces.runtime.diagnostic import Diagnostic, Level
from interfaces.storage.postgres.backup.archive import copy_files, put_files_back
from interfaces.storage.postgres.diagnosis.archive import archive_findings
from tests.interfaces.cli.conftest import Tillroll, run_sql
from tests.interfaces.cli.dispute import ID
from tests.interfaces.storage.archive.ended import (
    FEBRUARY,
    archive,
    ended_checkout,
    follow,
    store_followed,
    stored_rows,
)
from tests.interfaces.storage.archive.killed import DELETED, HALF, PUT
from tests.interfaces.storage.archive.kills import kill_at_each_place
from tests.interfaces.storage.archive.s3_server import (
    BUCKET,
    KEYS,
    file_system,
    place_in,
    running_store,
)
from tests.master_key import MASTER_KEY

PERSON = "ada@example|Lövelace|Stockholm|Gatan 1"


@dataclass(frozen=True)
class _Store:
    url: str

    def octets(self, prefix: str) -> dict[str, bytes]:
        """Every object below a prefix, as another program reads it."""
        from pyarrow import fs

        files = file_system(self.url)
        found = files.get_file_info(fs.FileSelector(f"{BUCKET}/{prefix}", recursive=True))
        return {
            each.path: files.open_input_file(each.path).read()
            for each in found
            if each.type is fs.FileType.File
        }

    def write(self, path: str, content: bytes) -> None:
        with file_system(self.url).open_output_stream(path) as out:
            out.write(content)


@pytest.fixture(scope="module")
def store() -> Iterator[_Store]:
    """A server with an empty bucket, and its keys in the environment."""
    with running_store() as url, pytest.MonkeyPatch.context() as environment:
        for name, value in KEYS.items():
            environment.setenv(name, value)
        yield _Store(url)


def test_archiving_and_erasing(
    tillroll: Tillroll, own_dispute: str, store: _Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command reads a checkout out of the bucket, which has no key. An erasure afterwards reaches it there."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    follow(own_dispute)
    run_sql(own_dispute, "DELETE FROM tillroll.deadlines")
    before = stored_rows(own_dispute)
    place = place_in(store.url, "erased")
    where = ("--before", "2026-02", "--to", place)
    shown = tillroll("log", ID, "--persons", database=own_dispute)
    done = tillroll("archive", *where, database=own_dispute)
    assert done.exit_code == 0, done.output
    assert len(stored_rows(own_dispute)) == 1
    assert tillroll("log", ID, "--persons", database=own_dispute).stdout == shown.stdout
    (listed,) = json.loads(tillroll("archive", "list", "--json", database=own_dispute).stdout)
    assert listed["file"].startswith(f"s3://{BUCKET}/erased/2026-01/")
    checked = tillroll("check", database=own_dispute)
    assert checked.exit_code == 0, checked.output
    kept = store.octets("erased")
    assert [path.rpartition(".")[2] for path in sorted(kept)] == ["json", "parquet"]
    erased = tillroll("erase", "person", "ada@example.com", "--yes", database=own_dispute)
    assert erased.exit_code == 0, erased.output
    for command in (("show", ID), ("show", ID, "--version", "12"), ("log", ID)):
        answer = tillroll(*command, "--persons", database=own_dispute)
        assert (answer.exit_code, re.search(PERSON, answer.stdout)) == (0, None), answer.output
    assert store.octets("erased") == kept
    restored = tillroll("archive", "restore", "2026-01", database=own_dispute)
    assert restored.exit_code == 0, restored.output
    assert stored_rows(own_dispute)[: len(before)] == before


def test_what_the_doctor_says(migrated_url: str, store: _Store) -> None:
    """Files of a bucket are compared with what was written; one that is unknown, altered or missing is named."""
    for name, merchant in (("a", "demo-shop"), ("b", "other-shop")):
        store_followed(migrated_url, ended_checkout(name, merchant=merchant))
    archive(migrated_url, place_in(store.url, "looked-at"), FEBRUARY)
    assert [each.level for each in _findings(migrated_url)] == [Level.GOOD, Level.GOOD]
    paths = sorted(path for path in store.octets("looked-at") if path.endswith(".parquet"))
    store.write(paths[0], b"PAR1 and nothing else")
    store.write(f"{BUCKET}/looked-at/2026-01/unknown.parquet", b"")
    file_system(store.url).delete_file(paths[1])
    said = [each.sentence for each in _findings(migrated_url) if each.level is not Level.GOOD]
    assert [paths[0] in said[0], "was altered" in said[0]] == [True, True]
    assert f"{paths[1]} of the archive is missing." in said[1]
    assert "1, such as unknown.parquet" in said[2]


def test_a_bucket_that_cannot_be_reached(
    tillroll: Tillroll, migrated_url: str, store: _Store
) -> None:
    """Nothing leaves the database. The command exits with 69 and names the bucket, without the keys."""
    store_followed(migrated_url, ended_checkout("a"))
    before = stored_rows(migrated_url)
    nowhere = place_in(store.url, "x").replace(BUCKET, "no-such-bucket")
    closed = place_in("http://127.0.0.1:9", "x")
    for place in (nowhere, closed):
        refused = tillroll("archive", "--before", "2026-02", "--to", place, database=migrated_url)
        assert refused.exit_code == 69, refused.output
        assert f"{place.partition('?')[0]}/2026-01" in refused.stderr
        assert not any(key in refused.output for key in KEYS.values())
    assert stored_rows(migrated_url) == before
    archive(migrated_url, place_in(store.url, "moved"), FEBRUARY)
    run_sql(migrated_url, "UPDATE tillroll.archive_folders SET place = %s", closed)
    (fault, _) = _findings(migrated_url)
    assert (fault.level, f"The bucket {closed}" in fault.sentence) == (Level.PROBLEM, True)


def test_a_backup_of_a_bucket(migrated_url: str, store: _Store, tmp_path: Path) -> None:
    """A backup copies the files out of the bucket, and puts back the one that is missing, also into another bucket."""
    store_followed(migrated_url, ended_checkout("a"))
    archive(migrated_url, place_in(store.url, "backed-up"), FEBRUARY)
    with psycopg.connect(migrated_url) as session:
        (copy,) = copy_files(session, tmp_path)
    (path,) = (each for each in store.octets("backed-up") if each.endswith(".parquet"))
    content = store.octets("backed-up")[path]
    assert (tmp_path / copy).read_bytes() == content
    file_system(store.url).delete_file(path)
    assert put_files_back(tmp_path, [copy], migrated_url, None) == []
    assert store.octets("backed-up")[path] == content
    assert put_files_back(tmp_path, [copy], migrated_url, place_in(store.url, "moved-to")) == []
    assert list(store.octets("moved-to").values()) == [content]


def test_killed_at_each_place(prepared_url: str, store: _Store) -> None:
    """A kill during and after the upload, and while rows are deleted, loses nothing and doubles nothing."""
    place = place_in(store.url, "killed")
    kill_at_each_place(prepared_url, place, KEYS, (HALF, PUT, DELETED))


def _findings(url: str) -> list[Diagnostic]:
    with psycopg.connect(url, autocommit=True) as session:
        return list(archive_findings(session, FEBRUARY))
