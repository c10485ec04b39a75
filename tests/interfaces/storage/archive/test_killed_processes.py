"""A process that archives is killed with SIGKILL, at each place where that could lose or double events."""

from pathlib import Path

from tests.interfaces.storage.archive.kills import kill_at_each_place


def test_killed_at_each_place(prepared_url: str, tmp_path: Path) -> None:
    """After each kill every history is whole and none of its events is read twice, and the last run completes."""
    kill_at_each_place(prepared_url, str(tmp_path), {})
