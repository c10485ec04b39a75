"""How far the ledger is, for commands and metrics."""

import asyncio

import pytest

from application.ports.ledger.reading import Ledger, LedgerNotConfigured
from interfaces.storage.postgres.ledger.not_configured import NoLedger
from tests.interfaces.storage.audit.histories import one_history, store, store_from
from tests.interfaces.storage.ledger.following import ORIGIN, Following


async def test_a_ledger_that_has_not_begun(following: Following, ledger: Ledger) -> None:
    """Its size is 0, and what it lacks is every event that there is."""
    store(following.database_url, one_history("a", 1, 2))
    status = await ledger.status()
    assert (status.origin, status.size, status.head, status.head_age_seconds) == (
        ORIGIN,
        0,
        None,
        None,
    )
    assert status.behind_events == 2
    assert status.behind_seconds == status.unsigned_seconds > 0
    assert await ledger.size() == 0
    assert await ledger.bundle(0, 10) is None


async def test_a_ledger_that_is_up_to_date(following: Following, ledger: Ledger) -> None:
    """Nothing waits, however old the head is."""
    store_from(following.database_url, 0, one_history("a", 1, 2))
    await asyncio.to_thread(following.drain)
    following.wait(seconds=90)
    status = await ledger.status()
    assert (status.size, status.position, status.behind_events) == (2, 2, 0)
    assert (status.behind_seconds, status.unsigned_seconds, status.head_age_seconds) == (0, 0, 90)
    assert not status.is_late
    assert status.problem is None


async def test_events_without_a_head_are_late_after_a_minute(
    following: Following, ledger: Ledger
) -> None:
    """The age of the oldest event that no head covers is compared with the maximum merge delay."""
    (event,) = one_history("a", 1, 1)
    following.setup.key_files[0].unlink()
    store(following.database_url, [event])
    await asyncio.to_thread(following.drain)
    for seconds, is_late in ((59, False), (61, True)):
        following.clock.at = event.timestamp
        following.wait(seconds=seconds)
        status = await ledger.status()
        assert (status.behind_seconds, status.unsigned_seconds) == (0, seconds)
        assert status.is_late is is_late
        assert "ledger.key cannot be read" in (status.problem or "")


async def test_events_that_the_tree_does_not_have_are_late(
    following: Following, ledger: Ledger
) -> None:
    """An event that waits for the tree waits for a head too."""
    (event,) = one_history("a", 1, 1)
    store(following.database_url, [event])
    following.clock.at = event.timestamp
    following.wait(seconds=75)
    status = await ledger.status()
    assert (status.behind_seconds, status.unsigned_seconds) == (75, 75)
    assert status.is_late


async def test_no_ledger_is_configured() -> None:
    """Readers hear that there is no ledger."""
    ledger: Ledger = NoLedger()
    for reading in (
        ledger.status(),
        ledger.size(),
        ledger.latest_head(),
        ledger.head(1),
        ledger.heads(after=0, limit=1),
        ledger.tiles([], 1),
        ledger.bundle(0, 1),
        ledger.index_of("a", 1),
        ledger.open_entries("a", first=1, last=1),
        ledger.recompute_entries(after=0, limit=1),
    ):
        with pytest.raises(LedgerNotConfigured):
            await reading
