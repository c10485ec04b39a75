"""Followers beside writers that commit out of order, roll back and are killed pass over no event."""

from tests.system.faults.followers import follow_writers


def test_no_event_is_passed_over(migrated_url: str) -> None:
    """The feed sees what is recorded, once, in its order, and each checkout's events in the order of versions."""
    found = follow_writers(migrated_url, writers=12, events=3000)
    assert found.passed_over == 0
    assert list(found.seen) == list(found.recorded)
    assert len(found.recorded) > 1000
    assert found.out_of_version_order() == []
