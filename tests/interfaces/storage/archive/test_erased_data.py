"""An erasure reaches the files: they have sealed texts and no key."""

from pathlib import Path

import psycopg
from psycopg import AsyncConnection, AsyncRawCursor

from application.archive.eligibility import Obstacle
from interfaces.storage.archive.reading import ArchiveFile, ArchiveReader
from interfaces.storage.postgres.events.compression import Compression
from interfaces.storage.postgres.sealing.events import country_of
from interfaces.storage.postgres.sealing.first_events import FirstEvents
from interfaces.storage.postgres.storage import PostgresStorage
from tests.domain.event_builders import ADA, SHOP
from tests.interfaces.cli.dispute import ID, NEWEST, insert_key, record
from tests.interfaces.storage.archive.ended import (
    JANUARY,
    archive,
    collected,
    ended_checkout,
    follow,
    open_checkout,
    store_followed,
    stored_rows,
)
from tests.master_key import MASTER_KEYS


def _only_file(folder: Path) -> ArchiveFile:
    (path,) = folder.glob("*/*.parquet")
    return ArchiveFile(str(folder), str(path.relative_to(folder)))


async def test_a_file_has_no_personal_data(migrated_url: str, tmp_path: Path) -> None:
    """The stored bytes of an archived checkout have the customer's data sealed only, with a key that is in no file."""
    insert_key(migrated_url)
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        await record(storage)
        before = await storage.events.events(ID)
    follow(migrated_url)
    with psycopg.connect(migrated_url) as connection:
        connection.execute("DELETE FROM tillroll.deadlines")
    done = archive(migrated_url, tmp_path)
    assert (done.events, done.obstacles) == (NEWEST - 1, {})
    file = _only_file(tmp_path)
    reader = ArchiveReader()
    unpack = Compression().unpack
    states = [unpack(each.state) for span in reader.spans(file) for each in reader.group(span)]
    assert len(states) == NEWEST
    assert not any(b"ada@example.com" in state or b"Stockholm" in state for state in states)
    async with PostgresStorage(migrated_url, master_keys=MASTER_KEYS) as storage:
        assert await storage.events.events(ID) == before


def test_personal_data_in_the_clear_stays(migrated_url: str, tmp_path: Path) -> None:
    """A checkout of an earlier version, with data in the clear, is not archived before it is sealed."""
    checkout = open_checkout("clear")
    checkout.identify_customer(ADA, by=SHOP, at=JANUARY.replace(minute=1))
    checkout.cancel("changed their mind", by=SHOP, at=JANUARY.replace(minute=1))
    store_followed(migrated_url, collected(checkout))
    done = archive(migrated_url, tmp_path)
    assert (done.files, done.obstacles) == (0, {Obstacle.CLEAR_TEXT: 1})
    assert len(stored_rows(migrated_url)) == 7


async def test_first_events_of_refused_attempts(prepared_url: str, tmp_path: Path) -> None:
    """`tillroll seal-history` reads the country of a checkout from its first event, also from an archived one."""
    store_followed(prepared_url, [*ended_checkout("gone"), *collected(open_checkout("open"))])
    archive(prepared_url, tmp_path)
    async with await AsyncConnection.connect(
        prepared_url, autocommit=True, cursor_factory=AsyncRawCursor
    ) as connection:
        found = await FirstEvents(connection).of(("gone", "open", "unknown"))
    assert {name: country_of([event]) for name, event in found.items()} == {
        "gone": "SE",
        "open": "SE",
    }
