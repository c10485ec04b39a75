"""Archived checkouts go on being changed, and interrupted runs are continued."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from application.ports.event_store import Append, VersionTaken
from domain.events import CheckoutEvent
from interfaces.storage.postgres.archive import moving
from interfaces.storage.postgres.archive.files import (
    FileRow,
    archive_connection,
    files_of_month,
)
from interfaces.storage.postgres.archive.moving import FileMover, Moved
from interfaces.storage.postgres.archive.restoring import FileRestorer
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.storage import PostgresStorage
from tests.domain.event_builders import reference_changed
from tests.interfaces.storage.archive.ended import (
    FEBRUARY,
    JANUARY,
    archive,
    ended_checkout,
    follow,
    store_followed,
    stored_rows,
)
from tests.master_key import MASTER_KEYS

EVENTS = ended_checkout("a")
LAST = len(EVENTS)


def _change(version: int, days: int = 0) -> CheckoutEvent:
    change = reference_changed(f"late-{version}")(version)
    at = JANUARY + timedelta(minutes=2, days=days)
    return replace(change, originator_id="a", timestamp=at)


@pytest.fixture
async def storage(prepared_url: str) -> AsyncIterator[PostgresStorage]:
    """The storage as the server's role has it, with a checkout that ended in January."""
    store_followed(prepared_url, EVENTS)
    async with PostgresStorage(as_server(prepared_url), master_keys=MASTER_KEYS) as storage:
        yield storage


async def test_a_late_change(prepared_url: str, storage: PostgresStorage, tmp_path: Path) -> None:
    """Version numbers go on after the archived ones, no version is recorded twice, and no other checkout has the id."""
    archive(prepared_url, tmp_path)
    for first in (1, LAST - 1, LAST):
        with pytest.raises(VersionTaken):
            await storage.events.append(Append([replace(EVENTS[0], originator_version=first)]))
    await storage.events.append(Append([_change(LAST + 1)]))
    with pytest.raises(VersionTaken):
        await storage.events.append(Append([_change(LAST + 1)]))
    assert await storage.events.events("a") == [*EVENTS, _change(LAST + 1)]


async def test_archiving_again_and_restoring_the_first_part(
    prepared_url: str, storage: PostgresStorage, tmp_path: Path
) -> None:
    """A late change is archived with its month, and the earlier part is restored only with the later one."""
    archive(prepared_url, tmp_path)
    changes = [_change(LAST + 1, 40), _change(LAST + 2, 40)]
    await storage.events.append(Append(changes))
    follow(prepared_url)
    assert archive(prepared_url, tmp_path, FEBRUARY.replace(month=4)).events == 2
    assert len(stored_rows(prepared_url)) == 1
    assert await storage.events.events("a") == [*EVENTS, *changes]
    with archive_connection(prepared_url) as connection:
        (first,) = files_of_month(connection, FEBRUARY.replace(month=1))
        assert FileRestorer(connection, lambda done, total: None).restore(first) == (1, LAST + 1)
    assert len(stored_rows(prepared_url)) == LAST + 2
    assert await storage.events.events("a") == [*EVENTS, *changes]


async def test_a_change_while_the_file_is_written(
    prepared_url: str, storage: PostgresStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout that changed between the file and the move stays whole, and goes with its own month later."""
    with monkeypatch.context() as patched:
        patched.setattr(FileMover, "move", lambda mover, row: Moved())
        archive(prepared_url, tmp_path)
    await storage.events.append(Append([_change(LAST + 1)]))
    follow(prepared_url)
    archive(prepared_url, tmp_path, FEBRUARY)
    assert await storage.events.events("a") == [*EVENTS, _change(LAST + 1)]
    assert len(stored_rows(prepared_url)) == 1


class _Killed(Exception):
    pass


def _raise(*_: object) -> None:
    raise _Killed


@pytest.mark.parametrize("place", ["between the file and the rows", "between two transactions"])
def test_a_killed_run_is_continued(
    prepared_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Nothing is lost, and the next run moves what is left out of the same file."""
    store_followed(prepared_url, [*EVENTS, *ended_checkout("b"), *ended_checkout("c")])
    monkeypatch.setattr(moving, "_EVENTS_OF_A_BATCH", 1)
    move_batch = FileMover._move_batch
    calls: list[object] = []

    def move_first(mover: FileMover, row: FileRow, *rest: Any) -> None:
        calls.append(row)
        if len(calls) > 1:
            raise _Killed
        move_batch(mover, row, *rest)

    with monkeypatch.context() as patched:
        if place == "between two transactions":
            patched.setattr(FileMover, "_move_batch", move_first)
        else:
            patched.setattr(FileMover, "move", _raise)
        with pytest.raises(_Killed):
            archive(prepared_url, tmp_path)
    assert len(stored_rows(prepared_url)) == 3 * LAST - (LAST - 1) * bool(calls)
    done = archive(prepared_url, tmp_path)
    assert done.files == 0
    assert len(stored_rows(prepared_url)) == 3
    assert len(list(tmp_path.glob("*/*.parquet"))) == 1


def test_a_row_that_differs_from_the_file(
    prepared_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that was altered after the file was written is not deleted, and the run says so."""
    store_followed(prepared_url, [*EVENTS, *ended_checkout("b")])
    with monkeypatch.context() as patched:
        patched.setattr(FileMover, "move", lambda mover, row: Moved())
        archive(prepared_url, tmp_path)
    with psycopg.connect(prepared_url) as connection:
        connection.execute(
            "UPDATE tillroll.checkout_events SET state = state || 'x'"
            " WHERE originator_id = 'b' AND originator_version = 2"
        )
    done = archive(prepared_url, tmp_path)
    assert done.checkouts == 1
    assert sum(row[0] == "b" for row in stored_rows(prepared_url)) == 7
