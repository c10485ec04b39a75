"""GET /history/events: which events a search finds, and how its pages hang together."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ports.audit_log import AuditFilter, AuditPage
from domain.stage import Stage
from interfaces.api.history.audit_query import FILTERS, TYPES
from interfaces.storage.memory.audit_log import InMemoryAuditLog
from interfaces.storage.memory.storage import InMemoryStorage
from tests.examples import examples
from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOP

AT = datetime(2026, 3, 1, 14, 3, 12, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Asked(InMemoryAuditLog):
    """A trail that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(InMemoryStorage().events)
        self.wanted: AuditFilter | None = None

    async def page(
        self, wanted: AuditFilter, *, after: int | None, before: int | None, limit: int
    ) -> AuditPage:
        self.wanted = wanted
        return await super().page(wanted, after=after, before=before, limit=limit)


MEANINGS: list[tuple[str, dict[str, Any]]] = [
    (f"checkout={ID}", {"checkout_id": ID}),
    ("type=checkout.opened", {"types": ("checkout.opened",)}),
    (
        "type=checkout.opened,checkout.suspended,checkout.opened",
        {"types": ("checkout.opened", "checkout.suspended")},
    ),
    ("actor=shop:demo-client", {"actor": SHOP}),
    ("merchant=demo-shop", {"merchant": "demo-shop"}),
    ("dialect=walley", {"dialect": "walley"}),
    ("operation=update%20fees", {"operation": "update fees"}),
    ("operation=update+fees", {"operation": "update fees"}),
    ("reference=%20A-1", {"reference": " A-1"}),
    ("request_id=r-1", {"request_id": "r-1"}),
    ("ip=192.0.2.7", {"addresses": ("192.0.2.7",)}),
    ("ip=2001:DB8:0:0::7", {"addresses": ("2001:db8::7",)}),
    ("since=2026-03-01T14:03:12Z", {"since": AT}),
    ("since=2026-03-01T15:03:12%2B01:00", {"since": AT}),
    ("since=2026-03-01T15:03:12+01:00", {"since": AT}),
    ("since=2026-03-01T14:03:12.0000001Z", {"since": AT + MICROSECOND}),
    ("until=2026-03-01T14:03:12.0000001Z", {"until": AT + MICROSECOND}),
    ("min_total=-5", {"min_total": -5}),
    ("max_total=0", {"max_total": 0}),
    ("status=committed", {"stage": "committed"}),
    ("q=blue%20sh", {"text": "blue sh"}),
    (
        "q=%C3%A5&status=open&min_total=1",
        {"text": "å", "stage": "open", "min_total": 1},
    ),
]


@pytest.mark.parametrize(("query", "meaning"), MEANINGS)
async def test_a_filter_means_what_it_says(query: str, meaning: dict[str, Any]) -> None:
    """Each parameter is one condition, together with whose checkouts the key shows."""
    trail = Asked()
    app_fixture = AppFixture(trail=trail)
    async with app_fixture.client:
        assert (await app_fixture.get(f"/history/events?{query}")).status_code == 200
        assert trail.wanted == AuditFilter(merchants=("demo-shop",), **meaning)
        await app_fixture.get(f"/history/events?{query}", AUDITOR)
        assert trail.wanted == AuditFilter(merchants=None, **meaning)


def test_every_filter_has_its_meaning_tested() -> None:
    """A parameter that is added has to be added above."""
    names = {part.partition("=")[0] for query, _ in MEANINGS for part in query.split("&")}
    assert names == set(FILTERS)


FAULTS = [
    *((f"{name}=", name) for name in (*FILTERS, "limit", "cursor", "wait_for")),
    *((f"{name}=%20", name) for name in FILTERS),
    *((f"{name}=1&{name}=1", name) for name in (*FILTERS, "limit", "cursor", "wait_for")),
    *((f"{name}=x", name) for name in ("type", "ip", "since", "until", "status", "limit")),
    *((f"{name}=x", name) for name in ("min_total", "max_total", "cursor", "wait_for")),
    *((f"{name}=%00", name) for name in ("actor", "q", "reference", "checkout", "cursor")),
    *((f"{name}={'x' * 501}", name) for name in ("actor", "q", "merchant")),
    ("colour=red", "colour"),
    ("Type=checkout.opened", "Type"),
    ("type[]=checkout.opened", "type[]"),
    ("type=checkout.opened,", "type"),
    ("type=CartReplaced", "type"),
    ("status=Open", "status"),
    ("limit=0", "limit"),
    ("limit=1001", "limit"),
    ("limit=1e2", "limit"),
    ("min_total=1.0", "min_total"),
    ("min_total=99999999999999999999", "min_total"),
    ("since=2026-03-01", "since"),
    ("ip=192.0.2.0/24", "ip"),
    ("wait_for=checkout-1", "wait_for"),
    ("wait_for=checkout-1@0", "wait_for"),
    ("wait_for=@1", "wait_for"),
    ("cursor=YTEx!", "cursor"),
    ("cursor=YTE=", "cursor"),
    ("cursor=YTAx", "cursor"),
    ("cursor=YzE", "cursor"),
    (f"{'n' * 70}=1", "n" * 60),
    ("=1", ""),
]


@pytest.mark.parametrize(("query", "name"), FAULTS)
@pytest.mark.parametrize("path", ["/history/events", "/history/stream"])
async def test_what_is_wrong_with_a_search_is_named(
    app_fixture: AppFixture, path: str, query: str, name: str
) -> None:
    """Unknown, repeated, empty or malformed: a 400, and never ignored; the stream as strictly as the search."""
    answer = await app_fixture.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:tillroll:problem:invalid-query"
    assert [error["field"] for error in answer.json()["errors"]] == [name]


async def test_the_dispute_is_found_by_everything_in_it(dispute: AppFixture) -> None:
    """Each filter finds the events that it should, and only those."""

    async def found(query: str) -> list[int]:
        answer = await dispute.get(f"/history/events?{query}")
        assert answer.status_code == 200, answer.text
        return [event["version"] for event in answer.json()["events"]]

    assert await found("") == list(range(1, 12))
    assert await found("type=checkout.cart-replaced") == [2, 4, 5, 6]
    assert await found("actor=payments:demo-shop") == [11]
    assert await found("dialect=shopper") == [7, 9, 10]
    assert await found("operation=update%20fees") == [8]
    assert await found("reference=A-1") == list(range(3, 12))
    assert await found("reference=a-1") == []
    assert await found("since=2026-03-01T14:03:04Z&until=2026-03-01T14:03:06Z") == [7, 8]
    assert await found("min_total=28500&max_total=33000") == [4, 5, 6, 7]
    assert await found("status=suspended") == [7, 8]
    assert await found("q=tea%20coff") == list(range(5, 12))
    assert await found("q=10002%20parcel") == [8, 9, 10, 11]
    assert await found("request_id=r-1") == [1, 2, 3]
    assert await found("ip=192.0.2.7&status=committed") == [], "a shopper's address is sealed"
    assert await found("ip=192.0.2.8") == []
    assert {topic for topic in TYPES if await found(f"type={topic}")} == {
        "checkout.opened",
        "checkout.cart-replaced",
        "checkout.reference-changed",
        "checkout.suspended",
        "checkout.fees-updated",
        "checkout.resumed",
        "checkout.purchase-committed",
        "checkout.completed",
    }
    assert {stage.value for stage in Stage if await found(f"status={stage.value}")} == {
        "open",
        "suspended",
        "committed",
        "completed",
    }


async def _walk(app_fixture: AppFixture, answer: httpx.Response, rel: str) -> list[list[str]]:
    """The pages from this one on, in the direction of `rel`."""
    pages = [_keys(answer)]
    while link := answer.links.get(rel):
        answer = await app_fixture.get(link["url"], AUDITOR)
        assert answer.status_code == 200
        pages.append(_keys(answer))
    return pages


def _keys(answer: httpx.Response) -> list[str]:
    return [f"{event['checkout']}@{event['version']}" for event in answer.json()["events"]]


@given(
    merchants=st.lists(st.sampled_from(["demo-shop", "other-shop"]), max_size=5),
    limit=st.integers(1, 7),
    query=st.sampled_from(["", "merchant=demo-shop&", "q=coffee&", "q=nothing&"]),
)
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
async def test_pages_are_the_whole_in_one_order_forward_and_back(
    merchants: list[str], limit: int, query: str
) -> None:
    """Whatever the size of a page: nothing is missed, nothing comes twice, and no page is too large."""
    app_fixture = AppFixture()
    async with app_fixture.client:
        for merchant in merchants:
            await app_fixture.opened(merchant=merchant)
        whole = _keys(await app_fixture.get(f"/history/events?{query}limit=1000", AUDITOR))
        first = await app_fixture.get(f"/history/events?{query}limit={limit}", AUDITOR)
        last = await app_fixture.get(first.links["last"]["url"], AUDITOR)

        forward = await _walk(app_fixture, first, "next")
        backward = await _walk(app_fixture, last, "prev")

        assert [key for page in forward for key in page] == whole
        assert [key for page in backward[::-1] for key in page] == whole
        assert all(len(page) <= limit for page in forward + backward)
        if len(whole) > limit:
            assert all(forward)
            assert all(backward)
        assert (await app_fixture.get(last.links["first"]["url"], AUDITOR)).content == first.content


async def test_pages_stay_as_they_are_while_events_arrive(app_fixture: AppFixture) -> None:
    """What is recorded meanwhile is behind the last page, and the last page then has a next one."""
    await app_fixture.opened()
    await app_fixture.opened()
    first = await app_fixture.get("/history/events?limit=3")
    second = await app_fixture.get(first.links["next"]["url"])
    assert "next" not in second.links
    await app_fixture.opened()
    assert (await app_fixture.get("/history/events?limit=3")).content == first.content
    again = await app_fixture.get(first.links["next"]["url"])
    assert again.content == second.content
    third = await app_fixture.get(again.links["next"]["url"])
    assert _keys(third) == ["checkout-3@1", "checkout-3@2", "checkout-3@3"]
    assert (await app_fixture.get(third.links["prev"]["url"])).content == second.content


async def test_links_keep_the_search_and_wait_no_more(app_fixture: AppFixture) -> None:
    """Filters stay, in their own spelling; what was waited for is there already."""
    await app_fixture.opened()
    text = quote("coffee & tea +%")
    answer = await app_fixture.get(f"/history/events?q={text}&limit=1&wait_for={ID}@3")
    assert answer.links["first"]["url"] == "/history/events?q=coffee+%26+tea+%2B%25&limit=1"


async def test_a_trail_that_is_behind_says_so(
    app_fixture: AppFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The write is recorded, the trail has not reached it: 503, and when to ask again."""
    await app_fixture.opened()

    async def never(checkout_id: str, version: int, *, seconds: float) -> bool:
        assert (checkout_id, version) == (ID, 3)
        assert 0 < seconds < 5
        return False

    monkeypatch.setattr(app_fixture.trail, "wait_for", never)
    answer = await app_fixture.get(f"/history/events?wait_for={ID}@3")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
    assert answer.json()["type"] == "urn:tillroll:problem:trail-behind"
