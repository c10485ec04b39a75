"""How pytest-xdist gives tests to its processes: what shares a fixture goes together, what waits goes first."""

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

# The tests of such a folder share a fixture that takes many seconds.
_TOGETHER = (
    "tests/interfaces/storage/replication/reading/",
    "tests/system/access/",
    "tests/system/console/",
    "tests/system/ledger/",
    "tests/system/persons/",
)
# By the time that a file takes, from 6 seconds to one. What starts last runs alone, so that has to be short.
_SLOW = (
    "tests/system/",
    "tests/structure/",
    "tests/interfaces/cli/",
    "tests/interfaces/storage/",
    "tests/interfaces/telemetry/",
    "tests/interfaces/api/",
    "tests/interfaces/webhooks/",
)


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
    """Sort groups: by how slow their folders are, then those with the most tests first. The order in a group stays."""
    sizes: dict[str, int] = {}
    for item in items:
        group = group_of(item.nodeid)
        sizes[group] = sizes.get(group, 0) + 1
    ranks = {group: (_slowness(group), -size, group) for group, size in sizes.items()}
    items.sort(key=lambda item: ranks[group_of(item.nodeid)])


def _slowness(group: str) -> int:
    """Return the place of the group's folder among those of slow tests, and of a fast one the last."""
    places = (place for place, folder in enumerate(_SLOW) if group.startswith(folder))
    return next(places, len(_SLOW))
