"""`tillroll check`, a rebuild of the audit log and the commitments read archived events too."""

from pathlib import Path

import pytest

from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.consistency.check import ConsistencyCheck, Tally
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.archive.ended import archive, ended_checkout, follow, store_followed
from tests.interfaces.storage.audit.histories import one_history, store
from tests.master_key import MASTER_KEYS

MERCHANTS = ("demo-shop", "other-shop")


@pytest.fixture
def archived_url(prepared_url: str, tmp_path: Path) -> str:
    """A database with six archived checkouts of two merchants, in two files, and one that is open."""
    events = [
        event
        for number in range(6)
        for event in ended_checkout(f"c-{number}", merchant=MERCHANTS[number % 2])
    ]
    # Their events are mixed in the order of positions.
    store_followed(prepared_url, sorted(events, key=lambda event: event.originator_version))
    archive(prepared_url, tmp_path)
    store(prepared_url, one_history("open", 1, 3))
    follow(prepared_url)
    return prepared_url


def _findings(url: str) -> tuple[list[str], Tally]:
    check = ConsistencyCheck(url, {}, {})
    found = [f"{each.checkout_id} {each.what}" for each in check.findings(lambda done, all_: None)]
    return found, check.tally


def test_a_rebuild_is_the_same(archived_url: str) -> None:
    """The audit log that is made of archived events equals the one of before, row by row."""
    rebuilt = rebuild(archived_url, lambda done, total: None)
    assert (rebuilt.compared, rebuilt.differing) == (6 * 7 + 3, 0)


def test_every_archived_event_is_checked(archived_url: str) -> None:
    """All events are replayed and compared with their rows of the audit log, and nothing differs."""
    found, tally = _findings(archived_url)
    assert found == []
    assert (tally.events, tally.checkouts, tally.rows) == (45, 7, 45)


def test_a_missing_file(archived_url: str, tmp_path: Path) -> None:
    """Each checkout of a file that is missing is a difference that names the file."""
    (missing, _) = sorted(tmp_path.glob("*/*.parquet"))
    missing.unlink()
    found, _ = _findings(archived_url)
    assert found == [
        f"{name} The file {missing} of the archive is missing." for name in ("c-0", "c-2", "c-4")
    ]


def test_an_altered_file(archived_url: str, tmp_path: Path) -> None:
    """A file with other bytes is found, whether or not it can still be decoded."""
    altered = sorted(tmp_path.glob("*/*.parquet"))[1]
    content = altered.read_bytes()
    altered.write_bytes(content[:300] + bytes(200) + content[500:])
    found, _ = _findings(archived_url)
    assert [each.split()[0] for each in found] == ["c-1", "c-3", "c-5"]
    assert all(str(altered) in each for each in found)


async def test_archived_commitments(archived_url: str) -> None:
    """The commitments of all checkouts are read, once each and in order."""
    async with PostgresStorage(archived_url, master_keys=MASTER_KEYS) as storage:
        found = [each.originator_id async for each in storage.commitments.all()]
    assert found == [f"c-{number}" for number in range(6)]
