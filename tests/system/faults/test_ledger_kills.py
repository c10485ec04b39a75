"""A follower of the ledger that is killed under load forks nothing."""

from pathlib import Path

from tests.system.faults.ledger_kills import ledger_killed


async def test_a_killed_follower(cluster_folder: Path) -> None:
    """All events have one entry each, and every head that was ever signed is that of the last tree's first entries."""
    outcome = await ledger_killed(cluster_folder.parent, kills=2)
    assert outcome.acknowledged > 0
    assert outcome.lost == 0
