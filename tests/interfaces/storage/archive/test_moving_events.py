"""Events of ended checkouts move into files, are read from there as before, and come back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from application.archive.eligibility import Obstacle
from interfaces.storage.postgres.archive.files import archive_connection, files_of_month
from interfaces.storage.postgres.archive.restoring import FileRestorer
from interfaces.storage.postgres.embedded.server import as_server
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.archive.ended import (
    FEBRUARY,
    JANUARY,
    archive,
    collected,
    ended_checkout,
    open_checkout,
    store_followed,
    stored_rows,
)
from tests.interfaces.storage.audit.histories import one_history, store
from tests.master_key import MASTER_KEYS

LONG = 25
MONTH = JANUARY.date().replace(day=1)


@pytest.fixture
def filled_url(prepared_url: str) -> str:
    """A database with two checkouts that ended in January, one of February, and one that is open."""
    store_followed(
        prepared_url,
        [
            *ended_checkout("a", changes=LONG),
            *ended_checkout("b", merchant="other-shop"),
            *collected(open_checkout("open")),
            *ended_checkout("late", JANUARY + timedelta(days=40)),
        ],
    )
    return prepared_url


@pytest.fixture
async def storage(filled_url: str) -> AsyncIterator[PostgresStorage]:
    """The storage as the server's role has it."""
    async with PostgresStorage(as_server(filled_url), master_keys=MASTER_KEYS) as storage:
        yield storage


async def _answers(storage: PostgresStorage) -> list[object]:
    """Every event, and every state by version and by time, of all checkouts."""
    found: list[object] = []
    for checkout_id in ("a", "b", "open", "late"):
        events = await storage.events.events(checkout_id)
        found.append(events)
        for event in events:
            version = event.originator_version
            found.append(await storage.events.events(checkout_id, after=version - 1))
            found.append(await storage.events.events(checkout_id, after=1, up_to=version))
            found.append(await storage.snapshots.up_to(checkout_id, version))
            found.append(await storage.snapshots.until(checkout_id, event.timestamp))
    return found


def _suffixes(folder: Path) -> list[str]:
    return [path.suffix for path in sorted(folder.iterdir())]


async def test_everything_is_read_as_before(
    filled_url: str, storage: PostgresStorage, tmp_path: Path
) -> None:
    """Only the last event of a checkout that ended before the month stays in the database, and no answer changes."""
    before = await _answers(storage)
    done = archive(filled_url, tmp_path)
    assert (done.files, done.checkouts, done.events, done.obstacles) == (2, 2, LONG + 6 + 4 - 2, {})
    rows = stored_rows(filled_url)
    assert [row[1] for row in rows if row[0] in ("a", "b")] == [LONG + 3, 7]
    assert len([row for row in rows if row[0] in ("open", "late")]) == 5 + 7
    assert await _answers(storage) == before
    assert _suffixes(tmp_path / "2026-01") == [".json", ".parquet"] * 2


async def test_restoring_a_month(filled_url: str, storage: PostgresStorage, tmp_path: Path) -> None:
    """The rows are those of before, at the same positions, and may be archived again. The progress counts events."""
    before, answers = stored_rows(filled_url), await _answers(storage)
    moved: list[tuple[int, int]] = []
    archive(filled_url, tmp_path, progress=lambda *counts: moved.append(counts))
    assert moved == [(LONG + 2, LONG + 8), (LONG + 8, LONG + 8)]
    back: list[tuple[int, int]] = []
    with archive_connection(filled_url) as connection:
        restorer = FileRestorer(connection, lambda *counts: back.append(counts))
        restored = [restorer.restore(row) for row in files_of_month(connection, MONTH)]
        assert not files_of_month(connection, MONTH)
    assert restored == [(1, LONG + 2), (1, 6)]
    assert back == [(LONG + 2, LONG + 2), (6, 6)]
    assert stored_rows(filled_url) == before
    assert await _answers(storage) == answers
    assert archive(filled_url, tmp_path).checkouts == 2
    assert await _answers(storage) == answers


def test_what_stays(prepared_url: str, tmp_path: Path) -> None:
    """What a callback, a deadline or a follower is waiting for stays, and what has personal data in the clear."""
    store_followed(
        prepared_url,
        [event for name in ("callback", "deadline", "free") for event in ended_checkout(name)],
    )
    with psycopg.connect(prepared_url) as connection:
        connection.execute(
            "INSERT INTO tillroll.deliveries (place, checkout_id, version, merchant, channel, method, url, headers,"
            " body, receiver, state, made_at) VALUES (0, 'callback', 1, 'm', 'c', 'POST', 'u', '', '', 'r', 'waiting',"
            " now())"
        )
        connection.execute("INSERT INTO tillroll.deadlines VALUES ('deadline', now())")
    done = archive(prepared_url, tmp_path)
    assert (done.checkouts, done.obstacles) == (1, {Obstacle.DELIVERY: 1, Obstacle.DEADLINE: 1})


def test_a_follower_that_is_behind(prepared_url: str, tmp_path: Path) -> None:
    """Events that the callbacks have not read stay where they read."""
    store_followed(prepared_url, ended_checkout("a"))
    with psycopg.connect(prepared_url) as connection:
        connection.execute("UPDATE tillroll.deliveries_tracking SET notification_id = 1")
    done = archive(prepared_url, tmp_path)
    assert (done.files, done.obstacles) == (0, {Obstacle.UNFOLLOWED: 1})
    store(prepared_url, one_history("open", 1, 2))
    assert len(stored_rows(prepared_url)) == 7 + 2
    assert archive(prepared_url, tmp_path, FEBRUARY).files == 0
