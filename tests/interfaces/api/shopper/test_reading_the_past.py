"""`?version=` and `?at=` on the customer's page: what the customer was shown, and when."""

from datetime import timedelta

import pytest

from application.commands.purchase import CommitPurchase
from application.commands.shop import Suspend, UpdateFees
from tests.interfaces.api.api_fixture import NOW, TOKEN, ApiFixture, problem
from tests.interfaces.api.shopper.identified_page import ADA, identify

PATH = f"/shopper/{TOKEN}"


async def test_every_version_reads_as_it_was_shown_then(api: ApiFixture) -> None:
    """Byte for byte, obstacles to the purchase included, whether it is named by number or by time."""
    checkout = await api.opened()
    shown = [(checkout.version, api.now, (await api.client.get(PATH)).content)]
    for change in (UpdateFees(fees=()), CommitPurchase(shown_version=5)):
        api.now += timedelta(seconds=1)
        checkout = await api.change(checkout, change)
        shown.append((checkout.version, api.now, (await api.client.get(PATH)).content))
    for version, at, content in shown:
        for query in ({"version": str(version)}, {"at": at.isoformat()}):
            answer = await api.client.get(PATH, params=query)
            assert (answer.status_code, answer.content) == (200, content)
            assert answer.headers["ETag"] == f'"{version}"'
            assert answer.headers["Cache-Control"] == "private, no-cache"


async def test_a_past_version_has_no_customer(api: ApiFixture) -> None:
    """Neither for a stranger nor for the page that identified the customer, and not in the current version."""
    checkout = await api.opened()
    page = await identify(api, ADA)
    await api.change(checkout, UpdateFees(fees=()))
    for version in ("5", "6"):
        for headers in ({}, page):
            answer = await api.client.get(PATH, params={"version": version}, headers=headers)
            assert answer.json()["customer"] is None
            assert answer.json()["lines"]
            assert "ada" not in answer.text.lower()


async def test_a_version_that_is_known_need_not_be_sent_again(api: ApiFixture) -> None:
    """304 has the same headers."""
    await api.change(await api.opened(), Suspend())
    answer = await api.client.get(PATH, params={"version": "4"}, headers={"If-None-Match": '"4"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            {"version": "9"},
            problem(
                "no-such-version",
                404,
                "No such version",
                "The newest version of this checkout is 4; there is no version 9.",
                version=9,
                newest=4,
            ),
        ),
        (
            {"at": "2026-03-01T11:59:59Z"},
            problem(
                "before-opening",
                404,
                "Before the checkout was opened",
                "This checkout was opened at 2026-03-01T12:00:00Z. Nothing stood at 2026-03-01T11:59:59Z.",
                at="2026-03-01T11:59:59Z",
                opened_at="2026-03-01T12:00:00Z",
            ),
        ),
        (
            {"at": "2026-03-01T12:00:01Z"},
            problem(
                "in-the-future",
                400,
                "In the future",
                "2026-03-01T12:00:01Z is in the future: it is 2026-03-01T12:00:00Z. "
                "Ask for a moment that has passed.",
                at="2026-03-01T12:00:01Z",
                now="2026-03-01T12:00:00Z",
            ),
        ),
        (
            {"at": "12:00"},
            problem(
                "invalid-query",
                400,
                "Invalid query",
                "at: must be an instant as in RFC 3339, with its offset: 2026-03-01T14:03:12Z.",
                errors=[
                    {
                        "field": "at",
                        "message": "at: must be an instant as in RFC 3339, with its offset: "
                        "2026-03-01T14:03:12Z.",
                    }
                ],
            ),
        ),
    ],
)
async def test_a_moment_that_is_not_there_is_a_problem(
    api: ApiFixture, query: dict[str, str], expected: dict[str, object]
) -> None:
    """It says how far the history goes."""
    assert api.now == NOW
    await api.opened()
    answer = await api.client.get(PATH, params=query)
    assert (answer.status_code, answer.json()) == (expected["status"], expected)
