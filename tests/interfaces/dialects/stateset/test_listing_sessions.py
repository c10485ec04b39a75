"""The list of sessions: order, pages and filters."""

from datetime import timedelta
from typing import Any

import pytest

from tests.interfaces.dialects.session.app_fixture import BUYER, OPENED_AT, AppFixture
from tests.interfaces.dialects.stateset.client_requests import KEY, complete, create, error


async def test_sessions_are_listed_newest_first_in_pages(app_fixture: AppFixture) -> None:
    """The list is newest first, in pages, with filters. `total_count` counts the sessions that match."""
    paths = []
    for minute in range(3):
        app_fixture.time = OPENED_AT + timedelta(minutes=minute)
        paths.append(await create(app_fixture, buyer={**BUYER, "email": f"b{minute}@example.com"}))
    await complete(app_fixture, paths[0])
    ids = [path.rpartition("/")[2] for path in reversed(paths)]

    async def listed(**query: Any) -> tuple[list[str], bool, int]:
        answer = await app_fixture.client.get("/v1/checkouts", headers=KEY, params=query)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert all({"created_at", "updated_at"} <= set(each) for each in body["data"])
        return [each["id"] for each in body["data"]], body["has_more"], body["total_count"]

    assert await listed() == (ids, False, 3)
    assert await listed(limit=2) == (ids[:2], True, 3)
    assert await listed(limit=2, cursor=ids[1]) == (ids[2:], False, 3)
    assert await listed(status="completed") == (ids[2:], False, 1)
    assert await listed(status="ready_for_payment") == (ids[:2], False, 2)
    assert await listed(buyer_email="B1@example.com") == ([ids[1]], False, 1)
    after = (OPENED_AT + timedelta(minutes=1)).isoformat()
    assert await listed(created_after=after) == (ids[:1], False, 1)
    assert await listed(created_before=after) == (ids[2:], False, 1)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"limit": "0"}, ("parameter_invalid", "limit")),
        ({"limit": "101"}, ("parameter_invalid", "limit")),
        ({"limit": "²"}, ("parameter_invalid", "limit")),
        ({"status": "done"}, ("parameter_invalid", "status")),
        ({"created_after": "yesterday"}, ("parameter_invalid", "created_after")),
        ({"cursor": "checkout_none"}, ("parameter_invalid", "cursor")),
        ({"page": "2"}, ("parameter_unknown", "page")),
    ],
)
async def test_invalid_filters_are_refused(
    app_fixture: AppFixture, query: dict[str, str], expected: tuple[str, str]
) -> None:
    """An unknown or malformed filter is refused, not ignored."""
    answer = await app_fixture.client.get("/v1/checkouts", headers=KEY, params=query)
    assert error(answer) == (400, *expected)
