"""What operators read over HTTP: callbacks, erasures, checks, readers. Each read is recorded."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.operations.checks import CheckOutcome
from application.ports.reader_sessions import ReaderSession
from application.ports.webhooks.webhook_log import DeliveryState
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID, OPENED_AT
from tests.interfaces.api.history.webhook_deliveries import called_back

OUTCOME = CheckOutcome(
    at=OPENED_AT,
    milliseconds=1234,
    tillroll="0.1.0",
    checkouts=2,
    events=13,
    snapshots=1,
    trail_rows=13,
    clear_events=0,
    differences=3,
)


async def test_callbacks_are_counted_for_their_merchants(app_fixture: AppFixture) -> None:
    """Parked and waiting callbacks are counted apart, and a key counts those of its own merchants."""
    delivered = next(each for each in called_back() if each.id == 2)
    due = OPENED_AT + timedelta(minutes=5)
    app_fixture.deliveries.listed = [
        replace(delivered, state=DeliveryState.PARKED),
        replace(delivered, id=3, state=DeliveryState.WAITING, due=due),
        replace(delivered, id=4, state=DeliveryState.PARKED, merchant="other-shop"),
        delivered,
    ]
    own = (await app_fixture.get("/history/deliveries/counts")).json()["counts"]
    assert [(each["state"], each["count"], each["oldest_due"]) for each in own] == [
        ("parked", 1, None),
        ("waiting", 1, "2026-03-01T14:08:00Z"),
    ]
    every = (await app_fixture.get("/history/deliveries/counts", AUDITOR)).json()["counts"]
    assert sum(each["count"] for each in every) == 3


async def test_due_and_overdue_erasures_are_those_of_a_retention(app_fixture: AppFixture) -> None:
    """Without a retention nothing is due. With one, data is due at its time, and overdue ten minutes later."""
    await app_fixture.dispute()
    path = "/history/erasures"
    assert (await app_fixture.get(path)).json()["due"]["count"] == 0
    vault = app_fixture.storage.vault
    await vault.apply_retention("demo-shop=30", app_fixture.now)
    report = (await app_fixture.get(path)).json()
    (due,) = report["due"]["first"]
    assert (due["checkout"], due["class"], due["erasure"]) == (ID, "person", None)
    assert report["overdue"]["count"] == 0
    app_fixture.now += timedelta(minutes=10)
    report = (await app_fixture.get(path)).json()
    assert (report["due"]["count"], report["overdue"]["count"]) == (0, 1)
    others = (await app_fixture.get(path, {"Authorization": "Bearer erases-own"})).status_code
    assert others == 403


async def test_outcomes_of_checks_are_listed_newest_first(app_fixture: AppFixture) -> None:
    """Each outcome has its time, what it replayed, and the number of differences."""
    later = replace(OUTCOME, at=OPENED_AT + timedelta(days=1), differences=0)
    app_fixture.checks.stored = [OUTCOME, later]
    checks = (await app_fixture.get("/history/checks", AUDITOR)).json()["checks"]
    assert [(each["time"], each["differences"]) for each in checks] == [
        ("2026-03-02T14:03:00Z", 0),
        ("2026-03-01T14:03:00Z", 3),
    ]
    assert checks[1]["milliseconds"] == 1234


async def test_readers_are_listed_with_their_sessions(app_fixture: AppFixture) -> None:
    """The list has the keys that read in the last day, and those that only signed in to the console."""
    await app_fixture.opened()
    await app_fixture.get(f"/history/checkouts/{ID}")
    session = ReaderSession(
        token_digest=b"1",
        key_digest=b"key",
        reader="demo-auditor",
        person="Eva",
        started_at=app_fixture.now,
        seen_at=app_fixture.now,
    )
    await app_fixture.storage.reader_sessions.start(session)
    readers = (await app_fixture.get("/history/readers", AUDITOR)).json()["readers"]
    assert [(each["reader"], each["looks"], len(each["sessions"])) for each in readers] == [
        ("history:demo-history", 1, 0),
        ("history:demo-auditor/Eva", 0, 1),
    ]
    app_fixture.now += timedelta(hours=25)
    later = (await app_fixture.get("/history/readers", AUDITOR)).json()["readers"]
    assert later == []


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("/history/deliveries/counts", "count deliveries"),
        ("/history/erasures", "list erasures"),
        ("/history/checks", "list checks"),
        ("/history/readers", "list readers"),
        ("/history/system", "read versions"),
    ],
)
async def test_each_read_is_recorded(app_fixture: AppFixture, path: str, operation: str) -> None:
    """The access log has the operation, and a parameter that the path does not take is refused."""
    assert (await app_fixture.get(path, AUDITOR)).status_code == 200
    (kept,) = app_fixture.storage.reads.kept
    assert kept.read.provenance.operation == operation
    assert (await app_fixture.get(f"{path}?limit=3", AUDITOR)).status_code == 400


@pytest.mark.parametrize("path", ["/history/checks", "/history/readers", "/history/system"])
async def test_what_concerns_all_merchants_is_for_auditors(
    app_fixture: AppFixture, path: str
) -> None:
    """A key of some merchants is answered 403."""
    assert (await app_fixture.get(path, HISTORY)).status_code == 403
