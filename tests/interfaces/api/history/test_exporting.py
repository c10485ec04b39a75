"""The result of a search as a file: CSV, CloudEvents or Parquet; whole or visibly broken, never in memory at once."""

import csv
import gc
import io
import json
import tracemalloc
from collections.abc import AsyncIterator, Sequence

import httpx
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from starlette.types import Message

from application.persons.views import view_entries
from application.ports.audit_log import AuditEntry, AuditFilter
from application.ports.event_store import StoreUnavailable
from interfaces.api.history.exports.lines import COLUMNS, CSV, NDJSON, as_csv
from interfaces.api.history.exports.parquet import PARQUET, ROW_GROUP
from interfaces.http.request.timestamps import rfc_3339
from tests.interfaces.api.history.app_fixture import HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID
from tests.interfaces.api.history.listener import Listener
from tests.interfaces.api.history.trails import MadeUpTrail, entry

FORMATS = [CSV, NDJSON, PARQUET]
EVERYTHING = AuditFilter(merchants=None)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


async def exported(app_fixture: AppFixture, media_type: str, query: str = "") -> httpx.Response:
    """The file."""
    answer = await app_fixture.get(f"/history/events?{query}", Accept=media_type)
    assert answer.status_code == 200
    return answer


async def entries_of(app_fixture: AppFixture) -> Sequence[AuditEntry]:
    """The entries as a reader without the scope persons:read sees them."""
    page = await app_fixture.trail.page(EVERYTHING, after=None, before=None, limit=1000)
    return await view_entries(page.entries, app_fixture.storage.persons, in_clear=False)


async def test_the_csv_has_a_header_and_a_line_for_each_event(dispute: AppFixture) -> None:
    """The CSV is as in RFC 4180, with CRLF and in UTF-8, and parsing it gives the recorded values."""
    answer = await exported(dispute, CSV)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="events.csv"'
    header, *rows = csv.reader(io.StringIO(answer.content.decode(), newline=""))
    assert tuple(header) == COLUMNS
    for row, found in zip(rows, await entries_of(dispute), strict=True):
        by = found.provenance
        assert row == [
            str(found.position),
            ID,
            str(found.version),
            found.topic,
            rfc_3339(found.at),
            "demo-shop",
            by.actor,
            by.dialect,
            by.operation,
            by.request_id,
            by.address,
            by.user_agent,
            by.idempotency_key,
            found.reference or "",
            found.stage,
            str(found.total),
            "SEK",
            found.changes,
        ]
    assert answer.content.endswith(b"\r\n")


@given(
    st.builds(lambda start, rest: start + rest, st.sampled_from(["", *FORMULAS, "a"]), st.text()),
    st.integers(-5, 5),
)
async def test_no_text_in_the_csv_is_a_formula(text: str, total: int) -> None:
    """A spreadsheet runs nothing that a shop or a customer has written; a negative amount is a number as before."""

    async def batches() -> AsyncIterator[Sequence[AuditEntry]]:
        yield [entry(1, reference=text, currency=text, total=total)]

    content = b"".join([part async for part in as_csv(batches())])
    _, row = csv.reader(io.StringIO(content.decode("utf-8", "surrogatepass"), newline=""))
    cells = dict(zip(COLUMNS, row, strict=True))
    for name in ("reference", "currency"):
        assert not cells[name].startswith(FORMULAS)
        plain = cells[name].removeprefix("'") if text.startswith(FORMULAS) else cells[name]
        assert plain == text.replace("\0", "\ufffd")
    assert cells["total"] == str(total)


async def test_each_line_is_a_cloud_event(dispute: AppFixture) -> None:
    """CloudEvents 1.0: source and id together are unique, and the data is the event as in a page."""
    answer = await exported(dispute, NDJSON)
    assert answer.headers["Content-Type"] == NDJSON
    lines = [json.loads(line) for line in answer.content.decode().splitlines()]
    page = (await dispute.get("/history/events")).json()["events"]
    assert [line["data"] for line in lines] == page
    for line, event in zip(lines, page, strict=True):
        assert {name: value for name, value in line.items() if name != "data"} == {
            "specversion": "1.0",
            "id": str(event["version"]),
            "source": f"/history/checkouts/{ID}",
            "type": event["type"],
            "subject": ID,
            "time": event["time"],
            "datacontenttype": "application/json",
            "sequence": f"{event['version']:020}",
        }


async def test_the_parquet_has_the_same_with_types(dispute: AppFixture) -> None:
    """Whole numbers are whole numbers and instants are instants; nothing stands for no reference."""
    answer = await exported(dispute, PARQUET)
    assert answer.headers["Content-Type"] == PARQUET
    table = parquet.read_table(io.BytesIO(answer.content))
    assert tuple(table.column_names) == COLUMNS
    assert table.schema.field("time").type == pa.timestamp("us", tz="UTC")
    assert table.schema.field("total").type == pa.int64()
    for row, found in zip(table.to_pylist(), await entries_of(dispute), strict=True):
        assert (row["position"], row["version"], row["total"]) == (
            found.position,
            found.version,
            found.total,
        )
        assert (row["time"], row["reference"]) == (found.at, found.reference)
        assert (row["type"], row["changes"]) == (found.topic, found.changes)


@pytest.mark.parametrize("media_type", FORMATS)
async def test_an_export_is_of_the_same_search(dispute: AppFixture, media_type: str) -> None:
    """The filters hold, and a search that finds nothing is a file with nothing in it."""
    assert rows_in(await exported(dispute, media_type, "type=checkout.cart-replaced")) == 4
    assert rows_in(await exported(dispute, media_type, "q=chocolate")) == 0


def rows_in(answer: httpx.Response) -> int:
    """How many events a file has."""
    if answer.headers["Content-Type"] == PARQUET:
        return int(parquet.read_table(io.BytesIO(answer.content)).num_rows)
    lines = len(answer.content.decode().splitlines())
    return lines - 1 if "csv" in answer.headers["Content-Type"] else lines


@pytest.mark.parametrize("size", [ROW_GROUP - 1, ROW_GROUP, 2 * ROW_GROUP + 1])
async def test_parquet_is_written_in_row_groups(size: int) -> None:
    """None larger than it should be, all of them together the whole."""
    app_fixture = AppFixture(trail=MadeUpTrail(size))
    async with app_fixture.client:
        file = parquet.ParquetFile(io.BytesIO((await exported(app_fixture, PARQUET)).content))
        groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
        assert (sum(groups), max(groups)) == (size, min(size, ROW_GROUP))
        assert file.read(["position"])["position"].to_pylist() == list(range(1, size + 1))


class Sink(Listener):
    """A client that discards what it receives."""

    heard_bytes = 0

    async def _send(self, message: Message) -> None:
        self.heard_bytes += len(message.get("body", b""))


async def peak_of(size: int, media_type: str) -> tuple[int, int]:
    """The most memory, in bytes, that the export of so many events had at once: of Python's and of Arrow's."""
    app_fixture = AppFixture(trail=MadeUpTrail(size, alike=True))
    gc.collect()
    pool = pa.system_memory_pool()
    pa.set_memory_pool(pool)
    tracemalloc.start()
    try:
        sink = Sink(app_fixture.app, "/history/events", {**HISTORY, "Accept": media_type})
        async with sink:
            await sink.ended()
        assert sink.heard_bytes > size
        return tracemalloc.get_traced_memory()[1], pool.max_memory()
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("media_type", "size"), [(CSV, 5_000), (NDJSON, 5_000), (PARQUET, 2 * ROW_GROUP)]
)
async def test_an_export_of_any_size_takes_the_same_memory(media_type: str, size: int) -> None:
    """Four times as many events do not take half as much again."""
    few, few_in_arrow = await peak_of(size, media_type)
    many, many_in_arrow = await peak_of(4 * size, media_type)
    assert many < few * 1.5
    assert many_in_arrow < max(few_in_arrow, 1) * 1.5


@pytest.mark.parametrize("media_type", FORMATS)
async def test_what_goes_wrong_at_once_is_an_answer(media_type: str) -> None:
    """503, before a file has begun."""
    app_fixture = AppFixture(trail=MadeUpTrail(10, breaks_after=0))
    async with app_fixture.client:
        answer = await app_fixture.get("/history/events", Accept=media_type)
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("media_type", FORMATS)
async def test_what_goes_wrong_on_the_way_breaks_the_file_off(media_type: str) -> None:
    """The connection breaks, so that half a file is never taken for a whole one."""
    trail = MadeUpTrail(3000, breaks_after=2000)
    app_fixture = AppFixture(trail=trail)
    listener = Listener(app_fixture.app, "/history/events", {**HISTORY, "Accept": media_type})
    with pytest.raises(BaseException) as broken:  # noqa: PT011  a group of whatever kind
        async with listener:
            await listener.ended()
    assert _is_caused_by(broken.value, StoreUnavailable)
    assert (listener.status, listener.is_whole, trail.is_closed) == (200, False, True)


async def test_an_export_ends_when_its_reader_goes_away() -> None:
    """The audit log is not read on, and is let go of at once."""
    trail = MadeUpTrail(10_000_000)
    app_fixture = AppFixture(trail=trail)
    async with Listener(
        app_fixture.app, "/history/events", {**HISTORY, "Accept": NDJSON}
    ) as listener:
        await listener.until("checkout-150")
        await listener.leave()
    assert trail.is_closed
    assert trail.given < 10_000_000


def _is_caused_by(error: BaseException | None, kind: type[Exception]) -> bool:
    if error is None or isinstance(error, kind):
        return error is not None
    if isinstance(error, BaseExceptionGroup) and any(
        _is_caused_by(each, kind) for each in error.exceptions
    ):
        return True
    return _is_caused_by(error.__cause__ or error.__context__, kind)
