"""The state of a checkout at a version or an instant, and what the version changed."""

import pytest

from tests.interfaces.api.console.console_fixture import Console

CHECKOUT = "/console/checkouts/checkout-1"


async def test_a_version_shows_its_state_with_what_it_changed(signed_in: Console) -> None:
    """Version 8 added a fee of 49.00: the new total is inserted, and the one before is deleted."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{CHECKOUT}?version=8")
    assert "State at version 8" in page.text
    assert "379.00 SEK" in page.marked["ins"]
    assert "was330.00 SEK" in page.marked["del"]
    assert "shipping" in page.marked["ins"]
    assert "10001" not in page.marked["ins"]


async def test_the_first_version_marks_nothing(signed_in: Console) -> None:
    """The first version has no state before it."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{CHECKOUT}?version=1")
    assert "ins" not in page.marked
    assert "del" not in page.marked


async def test_versions_are_linked(signed_in: Console) -> None:
    """A past version links to the first, the previous, the next and the last one."""
    await signed_in.history.dispute()
    links = (await signed_in.page(f"{CHECKOUT}?version=5")).links()
    for version in (1, 4, 6, 11):
        assert f"{CHECKOUT}?version={version}" in links


async def test_an_instant_shows_the_state_then(signed_in: Console) -> None:
    """`?at=` shows the last version at that instant."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{CHECKOUT}?at=2026-03-01T14:03:04.5Z")
    assert "State at version 7" in page.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("version=12", 404, "version"),
        ("version=x", 400, "must be a version: a whole number from 1"),
        ("at=yesterday", 400, "must be an instant as in RFC 3339"),
        ("at=2030-01-01T00:00:00Z", 400, "future"),
        ("at=2020-01-01T00:00:00Z", 404, "opened"),
        ("version=1&at=2026-03-01T14:03:04Z", 400, "cannot go together"),
        ("versoin=1", 400, "versoin: is not one of the parameters version, at, point."),
    ],
)
async def test_a_time_that_is_none_is_refused_in_words(
    signed_in: Console, query: str, status: int, words: str
) -> None:
    """The page says which parameter is wrong, and what would be right."""
    await signed_in.history.dispute()
    page = await signed_in.page(f"{CHECKOUT}?{query}", status=status)
    assert words in page.text
