"""One key reads a bounded number of event streams and exports at the same time."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from interfaces.api.readers.stream_limit import STREAMS_PER_KEY
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.listener import Listener
from tests.interfaces.api.history.trails import MadeUpTrail

CSV = {"Accept": "text/csv"}


async def open_streams(stack: AsyncExitStack, app_fixture: AppFixture) -> list[Listener]:
    """Open as many streams as one key may have."""
    listeners = [
        Listener(app_fixture.app, "/history/stream", HISTORY) for _ in range(STREAMS_PER_KEY)
    ]
    for listener in listeners:
        await stack.enter_async_context(listener)
        await listener.until("id: 0")
    return listeners


@pytest.mark.parametrize(("path", "headers"), [("/history/stream", {}), ("/history/events", CSV)])
async def test_more_streams_than_one_key_may_have(
    app_fixture: AppFixture, path: str, headers: dict[str, str]
) -> None:
    """The next stream or export of the key is answered 429 with Retry-After, and one of another key is not."""
    async with AsyncExitStack() as stack:
        await open_streams(stack, app_fixture)
        answer = await app_fixture.get(path, HISTORY | headers)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")
        assert answer.json()["type"] == "urn:tillroll:problem:too-many-requests"
        assert (await app_fixture.get("/history/events")).status_code == 200
        export = await app_fixture.get("/history/events", AUDITOR | CSV)
        assert export.status_code == 200


async def test_after_a_stream_has_ended(app_fixture: AppFixture) -> None:
    """When a client leaves, the key may open another stream."""
    async with AsyncExitStack() as stack:
        first, *_ = await open_streams(stack, app_fixture)
        await first.leave()
        export = await app_fixture.get("/history/events", HISTORY | CSV)
        assert export.status_code == 200


async def test_requests_that_open_no_stream(app_fixture: AppFixture) -> None:
    """A HEAD, an invalid request and a failed one do not count after their answer."""
    for _ in range(STREAMS_PER_KEY + 1):
        assert (await app_fixture.client.head("/history/stream", headers=HISTORY)).is_success
        assert (await app_fixture.get("/history/stream?after=x")).status_code == 400
        assert (await app_fixture.get("/history/events?limit=1", HISTORY | CSV)).status_code == 400
    broken = AppFixture(trail=MadeUpTrail(10, breaks_after=0))
    async with broken.client:
        for _ in range(STREAMS_PER_KEY + 1):
            assert (await broken.get("/history/events", HISTORY | CSV)).status_code == 503


async def test_exports_that_are_not_read_to_their_end() -> None:
    """An export counts until its client has left."""
    app_fixture = AppFixture(trail=MadeUpTrail(10_000_000, alike=True))
    async with AsyncExitStack() as stack:
        listeners = [
            Listener(app_fixture.app, "/history/events", HISTORY | CSV)
            for _ in range(STREAMS_PER_KEY)
        ]
        for listener in listeners:
            await stack.enter_async_context(listener)
            await listener.until("checkout-1")
        assert (await app_fixture.get("/history/stream")).status_code == 429
        await asyncio.gather(*(listener.leave() for listener in listeners))
    assert (await app_fixture.client.head("/history/stream", headers=HISTORY)).is_success
