"""Who has just changed a checkout names the version, and the answer does not lack it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from fastapi import Request, Response
from starlette.datastructures import URL

from interfaces.api.readers.replica import BEHIND, read_at_replica
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.dispute import ID

PARTS = (
    *("", "/events", "/versions", "/diff?from=1", "/blame", "/refusals", "/timeline"),
    *("/deliveries", "/answers", "/shown"),
)
NEWEST = 11


class _Read:
    def __init__(self, behind_seconds: float | None) -> None:
        self.behind_seconds = behind_seconds


class _Replica:
    """Notes what it is asked for, and says that it is behind."""

    def __init__(self, behind_seconds: float | None = 0.25) -> None:
        self.asked: list[tuple[str, int, datetime | None]] = []
        self.behind_seconds = behind_seconds

    @asynccontextmanager
    async def open_read(
        self, checkout_id: str, *, at_least: int, instant: datetime | None = None
    ) -> AsyncIterator[_Read]:
        self.asked.append((checkout_id, at_least, instant))
        yield _Read(self.behind_seconds)


async def _answer(url: str, replica: _Replica, **headers: str) -> Response:
    parsed = URL(url)
    scope = {
        "type": "http",
        "method": "GET",
        "path": parsed.path,
        "query_string": parsed.query.encode(),
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }

    async def endpoint(_: Request) -> Response:
        return Response()

    return await read_at_replica(replica)(endpoint, Request(scope))


@pytest.mark.parametrize("part", PARTS)
async def test_each_endpoint_takes_a_version(part: str) -> None:
    """A version that is there changes nothing; one that is not there, or of another checkout, is refused."""
    app = AppFixture()
    await app.dispute()
    path = f"/history/checkouts/{ID}{part}"
    joint = "&" if "?" in part else "?"
    plain, named = await app.get(path), await app.get(f"{path}{joint}wait_for={ID}@{NEWEST}")
    assert (named.status_code, named.content) == (200, plain.content)
    early = await app.get(f"{path}{joint}wait_for={ID}@{NEWEST + 1}")
    assert (early.status_code, early.json()["type"].rpartition(":")[2]) == (404, "no-such-version")
    for value in ("other@1", "3", f"{ID}@0"):
        assert (await app.get(f"{path}{joint}wait_for={value}")).status_code == 400


@pytest.mark.parametrize(
    ("url", "version"),
    [
        ("/history/checkouts/a", 0),
        ("/history/checkouts/a?wait_for=a@7", 7),
        ("/history/checkouts/a?version=3&wait_for=a@7", 7),
        ("/history/checkouts/a/diff?from=3&to=9", 9),
        ("/history/checkouts/a/timeline?around=4&limit=20", 4),
        ("/history/checkouts/a/events?wait_for=nonsense", 0),
        ("/console/checkouts/a/events/5", 5),
        ("/console/checkouts/a/shown/6/page", 6),
        ("/console/checkouts/a/compare?from=2&to=4", 4),
    ],
)
async def test_the_replica_has_what_is_named(url: str, version: int) -> None:
    """The highest version that a request names has to be at the replica. The lag is a header of the answer."""
    replica = _Replica()
    answer = await _answer(url, replica)
    assert replica.asked == [("a", version, None)]
    assert answer.headers[BEHIND] == "0.250"


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("/history/checkouts/a?at=2026-03-01T14:03:12Z", {}),
        ("/history/checkouts/a/diff?from=2&to=2026-03-01T14:03:12Z", {}),
        ("/history/checkouts/a", {"accept_datetime": "Sun, 01 Mar 2026 14:03:12 GMT"}),
    ],
)
async def test_an_instant_is_named(url: str, headers: dict[str, str]) -> None:
    """The replica is asked whether it has everything up to an instant."""
    replica = _Replica()
    await _answer(url, replica, **headers)
    assert replica.asked[0][2] == datetime(2026, 3, 1, 14, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "url",
    [
        "/history/checkouts/a/proof?version=1",
        "/history/checkouts/a/refusals/3",
        "/history/checkouts/a/refusals/3/proof",
        "/console/live?checkout=a@1",
    ],
)
async def test_what_is_read_at_the_primary(url: str) -> None:
    """Proofs and single refused commands are read at the primary, and so is what the console asks for by itself."""
    replica = _Replica()
    assert BEHIND not in (await _answer(url, replica)).headers
    assert not replica.asked


@pytest.mark.parametrize("path", ["events?checkout=a", "checkouts", "counts", "stream"])
async def test_a_search_says_its_lag(path: str) -> None:
    """A search chooses its server by itself, and has the same header."""
    replica = _Replica()
    assert (await _answer(f"/history/{path}", replica)).headers[BEHIND] == "0.250"
    assert not replica.asked
    assert BEHIND not in (await _answer(f"/history/{path}", _Replica(None))).headers


async def test_an_answer_of_the_primary() -> None:
    """Without a lag there is no header."""
    assert BEHIND not in (await _answer("/history/checkouts/a", _Replica(None))).headers
