"""What has to be so after each kill of `tillroll archive`, in a folder and in a bucket."""

import asyncio
from collections.abc import Mapping, Sequence

from domain.events import CheckoutEvent
from interfaces.storage.archive.folders import ArchiveFolder
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.archive.ended import (
    archive,
    ended_checkout,
    store_followed,
    stored_rows,
)
from tests.interfaces.storage.archive.killed import COMMITTED, PLACES, Kills
from tests.master_key import MASTER_KEYS

NAMES = ("a", "b", "c")


def kill_at_each_place(
    url: str, place: str, environment: Mapping[str, str], kills: Sequence[str] = PLACES
) -> None:
    """Kill a run at each of `kills`, which are in the order of PLACES, and complete the archive at the end.

    After each kill every history is whole, and none of its events is read twice. Nothing leaves the database before the
    first transaction is committed. One file is left, whatever the kills had left before.
    """
    histories = {name: ended_checkout(name) for name in NAMES}
    store_followed(url, [event for events in histories.values() for event in events])
    whole = sum(map(len, histories.values()))
    moved = len(histories["a"]) - 1
    with Kills(url, place, environment) as command:
        for kill in kills:
            command.run(kill)
            assert len(stored_rows(url)) == (whole - moved if kill == COMMITTED else whole), kill
            assert _read(url) == histories, kill
    done = archive(url, place)
    left = len(NAMES) - (COMMITTED in kills)
    assert (done.files, done.checkouts, done.events) == (0, left, left * moved)
    assert len(stored_rows(url)) == len(NAMES)
    assert _read(url) == histories
    assert len(ArchiveFolder(place).names()) == 1


def _read(url: str) -> dict[str, list[CheckoutEvent]]:
    async def read() -> dict[str, list[CheckoutEvent]]:
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            return {name: list(await storage.events.events(name)) for name in NAMES}

    return asyncio.run(read())
