"""Refused commands across checkouts, newest first, in every refusal log."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT, RefusalFilter, RefusedCommand
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.test_refusal_log import REFUSED

EVERYTHING = RefusalFilter(merchants=None)
HOUR = timedelta(hours=1)


async def record(storage: Storage) -> list[RefusedCommand]:
    """Refused commands of two merchants, an hour apart, each other than the first one in one or two things."""
    by = REFUSED.provenance
    refused = [
        REFUSED,
        replace(REFUSED, checkout_id="b"),
        replace(REFUSED, merchant="other-shop", checkout_id="c"),
        replace(REFUSED, reason="Locked"),
        replace(REFUSED, operation="Suspend"),
        replace(REFUSED, provenance=replace(by, actor='shop:"x"', dialect="svea")),
        replace(REFUSED, provenance=replace(by, operation='up"date\\fees')),
        replace(REFUSED, provenance=replace(by, operation=',"request_id":"q-1"', request_id="q-2")),
    ]
    refused = [replace(each, at=each.at + n * HOUR) for n, each in enumerate(refused)]
    for each in refused:
        await storage.refusals.keep(each)
    return refused


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (EVERYTHING, [7, 6, 5, 4, 3, 2, 1, 0]),
        (RefusalFilter(merchants=("other-shop",)), [2]),
        (RefusalFilter(merchants=()), []),
        (RefusalFilter(merchants=("other-shop", "demo-shop")), [7, 6, 5, 4, 3, 2, 1, 0]),
        (RefusalFilter(merchants=("demo-shop",), merchant="other-shop"), []),
        (replace(EVERYTHING, merchant="other-shop"), [2]),
        (replace(EVERYTHING, checkout_id="b"), [1]),
        (replace(EVERYTHING, reasons=("Locked",)), [3]),
        (replace(EVERYTHING, reasons=("Locked", "StaleVersion")), [3]),
        (replace(EVERYTHING, reasons=("Locked", REFUSED.reason)), [7, 6, 5, 4, 3, 2, 1, 0]),
        (replace(EVERYTHING, dialect="svea"), [5]),
        (replace(EVERYTHING, dialect=REFUSED.provenance.dialect), [7, 6, 4, 3, 2, 1, 0]),
        (replace(EVERYTHING, command="Suspend"), [4]),
        (replace(EVERYTHING, actor='shop:"x"'), [5]),
        (replace(EVERYTHING, operation='up"date\\fees'), [6]),
        (replace(EVERYTHING, since=REFUSED.at + 2 * HOUR, until=REFUSED.at + 4 * HOUR), [3, 2]),
        (replace(EVERYTHING, request_id="q-2"), [7]),
        (replace(EVERYTHING, request_id="q-1"), []),
        (replace(EVERYTHING, request_id=REFUSED.provenance.request_id, reasons=("Locked",)), [3]),
        (replace(EVERYTHING, reasons=("a\0",)), []),
        (replace(EVERYTHING, request_id="a\0"), []),
    ],
)
async def test_each_condition_selects_refusals(
    storage: Storage, wanted: RefusalFilter, numbers: list[int]
) -> None:
    """Every condition that is set must hold, and the newest comes first."""
    refused = await record(storage)
    found = await storage.refusals.page(wanted, after=None, before=None, limit=10)
    assert [each.refusal.at for each in found] == [refused[n].at for n in numbers]
    assert [each.refusal.provenance for each in found] == [refused[n].provenance for n in numbers]


async def test_pages_lead_in_both_directions(storage: Storage) -> None:
    """Before a position are the newest older ones, after a position the oldest newer ones, each newest first."""
    await record(storage)
    everything = await storage.refusals.page(EVERYTHING, after=None, before=None, limit=10)
    positions = [each.position for each in everything]
    assert positions == sorted(positions, reverse=True)

    async def page(after: int | None, before: int | None) -> list[int]:
        found = await storage.refusals.page(EVERYTHING, after=after, before=before, limit=2)
        return [each.position for each in found]

    assert await page(None, None) == positions[:2]
    assert await page(None, positions[1]) == positions[2:4]
    assert await page(positions[4], None) == positions[2:4]
    assert await page(0, None) == positions[-2:]
    assert await page(None, positions[-1]) == []
    assert await page(2**63 - 1, None) == []


async def test_each_entry_has_its_position(storage: Storage) -> None:
    """The search, the timeline and the whole list give a refused command the same position."""
    await record(storage)
    page = await storage.refusals.page(EVERYTHING, after=None, before=None, limit=10)
    by_position = {each.position: each.refusal for each in page}
    assert all(refusal.position == position for position, refusal in by_position.items())
    own = [each.refusal for each in page if each.refusal.checkout_id == "b"]
    of_one = await storage.refusals.of("b")
    window = await storage.refusals.within("b", first=0, last=1000, limit=10)
    positions = [each.position for each in own]
    assert [each.position for each in of_one] == positions
    assert [each.position for each in window.refusals] == positions


async def test_counted_attempts_are_found_as_far_as_they_are_stored(storage: Storage) -> None:
    """The attempts beyond the stored ones have no position of their own."""
    for _ in range(COUNTED_ATTEMPTS_KEPT + 5):
        await storage.refusals.keep_counted(REFUSED)
    found = await storage.refusals.page(EVERYTHING, after=None, before=None, limit=200)
    assert len(found) == COUNTED_ATTEMPTS_KEPT
