"""The refused commands of a range of versions, in every refusal log."""

import dataclasses

from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.test_refusal_log import REFUSED


async def test_a_range_has_the_refusals_of_its_versions(storage: Storage) -> None:
    """Those of other versions are counted, and those of other checkouts are not."""
    for version in (1, 2, 2, 3, 5):
        await storage.refusals.keep(dataclasses.replace(REFUSED, version=version))
        await storage.refusals.keep(dataclasses.replace(REFUSED, checkout_id="b"))
    found = await storage.refusals.within("a", first=2, last=3, limit=10)
    assert [each.version for each in found.refusals] == [2, 2, 3]
    assert (found.earlier, found.left_out, found.later) == (1, 0, 1)


async def test_the_newest_refusals_of_a_range_are_returned(storage: Storage) -> None:
    """Beyond the limit the older ones are left out, and counted."""
    for number in range(5):
        await storage.refusals.keep(
            dataclasses.replace(REFUSED, version=2, facts={"number": number})
        )
    found = await storage.refusals.within("a", first=1, last=2, limit=2)
    assert [each.facts for each in found.refusals] == ['{"number":3}', '{"number":4}']
    assert (found.earlier, found.left_out, found.later) == (0, 3, 0)


async def test_the_latest_counted_attempt_is_in_the_range_of_its_version(storage: Storage) -> None:
    """It has the number of attempts that are not stored, as in the whole list."""
    for _ in range(COUNTED_ATTEMPTS_KEPT):
        await storage.refusals.keep_counted(REFUSED)
    for _ in range(3):
        await storage.refusals.keep_counted(dataclasses.replace(REFUSED, version=4))
    found = await storage.refusals.within("a", first=4, last=9, limit=10)
    assert [(each.version, '"beyond_limit":3' in each.facts) for each in found.refusals] == [
        (4, True)
    ]
    assert (found.earlier, found.left_out, found.later) == (COUNTED_ATTEMPTS_KEPT, 0, 0)
    before = await storage.refusals.within("a", first=1, last=3, limit=10)
    assert (len(before.refusals), before.left_out, before.later) == (10, 90, 1)


async def test_an_unknown_checkout_has_no_refusals(storage: Storage) -> None:
    """An id that PostgreSQL cannot store is unknown too."""
    for checkout_id in ("nobody", "a\0"):
        found = await storage.refusals.within(checkout_id, first=1, last=9, limit=10)
        assert (list(found.refusals), found.earlier, found.left_out, found.later) == ([], 0, 0, 0)
