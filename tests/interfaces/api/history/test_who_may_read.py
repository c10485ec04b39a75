"""Who may read: 401 for an unknown key, 403 for a key without the right, 404 for a checkout of another merchant."""

import pytest

from application.ports.access_log import AccessOutcome
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID

ONE = [
    f"/history/checkouts/{ID}{rest}"
    for rest in (
        "",
        "?version=1",
        "/events",
        "/versions",
        "/diff?from=1",
        "/blame",
        "/refusals",
        "/timeline",
        "/blame?field=/total",
        "/timeline?around=1",
        "/events?after=0",
        "/deliveries",
    )
]
ACROSS = [
    "/history/events",
    "/history/refusals",
    "/history/figures",
    "/history/deliveries",
    "/history/checkouts",
    "/history/lookup?q=A-1",
    "/history/stream?q=x&q=y",
    "/history/reads",
    "/history/deliveries/counts",
    "/history/erasures",
    "/history/checks",
    "/history/readers",
    "/history/system",
]


@pytest.mark.parametrize("path", [*ONE, *ACROSS])
@pytest.mark.parametrize(
    "sent",
    ["", "demo-history", "Basic demo-history", "Bearer", "Bearer demo-payments", "Bearer \xe9"],
)
async def test_an_unknown_key_reads_nothing(app_fixture: AppFixture, path: str, sent: str) -> None:
    """Not even whether the query is well-formed."""
    await app_fixture.opened()
    headers = {b"Authorization": sent.encode("latin-1")} if sent else {}
    answer = await app_fixture.client.get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["type"] == "urn:tillroll:problem:not-authenticated"
    assert app_fixture.storage.reads.kept == []


@pytest.mark.parametrize("path", [*ONE, *ACROSS])
async def test_a_key_without_the_scope_reads_nothing(app_fixture: AppFixture, path: str) -> None:
    """It is known, and may not. The attempt is recorded."""
    await app_fixture.opened()
    answer = await app_fixture.get(path, {"Authorization": "Bearer no-scope"})
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:tillroll:problem:access-denied"
    (kept,) = app_fixture.storage.reads.kept
    assert (kept.read.provenance.actor, kept.read.outcome) == (
        "history:blind",
        AccessOutcome.DENIED,
    )


@pytest.mark.parametrize("path", ONE)
async def test_another_merchants_checkout_is_as_if_it_were_not(
    app_fixture: AppFixture, path: str
) -> None:
    """The answer is the same as for an id that nobody has, and both attempts are recorded; an auditor sees it."""
    await app_fixture.opened(merchant="other-shop")
    theirs = await app_fixture.get(path)
    unknown = await app_fixture.get(path.replace(ID, "checkout-9"))
    assert theirs.status_code == unknown.status_code == 404
    assert theirs.content == unknown.content
    kept = [(each.read.checkout_id, each.read.outcome) for each in app_fixture.storage.reads.kept]
    assert kept == [(ID, AccessOutcome.NOT_FOUND), ("checkout-9", AccessOutcome.NOT_FOUND)]
    assert (await app_fixture.get(path, AUDITOR)).status_code == 200


@pytest.mark.parametrize("accept", ["application/json", "text/csv", "application/x-ndjson"])
async def test_a_search_finds_only_what_its_reader_may_see(
    app_fixture: AppFixture, accept: str
) -> None:
    """Events of another merchant's are in no page and in no export."""
    await app_fixture.opened()
    await app_fixture.opened(merchant="other-shop")
    own = await app_fixture.get("/history/events", {**HISTORY, "Accept": accept})
    every = await app_fixture.get("/history/events", {**AUDITOR, "Accept": accept})
    assert ("checkout-1" in own.text, "checkout-2" in own.text) == (True, False)
    assert ("checkout-1" in every.text, "checkout-2" in every.text) == (True, True)


@pytest.mark.parametrize("merchant", ["other-shop", "no-such-shop"])
async def test_a_merchant_out_of_reach_is_refused_by_name(
    app_fixture: AppFixture, merchant: str
) -> None:
    """An empty page would look as if that merchant had no checkouts; whether it exists is not said."""
    answer = await app_fixture.get(f"/history/events?merchant={merchant}")
    assert answer.status_code == 403
    assert answer.json()["detail"] == f"This key does not reach the merchant {merchant!r}."
    assert app_fixture.storage.reads.kept[0].read.outcome is AccessOutcome.DENIED
    assert (
        await app_fixture.get(f"/history/events?merchant={merchant}", AUDITOR)
    ).status_code == 200
    assert (await app_fixture.get("/history/events?merchant=demo-shop")).status_code == 200


async def test_waiting_for_another_merchants_write_tells_nothing(app_fixture: AppFixture) -> None:
    """It is not found, as if there were no such checkout."""
    await app_fixture.opened(merchant="other-shop")
    assert (await app_fixture.get(f"/history/events?wait_for={ID}@1")).status_code == 404
    assert (await app_fixture.get(f"/history/events?wait_for={ID}@1", AUDITOR)).status_code == 200
