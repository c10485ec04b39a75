"""HEAD on answers that GET streams: the headers, and nothing is computed."""

import asyncio

import pytest

from application.ports.event_store import StoreUnavailable
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.test_following import Silent
from tests.interfaces.api.history.trails import MadeUpTrail

_EXPORTS = ["text/csv", "application/x-ndjson", "application/vnd.apache.parquet"]


@pytest.mark.parametrize("media_type", _EXPORTS)
async def test_no_file_is_made_for_head(media_type: str) -> None:
    """The audit log is closed after its first batch, which says whether there is a file at all."""
    trail = MadeUpTrail(10_000_000)
    app_fixture = AppFixture(trail=trail)
    head = await app_fixture.client.head(
        "/history/events", headers=HISTORY | {"Accept": media_type}
    )
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"].partition(";")[0] == media_type
    assert head.headers["Content-Disposition"].startswith("attachment")
    assert "Content-Length" not in head.headers
    assert (trail.given, trail.is_closed) == (0, True)


@pytest.mark.parametrize("media_type", _EXPORTS)
async def test_an_export_without_a_store_is_refused_to_head(media_type: str) -> None:
    """503, as for GET."""
    app_fixture = AppFixture(trail=MadeUpTrail(10, breaks_after=0))
    head = await app_fixture.client.head(
        "/history/events", headers=HISTORY | {"Accept": media_type}
    )
    assert (head.status_code, head.content) == (503, b"")


async def test_head_of_the_event_stream_ends() -> None:
    """No event is waited for."""
    trail = Silent()
    app_fixture = AppFixture(trail=trail)
    async with asyncio.timeout(30):
        head = await app_fixture.client.head("/history/stream", headers=HISTORY)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert head.headers["Cache-Control"] == "private, no-store"
    assert not trail.asked.is_set()


@pytest.mark.parametrize("path", ["/history/events?q=coffee", "/history/stream"])
async def test_head_is_kept_in_the_reading_log(app_fixture: AppFixture, path: str) -> None:
    """Like GET, because the headers say something of the answer; `target` begins with the method."""
    await app_fixture.client.head(path, headers=AUDITOR)
    (kept,) = app_fixture.storage.reads.kept
    assert kept.read.target == f"HEAD {path}"
    assert kept.read.provenance.actor == "history:demo-auditor"


async def test_head_without_the_reading_log_is_refused(
    app_fixture: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503: what cannot be recorded is not answered."""

    async def away(read: object) -> None:
        raise StoreUnavailable("the database is away")

    monkeypatch.setattr(app_fixture.storage.reads, "keep", away)
    head = await app_fixture.client.head("/history/events", headers=HISTORY)
    assert (head.status_code, head.content) == (503, b"")
