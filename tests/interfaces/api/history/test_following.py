"""GET /history/stream: new events as they come, none missed and none twice."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ports.audit_log import AuditEntry, AuditFilter
from application.ports.event_store import StoreUnavailable
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryStorage
from tests.examples import examples
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.listener import Listener
from tests.interfaces.api.history.trails import MadeUpTrail, entry

STREAM = "/history/stream"


def ids_in(heard: str) -> list[int]:
    """The ids of the events that a client was sent, as it parses them; a block without data is no event."""
    blocks = [block.splitlines() for block in heard.split("\n\n")]
    return [
        int(line.removeprefix("id: "))
        for block in blocks
        if any(line.startswith("data: ") for line in block)
        for line in block
        if line.startswith("id: ")
    ]


async def test_what_is_new_comes_as_it_happens(app_fixture: AppFixture) -> None:
    """Without a word about where to begin, it begins now; the id is the position, the data as in a page."""
    await app_fixture.opened()
    async with Listener(app_fixture.app, STREAM, HISTORY) as listener:
        assert await listener.until("\n\n") == "retry: 2000\nid: 3\n\n"
        await app_fixture.opened()
        heard = await listener.until("id: 6\n")
    assert ids_in(heard) == [4, 5, 6]
    data = [line[6:] for line in heard.splitlines() if line.startswith("data: ")]
    page = (await app_fixture.get("/history/events?checkout=checkout-2")).json()["events"]
    assert [json.loads(line) for line in data] == page


async def test_the_stream_is_told_to_nobody_in_between(app_fixture: AppFixture) -> None:
    """No cache keeps it and no proxy collects it."""
    async with Listener(app_fixture.app, STREAM, HISTORY) as listener:
        await listener.until("retry")
        headers = listener.headers
    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "private, no-store"
    assert headers["x-accel-buffering"] == "no"


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [
        ("?after=0", None, [1, 2, 3]),
        ("?after=2", None, [3]),
        ("", "1", [2, 3]),
        ("?after=0", "2", [3]),
        ("?after=0&type=checkout.opened", None, [1]),
        ("?after=0&q=coffee", None, [2, 3]),
    ],
)
async def test_a_stream_begins_after_a_position(
    app_fixture: AppFixture, query: str, header: str | None, expected: list[int]
) -> None:
    """The one that a returning client names by itself wins over the one in the URL; filters hold."""
    await app_fixture.opened()
    headers = HISTORY if header is None else {**HISTORY, "Last-Event-ID": header}
    async with Listener(app_fixture.app, f"{STREAM}{query}", headers) as listener:
        heard = await listener.until(": nothing new")
    assert ids_in(heard) == expected


async def test_a_reader_hears_only_of_its_own_merchants(app_fixture: AppFixture) -> None:
    """An auditor gets the events of all merchants."""
    await app_fixture.opened(merchant="other-shop")
    await app_fixture.opened()
    heard = {}
    for key in (HISTORY, AUDITOR):
        async with Listener(app_fixture.app, f"{STREAM}?after=0", key) as listener:
            heard[key["Authorization"]] = ids_in(await listener.until(": nothing new"))
    assert list(heard.values()) == [[4, 5, 6], [1, 2, 3, 4, 5, 6]]


@given(
    recorded=st.lists(st.integers(0, 2), min_size=1, max_size=6),
    leaving=st.lists(st.integers(0, 12), max_size=4),
)
@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.too_slow])
async def test_a_client_that_comes_back_misses_nothing_and_gets_nothing_twice(
    recorded: list[int], leaving: list[int]
) -> None:
    """However often it is cut off, in the middle of an event or between two, while more of them are recorded."""
    app_fixture = AppFixture()
    received: list[int] = []
    last_id = "0"
    for number, events in enumerate([*recorded, 0]):
        for _ in range(events):
            await app_fixture.opened()
        async with Listener(
            app_fixture.app, STREAM, {**HISTORY, "Last-Event-ID": last_id}
        ) as listener:
            heard = await listener.until(": nothing new")
        cut = leaving[number] * 97 if number < len(leaving) else len(heard)
        # What a client has not received whole it has not received: nothing after the last empty line.
        whole = heard[: max(cut, 0)].rpartition("\n\n")[0]
        received += ids_in(whole)
        last_id = str(received[-1]) if received else "0"
    async with Listener(app_fixture.app, STREAM, {**HISTORY, "Last-Event-ID": last_id}) as listener:
        received += ids_in(await listener.until(": nothing new"))
    assert received == list(range(1, 3 * sum(recorded) + 1))


async def test_a_client_that_was_cut_off_before_the_first_event_comes_back_to_the_same_place(
    app_fixture: AppFixture,
) -> None:
    """The stream begins with an id of its own, which a client remembers although no event came with it."""
    await app_fixture.opened()
    async with Listener(app_fixture.app, STREAM, HISTORY) as listener:
        beginning = await listener.until("\n\n")
    await app_fixture.opened()
    last_id = beginning.partition("id: ")[2].strip()
    async with Listener(app_fixture.app, STREAM, {**HISTORY, "Last-Event-ID": last_id}) as listener:
        assert ids_in(await listener.until("id: 6\n")) == [4, 5, 6]


async def test_there_is_a_sign_of_life_where_nothing_happens(app_fixture: AppFixture) -> None:
    """A comment is sent, which clients ignore, so that proxies keep the connection open."""
    async with Listener(app_fixture.app, STREAM, HISTORY) as listener:
        heard = await listener.until(": nothing new\n\n", times=3)
    assert ids_in(heard) == []


async def test_the_stream_ends_when_the_server_does(app_fixture: AppFixture) -> None:
    """In order, as an answer that is complete, so that the client comes back to another server."""
    async with Listener(app_fixture.app, STREAM, HISTORY) as listener:
        await listener.until("retry")
        app_fixture.ending.begin()
        await listener.ended()
        assert listener.is_whole


async def test_the_stream_ends_when_the_server_ends_while_nothing_happens() -> None:
    """The stream ends without waiting for the next event."""
    app_fixture = AppFixture(trail=Silent())
    async with Listener(app_fixture.app, STREAM, HISTORY) as listener:
        await listener.until("retry")
        app_fixture.ending.begin()
        await listener.ended()
        assert listener.is_whole
    assert isinstance(app_fixture.trail, Silent)
    assert app_fixture.trail.is_closed


async def test_the_trail_is_let_go_of_when_the_client_goes_away() -> None:
    """At once, while it waits for the next event."""
    trail = Silent()
    app_fixture = AppFixture(trail=trail)
    async with Listener(app_fixture.app, STREAM, HISTORY) as listener:
        await listener.until("retry")
        await trail.asked.wait()
    assert trail.is_closed


async def test_the_trail_is_let_go_of_in_the_middle_of_many_events() -> None:
    """A client that goes away while it is being sent a lot is sent no more."""
    trail = MadeUpTrail(10_000_000)
    app_fixture = AppFixture(trail=trail)
    async with Listener(app_fixture.app, f"{STREAM}?after=0", HISTORY) as listener:
        await listener.until("id: 1\n")
    assert trail.is_closed
    assert trail.given < 10_000_000


async def test_a_stream_whose_store_goes_away_ends(caplog: pytest.LogCaptureFixture) -> None:
    """The client comes back by itself, to what it has not received."""
    app_fixture = AppFixture(trail=MadeUpTrail(5000, breaks_after=2000))
    async with Listener(app_fixture.app, f"{STREAM}?after=0", HISTORY) as listener:
        await listener.ended()
        assert listener.is_whole
    assert ids_in(listener.heard.decode()) == list(range(1, 2001))
    assert "the database went away" in caplog.text


async def test_where_the_store_is_away_from_the_beginning_there_is_no_stream(
    app_fixture: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, and when to ask again."""

    async def away() -> None:
        raise StoreUnavailable("the database is away")

    monkeypatch.setattr(app_fixture.trail, "status", away)
    answer = await app_fixture.get(STREAM)
    assert answer.status_code == 503


@pytest.mark.parametrize("last_id", ["", "x", "-1", "1.0", "9223372036854775808", "\u0661", "4 "])
async def test_an_id_that_is_none_is_named(app_fixture: AppFixture, last_id: str) -> None:
    """A Last-Event-ID that is no position gets 400, and the error names the header."""
    sent = {name.encode(): value.encode() for name, value in HISTORY.items()}
    answer = await app_fixture.client.get(
        STREAM, headers={**sent, b"Last-Event-ID": last_id.encode()}
    )
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["Last-Event-ID"]


async def test_a_stream_is_not_to_be_had_as_json(app_fixture: AppFixture) -> None:
    """406, with what it is to be had as."""
    answer = await app_fixture.get(STREAM, Accept="application/json")
    assert answer.status_code == 406
    assert "text/event-stream" in answer.json()["detail"]


class Silent(InMemoryAuditLog):
    """A trail in which nothing ever happens, not even a sign of life."""

    def __init__(self) -> None:
        super().__init__(InMemoryStorage().events)
        self.asked = asyncio.Event()
        self.is_closed = False

    async def follow(
        self, wanted: AuditFilter, *, after: int
    ) -> AsyncIterator[Sequence[AuditEntry]]:
        try:
            self.asked.set()
            await asyncio.Event().wait()
            yield [entry(1)]
        finally:
            self.is_closed = True
