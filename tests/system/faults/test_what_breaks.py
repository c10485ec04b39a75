"""Whatever breaks in the middle of load, nothing that was acknowledged is lost and nothing is recorded in part."""

from pathlib import Path

import pytest

from tests.system.faults.scenarios import SCENARIOS
from tests.system.faults.small_disk import CannotMount


@pytest.mark.parametrize("name", SCENARIOS)
async def test_nothing_that_was_acknowledged_is_lost(name: str, database_folder: Path) -> None:
    """The record has every change that was answered 200, whole, and the service goes on without a hand."""
    try:
        outcome = await SCENARIOS[name](database_folder)
    except CannotMount as reason:
        pytest.skip(f"a small disk cannot be mounted here: {reason}")
    assert outcome.acknowledged > 0
    assert outcome.tried >= outcome.acknowledged
    assert outcome.lost == 0
