"""Refused commands are counted by hour and reason, in PostgreSQL as in memory."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from application.ports.operations.figures import FigureFilter, RefusalCount
from interfaces.storage.memory.figures import InMemoryFigureLog
from interfaces.storage.memory.storage import InMemoryStorage
from tests.interfaces.storage.conftest import Storage
from tests.interfaces.storage.test_searching_refusals import record

ALWAYS = FigureFilter(
    merchants=None,
    since=datetime(2000, 1, 1, tzinfo=UTC),
    until=datetime(2100, 1, 1, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (ALWAYS, [0, 1, 2, 3, 4, 5, 6, 7]),
        (replace(ALWAYS, merchants=("other-shop",)), [2]),
        (replace(ALWAYS, merchants=()), []),
        (replace(ALWAYS, merchant="demo-shop"), [0, 1, 3, 4, 5, 6, 7]),
        (replace(ALWAYS, dialect="walley"), [0, 1, 2, 3, 4, 6, 7]),
        (replace(ALWAYS, dialect="svea"), [5]),
        (replace(ALWAYS, merchant="a\0"), []),
    ],
)
async def test_refusals_are_counted_by_hour_and_reason(
    storage: Storage, wanted: FigureFilter, numbers: list[int]
) -> None:
    """Each refused command counts in its hour, for the merchants and the API of the filter."""
    refused = await record(storage)
    log = (
        InMemoryFigureLog(storage.events, storage.refusals)
        if isinstance(storage, InMemoryStorage)
        else storage.figures
    )
    counts = Counter(
        (refused[n].at.replace(minute=0, second=0, microsecond=0), refused[n].reason)
        for n in numbers
    )
    expected = [
        RefusalCount(hour=hour, reason=reason, count=count)
        for (hour, reason), count in sorted(counts.items())
    ]
    assert list(await log.refusals(wanted)) == expected
