"""`tillroll archive` moves old months into a folder, lists its files and brings a month back."""

import json
import re
from pathlib import Path

import pytest

from interfaces.storage.postgres.archive.files import archive_connection
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
from tests.master_key import MASTER_KEY


def test_archiving_and_restoring_a_month(
    tillroll: Tillroll, migrated_url: str, tmp_path: Path
) -> None:
    """A dry run changes nothing. A run, a list and a restore say what they did, and the rows are those of before."""
    store_followed(migrated_url, ended_checkout("a"))
    before = stored_rows(migrated_url)
    where = ("--before", "2026-02", "--to", str(tmp_path))
    planned = tillroll("archive", *where, "--dry-run", database=migrated_url)
    assert planned.stdout.replace("\n", " ").startswith(
        "2026-01 of demo-shop: 1 checkout with 7 events would be moved to"
    )
    assert stored_rows(migrated_url) == before
    done = tillroll("archive", *where, database=migrated_url)
    assert (done.exit_code, done.stdout[:46]) == (
        0,
        "Moved 6 events of 1 checkout into 1 new file o",
    )
    (listed,) = json.loads(tillroll("archive", "list", "--json", database=migrated_url).stdout)
    assert (listed["month"], listed["checkouts"], listed["state"]) == ("2026-01", 1, "moved")
    shown = tillroll("log", "a", database=migrated_url)
    assert (
        shown.exit_code,
        "checkout.completed" in shown.stdout or "completed" in shown.stdout,
    ) == (0, True)
    restored = tillroll("archive", "restore", "2026-01", database=migrated_url)
    assert restored.stdout.startswith("Restored 6 events of 1 checkout from")
    assert stored_rows(migrated_url) == before
    assert tillroll("archive", "restore", "2026-01", database=migrated_url).exit_code == 3


def test_wrong_usage(tillroll: Tillroll, migrated_url: str, tmp_path: Path) -> None:
    """Without a month, with a text that is none, or with a place that is none, nothing happens: exit status 2."""
    for arguments in (
        (),
        ("--before", "2026-13", "--to", str(tmp_path)),
        ("--before", "9999-01", "--to", str(tmp_path)),
        ("--before", "2026-02", "--to", "ftp://host/x"),
    ):
        assert tillroll("archive", *arguments, database=migrated_url).exit_code == 2, arguments


def test_another_run_and_a_missing_file(
    tillroll: Tillroll, migrated_url: str, tmp_path: Path
) -> None:
    """A second archiver is refused with 69, and so is the restoring of a missing file; both say why."""
    store_followed(migrated_url, ended_checkout("a"))
    where = ("--before", "2026-02", "--to", str(tmp_path))
    with archive_connection(migrated_url):
        refused = tillroll("archive", *where, database=migrated_url)
    assert (refused.exit_code, "Another process" in refused.stderr) == (69, True)
    archive(migrated_url, tmp_path, FEBRUARY)
    (file,) = tmp_path.glob("*/*.parquet")
    file.unlink()
    missing = tillroll("archive", "restore", "2026-01", database=migrated_url)
    assert (missing.exit_code, f"{file} of the archive is missing" in missing.stderr) == (69, True)


def test_erasing_an_archived_person(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An erasure after the archival destroys the key, so no command reads the person out of the file any more."""
    monkeypatch.setenv("TILLROLL_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    follow(own_dispute)
    run_sql(own_dispute, "DELETE FROM tillroll.deadlines")
    assert archive(own_dispute, tmp_path / "archive").checkouts == 1
    (file,) = tmp_path.glob("archive/*/*.parquet")
    content = file.read_bytes()
    shown = tillroll("show", ID, "--persons", database=own_dispute)
    assert "ada@example.com" in shown.stdout
    erased = tillroll("erase", "person", "ada@example.com", "--yes", database=own_dispute)
    assert erased.exit_code == 0, erased.output
    for command in (("show", ID), ("show", ID, "--version", "12"), ("log", ID)):
        answer = tillroll(*command, "--persons", database=own_dispute)
        assert answer.exit_code == 0, answer.output
        assert not re.search("ada@example|Lövelace|Stockholm|Gatan 1", answer.stdout)
    assert file.read_bytes() == content
    checked = tillroll("check", database=own_dispute)
    assert checked.exit_code == 0, checked.output
