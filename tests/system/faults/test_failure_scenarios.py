"""After each failure under load, every acknowledged change is recorded, and no change is recorded in part."""

from pathlib import Path

import pytest

from tests.system.faults.scenarios import SCENARIOS
from tests.system.faults.small_disk import CannotMount


@pytest.mark.parametrize("name", SCENARIOS)
async def test_no_acknowledged_change_is_lost(name: str, cluster_folder: Path) -> None:
    """Every change with the response 200 is recorded completely, and the service recovers without intervention."""
    try:
        outcome = await SCENARIOS[name](cluster_folder.parent)
    except CannotMount as reason:
        pytest.skip(f"a small disk cannot be mounted here: {reason}")
    assert outcome.acknowledged > 0
    assert outcome.tried >= outcome.acknowledged
    assert outcome.lost == 0
