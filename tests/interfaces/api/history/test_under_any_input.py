"""Whatever is sent: an answer in form, never a 500, and never what the key does not reach."""

import functools
import json
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interfaces.api.history.audit_query import FILTERS, READS_FILTERS
from interfaces.api.history.paging import CURSOR, LIMIT
from interfaces.api.readers.own_write import WAIT_FOR
from tests.examples import examples
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID
from tests.interfaces.api.history.listener import Listener

SECRET = "theirs-and-not-yours"
PATHS = (
    "",
    "/events",
    "/versions",
    "/diff",
    "/blame",
    "/refusals",
    "/timeline",
)
NAMES = sorted({*FILTERS, *READS_FILTERS, CURSOR, LIMIT, WAIT_FOR, "version", "at", "from", "to"})
LIKELY = (
    *("1", "3", "11", "0", "-1", "99999999999999999999", "1.0", "\u0661", "", " ", "\x00"),
    *("2026-03-01T14:03:05Z", "2026-03-01T14:03:05+01:00", "9999-12-31T23:59:59Z", "0001-01-01"),
    *(ID, f"{ID}@3", "checkout-2@1", "checkout.opened", "open", "demo-shop", "192.0.2.7", "::1"),
    *("YTM", "YjM", "YjkyMjMzNzIwMzY4NTQ3NzU4MDc", "YTA", "' OR 1=1 --", "%", "_", "\\", "å"),
)
values = st.sampled_from(LIKELY) | st.text(max_size=20)
queries = st.lists(st.tuples(st.sampled_from(NAMES) | st.text(max_size=5), values), max_size=4)
ids = st.sampled_from([ID, "checkout-2", "checkout-9", "..", "%00", "a/b"]) | st.text(
    min_size=1, max_size=10
)
header_values = st.one_of(
    st.sampled_from(
        [
            b'"3"',
            b'W/"3", *',
            b"Sun, 01 Mar 2026 14:03:05 GMT",
            b"text/csv",
            b"application/x-ndjson, */*;q=0.1",
            b"application/link-format",
            b"5",
        ]
    ),
    st.binary(max_size=20).filter(lambda sent: not {10, 13, 0} & set(sent)),
)
headers = st.dictionaries(
    st.sampled_from(
        [b"Accept", b"Accept-Datetime", b"If-None-Match", b"Last-Event-ID", b"User-Agent"]
    ),
    header_values,
    max_size=3,
)
keys = st.sampled_from([HISTORY, AUDITOR])
often = settings(
    max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
async def played(dispute: AppFixture) -> AppFixture:
    """The dispute, another merchant's checkout, and streams that end at once."""
    await dispute.opened(merchant="other-shop", reference=SECRET)
    dispute.ending.begin()
    return dispute


@given(ids, st.sampled_from(PATHS), queries, headers, keys)
@often
async def test_any_question_about_one_checkout_has_an_answer(
    played: AppFixture,
    checkout_id: str,
    path: str,
    query: list[tuple[str, str]],
    sent: dict[bytes, bytes],
    key: dict[str, str],
) -> None:
    """Any id, moment and header."""
    named = quote(checkout_id, safe="", errors="replace")
    await _asked(played, f"/history/checkouts/{named}{path}", query, sent, key)


@given(st.sampled_from(["events", "stream", "reads", "checkouts", "x"]), queries, headers, keys)
@often
async def test_any_question_across_checkouts_has_an_answer(
    played: AppFixture,
    path: str,
    query: list[tuple[str, str]],
    sent: dict[bytes, bytes],
    key: dict[str, str],
) -> None:
    """Any filter, page and header."""
    await _asked(played, f"/history/{path}", query, sent, key)


@given(st.binary(max_size=40))
@often
async def test_any_bytes_are_a_query_that_has_an_answer(played: AppFixture, raw: bytes) -> None:
    """Whether or not they are UTF-8, or escaped as they should be."""
    for path in ("/history/events", f"/history/checkouts/{ID}", "/history/stream"):
        listener = Listener(played.app, path, HISTORY)
        listener.scope["query_string"] = raw
        async with listener:
            await listener.ended()
        assert listener.status in (200, 400)
        assert listener.is_whole
        if listener.status == 400:
            assert json.loads(listener.heard)["errors"]


async def _asked(
    app_fixture: AppFixture,
    path: str,
    query: list[tuple[str, str]],
    sent: dict[bytes, bytes],
    key: dict[str, str],
) -> None:
    pairs = "&".join(f"{_escaped(name)}={_escaped(value)}" for name, value in query)
    with_key = {name.encode(): value.encode() for name, value in key.items()} | sent
    answer = await app_fixture.client.get(f"{path}?{pairs}" if pairs else path, headers=with_key)
    _is_in_form(answer)
    if key is HISTORY:
        assert SECRET.encode() not in answer.content


def _is_in_form(answer: httpx.Response) -> None:
    assert answer.status_code in (200, 304, 400, 401, 403, 404, 406)
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    if answer.status_code == 400:
        faults = answer.json().get("errors")
        assert faults or answer.json()["type"] == "urn:tillroll:problem:in-the-future"


_escaped = functools.partial(quote, safe="", errors="replace")
