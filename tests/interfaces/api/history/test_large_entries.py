"""Searches, exports and streams of large entries hold and send a bounded number of bytes at a time."""

import io
from typing import Any

import pyarrow.parquet as parquet
import pytest
from starlette.types import Message

from application.commands.shop import ReplaceMetadata
from application.ports.audit_log import PAGE_BYTES
from interfaces.api.history.exports.parquet import ROW_GROUP_BYTES
from tests.interfaces.api.history.app_fixture import HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOP
from tests.interfaces.api.history.listener import Listener
from tests.interfaces.api.history.trails import BATCH, MadeUpTrail, entry

LARGE = '["' + "x" * 300_000 + '"]'
COUNT = 12
PIECE = 64 * 1024


class LargeTrail(MadeUpTrail):
    """A trail of COUNT large entries."""

    def __init__(self) -> None:
        super().__init__(COUNT, alike=True)
        self._batch = [entry(position, changes=LARGE) for position in range(1, COUNT + 1)]

    def repeat(self, times: int, *, batches: int) -> None:
        """Have so many batches, in each of which the entries come so many times."""
        assert self._batch is not None
        self._batch = self._batch * times
        self._size = batches * BATCH


class PieceListener(Listener):
    """A client that notes the size of each piece."""

    largest = 0

    async def _send(self, message: Message) -> None:
        self.largest = max(self.largest, len(message.get("body", b"")))
        await super()._send(message)


@pytest.mark.parametrize("accept", ["text/csv", "application/x-ndjson"])
async def test_an_export_is_sent_in_pieces(accept: str) -> None:
    """No piece of an export is larger than 64 KB, whatever the size of its entries."""
    app_fixture = AppFixture(trail=LargeTrail())
    listener = PieceListener(app_fixture.app, "/history/events", HISTORY | {"Accept": accept})
    async with listener:
        await listener.ended()
    assert len(listener.heard) > COUNT * len(LARGE)
    assert (listener.largest, listener.is_whole) == (PIECE, True)


async def test_a_stream_is_sent_in_pieces() -> None:
    """No piece of an event stream is larger than 64 KB."""
    app_fixture = AppFixture(trail=LargeTrail())
    listener = PieceListener(app_fixture.app, "/history/stream?after=0", HISTORY)
    async with listener:
        await listener.until("nothing new")
    assert listener.heard.count(b"data: ") == COUNT
    assert listener.largest == PIECE


async def test_row_groups_of_large_entries() -> None:
    """A row group of a Parquet file is written when its entries have ROW_GROUP_BYTES."""
    trail = LargeTrail()
    trail.repeat(5, batches=3)
    app_fixture = AppFixture(trail=trail)
    async with app_fixture.client:
        answer = await app_fixture.get("/history/events", Accept="application/vnd.apache.parquet")
    file = parquet.ParquetFile(io.BytesIO(answer.content))
    groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert sum(groups) == 3 * COUNT * 5
    assert len(groups) == 3
    assert ROW_GROUP_BYTES > PAGE_BYTES


async def test_a_search_has_pages_of_bounded_size(app_fixture: AppFixture) -> None:
    """A page ends at PAGE_BYTES with a link to the next one, and the pages are the whole in both directions."""
    await app_fixture.opened()
    for number in range(COUNT):
        change = ReplaceMetadata(metadata=f'"{number}{"x" * 150_000}"')
        await app_fixture.change(ID, change, SHOP, "replace metadata")
    found: list[dict[str, Any]] = []
    path = "/history/events?limit=1000"
    pages = []
    while True:
        answer = await app_fixture.get(path)
        pages.append(answer.json()["events"])
        found += pages[-1]
        assert len(answer.content) < 2 * PAGE_BYTES
        if "next" not in answer.links:
            break
        path = answer.links["next"]["url"]
    assert len(pages) > 1
    assert [event["version"] for event in found] == list(range(1, COUNT + 4))
    back = await app_fixture.get(answer.links["prev"]["url"])
    assert back.json()["events"][-1] == pages[-2][-1]
