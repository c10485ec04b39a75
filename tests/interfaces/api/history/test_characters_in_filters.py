"""Which characters the filters of a search may have."""

from urllib.parse import quote

import pytest

from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.test_searching import Asked

NAMES = ["checkout", "actor", "merchant", "dialect", "operation", "request_id"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("char", ["\n", "\u2028", "\u200b", "\u202e", "\u3164"])
async def test_a_filter_with_a_character_that_is_not_seen_is_refused(name: str, char: str) -> None:
    """What is compared with it has none, so it would find nothing and not say why."""
    app_fixture = AppFixture()
    async with app_fixture.client:
        answer = await app_fixture.get(f"/history/events?{name}={quote(f'a{char}')}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [name]
    assert f"must not contain the character U+{ord(char):04X}" in answer.text


@pytest.mark.parametrize(("name", "field"), [("reference", "reference"), ("q", "text")])
@pytest.mark.parametrize("char", ["\n", "\u200b", "\u3164"])
async def test_older_events_are_found_by_any_character(name: str, field: str, char: str) -> None:
    """Such characters were accepted once, and an auditor has to find the events that have them."""
    trail = Asked()
    app_fixture = AppFixture(trail=trail)
    async with app_fixture.client:
        answer = await app_fixture.get(f"/history/events?{name}={quote(f'Z{char}-1')}")
    assert answer.status_code == 200
    assert getattr(trail.wanted, field) == f"Z{char}-1"
