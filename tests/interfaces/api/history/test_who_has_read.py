"""Every answer is kept in the reading log before it is given, and auditors read who has read."""

import pytest

from application.ports.access_log import AccessEntry, AccessOutcome
from application.ports.event_store import StoreUnavailable
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID
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
    app_fixture: AppFixture, path: str, expected: tuple[str, str | None]
) -> None:
    """The reader by the name of the key, never the key; the request as it was sent."""
    await app_fixture.opened()
    answer = await app_fixture.get(path, AUDITOR)
    assert answer.status_code == 200
    (kept,) = app_fixture.storage.reads.kept
    read = kept.read
    assert (read.provenance.operation, read.checkout_id) == expected
    assert (read.at, read.target) == (app_fixture.now, path)
    assert read.outcome is AccessOutcome.FOUND
    assert read.provenance.actor == "history:demo-auditor"
    assert read.provenance.dialect == "history"
    assert read.provenance.request_id == "req-1"
    assert (read.provenance.address, read.provenance.user_agent) == ("192.0.2.9", "Auditor/1.0")


@pytest.mark.parametrize(
    "media_type", ["text/csv", "application/x-ndjson", "application/vnd.apache.parquet"]
)
async def test_an_export_is_kept_with_its_format(app_fixture: AppFixture, media_type: str) -> None:
    """An export is logged as another kind of access than a page."""
    await app_fixture.opened()
    await app_fixture.get("/history/events", Accept=media_type)
    (kept,) = app_fixture.storage.reads.kept
    assert kept.read.provenance.operation == f"export events as {media_type}"


async def test_a_stream_is_kept_when_it_begins(app_fixture: AppFixture) -> None:
    """Once, however long it goes on."""
    async with Listener(app_fixture.app, "/history/stream", HISTORY) as listener:
        await listener.until("id: 0")
        (kept,) = app_fixture.storage.reads.kept
        assert kept.read.provenance.operation == "follow events"


async def test_an_answer_of_nothing_new_is_a_reading_too(app_fixture: AppFixture) -> None:
    """Who is told that nothing has changed knows the state as well as one who is sent it."""
    await app_fixture.opened()
    answer = await app_fixture.get(PATH, If_None_Match='"3"')
    assert answer.status_code == 304
    assert len(app_fixture.storage.reads.kept) == 1


@pytest.mark.parametrize(
    "path", [f"{PATH}?version=x", f"{PATH}?at=x", "/history/events?limit=0", "/history/nothing"]
)
async def test_an_invalid_request_is_no_reading(app_fixture: AppFixture, path: str) -> None:
    """A request that is refused before anything is looked up is not recorded."""
    await app_fixture.opened()
    assert (await app_fixture.get(path)).status_code >= 400
    assert app_fixture.storage.reads.kept == []


@pytest.mark.parametrize(
    ("path", "checkout_id"),
    [
        (f"{PATH}?version=9", ID),
        (f"{PATH}?at=2026-01-01T00:00:00Z", ID),
        ("/history/checkouts/checkout-9/events", "checkout-9"),
        ("/history/checkouts/%00", None),
        (f"/history/events?wait_for={ID}@9", None),
    ],
)
async def test_what_is_not_there_is_recorded(
    app_fixture: AppFixture, path: str, checkout_id: str | None
) -> None:
    """A reader who tries ids and versions out leaves an entry for each, with its outcome."""
    await app_fixture.opened()
    assert (await app_fixture.get(path)).status_code == 404
    (kept,) = app_fixture.storage.reads.kept
    assert (kept.read.checkout_id, kept.read.outcome) == (checkout_id, AccessOutcome.NOT_FOUND)


async def test_reading_the_log_without_being_an_auditor(app_fixture: AppFixture) -> None:
    """It is denied, and auditors see that it was tried."""
    assert (await app_fixture.get("/history/reads")).status_code == 403
    (read,) = (await app_fixture.get("/history/reads", AUDITOR)).json()["reads"]
    assert (read["reader"], read["outcome"]) == ("history:demo-history", "denied")


@pytest.mark.parametrize("path", [*READINGS, f"{PATH}?version=9", f"{PATH}x"])
async def test_nothing_is_answered_that_cannot_be_kept(
    app_fixture: AppFixture, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the log there is no reading: 503, and nothing of the state."""
    await app_fixture.opened()

    async def away(_: AccessEntry) -> None:
        raise StoreUnavailable("the database is away")

    monkeypatch.setattr(app_fixture.storage.reads, "keep", away)
    answer = await app_fixture.get(path, AUDITOR)
    assert answer.status_code == 503
    assert "Coffee" not in answer.text


async def test_auditors_find_readings_by_reader_checkout_and_time(app_fixture: AppFixture) -> None:
    """In pages, as events are; their own look at the log is in it the next time."""
    await app_fixture.opened()
    for _ in range(3):
        await app_fixture.get(PATH)
    await app_fixture.get(PATH, AUDITOR)

    async def found(query: str) -> list[str]:
        answer = await app_fixture.get(f"/history/reads?{query}", AUDITOR)
        assert answer.status_code == 200
        return [read["reader"] for read in answer.json()["reads"]]

    assert await found("reader=history:demo-history") == ["history:demo-history"] * 3
    assert await found(f"checkout={ID}&reader=history:demo-auditor") == ["history:demo-auditor"]
    assert await found("checkout=checkout-9") == []
    assert await found("until=2026-03-01T14:03:00Z") == []
    assert len(await found("since=2026-03-01T14:03:00Z")) == 8
    page = await app_fixture.get(f"/history/reads?limit=2&checkout={ID}", AUDITOR)
    following = await app_fixture.get(page.links["next"]["url"], AUDITOR)
    assert len(page.json()["reads"]) == len(following.json()["reads"]) == 2
    assert "next" not in following.links
    back = await app_fixture.get(following.links["prev"]["url"], AUDITOR)
    assert back.content == page.content


@pytest.mark.parametrize("query", ["who=x", "limit=5000", "since=then", "reader=", "cursor=YTI-"])
async def test_a_faulty_question_about_readings_is_named(
    app_fixture: AppFixture, query: str
) -> None:
    """As strictly as for events."""
    answer = await app_fixture.get(f"/history/reads?{query}", AUDITOR)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]
