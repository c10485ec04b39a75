"""How pytest-xdist gives tests to its processes: what shares a fixture goes together, what waits goes first."""

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

# The tests of such a folder share a fixture of the session that takes many seconds.
_TOGETHER = (
    "tests/system/access/",
    "tests/system/ledger/",
    "tests/system/persons/",
)
# Tests with processes, kills and browsers. One that starts last would run alone.
_FIRST = "tests/system/"


class Distribution(LoadScopeScheduling):  # type: ignore[misc]  # the library has no types
    """Gives a process one file after another, and some folders as a whole."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        # In the order of `sort_for_distribution`, not by the number of tests alone.
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """Return the file of a test, or the folder whose tests go together."""
    for folder in _TOGETHER:
        if nodeid.startswith(folder):
            return folder
    return nodeid.partition("::")[0]


def sort_for_distribution(items: list[pytest.Item]) -> None:
    """Sort groups: first those with processes, then those with the most tests. The order in a group stays."""
    sizes: dict[str, int] = {}
    for item in items:
        group = group_of(item.nodeid)
        sizes[group] = sizes.get(group, 0) + 1

    def rank(item: pytest.Item) -> tuple[bool, int, str]:
        group = group_of(item.nodeid)
        return not group.startswith(_FIRST), -sizes[group], group

    items.sort(key=rank)
