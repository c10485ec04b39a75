"""Every answer is kept in the reading log before it is given, and auditors read who has read."""

import pytest

from application.ports.access_log import AccessEntry
from application.ports.event_store import StoreUnavailable
from tests.interfaces.api.history.house import AUDITOR, HISTORY, ID, House
from tests.interfaces.api.history.listener import Listener

PATH = f"/history/checkouts/{ID}"
READINGS = {
    PATH: ("read state", ID),
    f"{PATH}?version=1": ("read state", ID),
    f"{PATH}/events": ("read events", ID),
    f"{PATH}/versions": ("read versions", ID),
    f"{PATH}/diff?from=1&to=3": ("read difference", ID),
    f"{PATH}/blame": ("read blame", ID),
    f"{PATH}/refusals": ("read refusals", ID),
    f"{PATH}/timeline": ("read timeline", ID),
    "/history/events?q=coffee": ("search events", None),
    "/history/reads": ("read readings", None),
}


@pytest.mark.parametrize(("path", "expected"), READINGS.items())
async def test_a_reading_is_kept_with_who_when_and_what(
    house: House, path: str, expected: tuple[str, str | None]
) -> None:
    """The reader by the name of the key, never the key; the request as it was sent."""
    await house.opened()
    answer = await house.get(path, AUDITOR)
    assert answer.status_code == 200
    (kept,) = house.storage.reads.kept
    read = kept.read
    assert (read.provenance.operation, read.checkout_id) == expected
    assert (read.at, read.target) == (house.now, path)
    assert read.provenance.actor == "history:demo-auditor"
    assert read.provenance.dialect == "history"
    assert read.provenance.request_id == "req-1"
    assert (read.provenance.address, read.provenance.user_agent) == ("192.0.2.9", "Auditor/1.0")


@pytest.mark.parametrize(
    "media_type", ["text/csv", "application/x-ndjson", "application/vnd.apache.parquet"]
)
async def test_an_export_is_kept_with_its_format(house: House, media_type: str) -> None:
    """A whole file that leaves the house is another thing than a page."""
    await house.opened()
    await house.get("/history/events", Accept=media_type)
    (kept,) = house.storage.reads.kept
    assert kept.read.provenance.operation == f"export events as {media_type}"


async def test_a_stream_is_kept_when_it_begins(house: House) -> None:
    """Once, however long it goes on."""
    async with Listener(house.app, "/history/stream", HISTORY) as listener:
        await listener.until("id: 0")
        (kept,) = house.storage.reads.kept
        assert kept.read.provenance.operation == "follow events"


async def test_an_answer_of_nothing_new_is_a_reading_too(house: House) -> None:
    """Who is told that nothing has changed knows the state as well as one who is sent it."""
    await house.opened()
    answer = await house.get(PATH, If_None_Match='"3"')
    assert answer.status_code == 304
    assert len(house.storage.reads.kept) == 1


@pytest.mark.parametrize(
    "path", [f"{PATH}?version=9", f"{PATH}?at=x", "/history/events?limit=0", "/history/nothing"]
)
async def test_what_was_not_answered_was_not_read(house: House, path: str) -> None:
    """A refused request is no reading."""
    await house.opened()
    assert (await house.get(path)).status_code >= 400
    assert house.storage.reads.kept == []


@pytest.mark.parametrize("path", READINGS)
async def test_nothing_is_answered_that_cannot_be_kept(
    house: House, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the log there is no reading: 503, and nothing of the state."""
    await house.opened()

    async def away(_: AccessEntry) -> None:
        raise StoreUnavailable("the database is away")

    monkeypatch.setattr(house.storage.reads, "keep", away)
    answer = await house.get(path, AUDITOR)
    assert answer.status_code == 503
    assert "Coffee" not in answer.text


async def test_auditors_find_readings_by_reader_checkout_and_time(house: House) -> None:
    """In pages, as events are; their own look at the log is in it the next time."""
    await house.opened()
    for _ in range(3):
        await house.get(PATH)
    await house.get(PATH, AUDITOR)

    async def found(query: str) -> list[str]:
        answer = await house.get(f"/history/reads?{query}", AUDITOR)
        assert answer.status_code == 200
        return [read["reader"] for read in answer.json()["reads"]]

    assert await found("reader=history:demo-history") == ["history:demo-history"] * 3
    assert await found(f"checkout={ID}&reader=history:demo-auditor") == ["history:demo-auditor"]
    assert await found("checkout=checkout-9") == []
    assert await found("until=2026-03-01T14:03:00Z") == []
    assert len(await found("since=2026-03-01T14:03:00Z")) == 8
    page = await house.get(f"/history/reads?limit=2&checkout={ID}", AUDITOR)
    following = await house.get(page.links["next"]["url"], AUDITOR)
    assert len(page.json()["reads"]) == len(following.json()["reads"]) == 2
    assert "next" not in following.links
    back = await house.get(following.links["prev"]["url"], AUDITOR)
    assert back.content == page.content


@pytest.mark.parametrize("query", ["who=x", "limit=5000", "since=then", "reader=", "cursor=YTI-"])
async def test_a_faulty_question_about_readings_is_named(house: House, query: str) -> None:
    """As strictly as for events."""
    answer = await house.get(f"/history/reads?{query}", AUDITOR)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]
