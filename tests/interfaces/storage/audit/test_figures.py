"""The figures equal a count over the events, after the projection and after a rebuild."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import psycopg

from application.ports.event_store import Append
from application.ports.operations.figures import EventCount, FigureFilter
from domain.events import CheckoutEvent, Completed
from interfaces.storage.memory.figures import InMemoryFigureLog
from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.schema.migrations import known_migrations
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import MERCHANTS, RandomHistory, store
from tests.interfaces.storage.audit.reading import index

_ALWAYS = FigureFilter(
    merchants=None,
    since=datetime(2000, 1, 1, tzinfo=UTC),
    until=datetime(2100, 1, 1, tzinfo=UTC),
)


def no_progress(done: int, total: int) -> None: ...


async def test_the_figures_equal_a_count_over_the_events(migrated_url: str) -> None:
    """Each hour has the number of its events by type, and the seconds of its completed checkouts."""
    events = RandomHistory(7).events(600)
    assert any(isinstance(event, Completed) for event in events)
    store(migrated_url, events)
    index(migrated_url)
    async with PostgresStorage(migrated_url) as storage:
        assert await storage.figures.events(_ALWAYS) == counted(events)
        rebuilt = await asyncio.to_thread(rebuild, migrated_url, no_progress)
        assert rebuilt.differing == 0
        assert await storage.figures.events(_ALWAYS) == counted(events)


async def test_both_figure_logs_count_the_same(migrated_url: str) -> None:
    """PostgreSQL and the stores in memory return equal counts for each merchant, dialect and time."""
    events = RandomHistory(8).events(300)
    store(migrated_url, events)
    index(migrated_url)
    memory = InMemoryStorage()
    for event in events:
        await memory.events.append(Append([event]))
    figures = InMemoryFigureLog(memory.events, memory.refusals)
    hour = events[150].timestamp.replace(minute=0, second=0, microsecond=0)
    async with PostgresStorage(migrated_url) as storage:
        for wanted in (
            _ALWAYS,
            replace(_ALWAYS, merchants=MERCHANTS[:1]),
            replace(_ALWAYS, merchants=()),
            replace(_ALWAYS, merchant=MERCHANTS[1]),
            replace(_ALWAYS, dialect="walley"),
            replace(_ALWAYS, dialect="\0"),
            replace(_ALWAYS, since=hour),
            replace(_ALWAYS, until=hour),
        ):
            assert list(await storage.figures.events(wanted)) == list(await figures.events(wanted))


def test_a_rebuild_reports_and_restores_changed_figures(migrated_url: str) -> None:
    """A figure that was changed counts as a difference, and the rebuild counts it again."""
    store(migrated_url, RandomHistory(9).events(100))
    index(migrated_url)
    with psycopg.connect(migrated_url) as connection:
        connection.execute("UPDATE tillroll.figures SET count = count + 1")
        (rows,) = connection.execute("SELECT count(*) FROM tillroll.figures").fetchone() or (0,)
    assert rows > 0
    assert rebuild(migrated_url, no_progress).differing == rows
    assert rebuild(migrated_url, no_progress).differing == 0


async def test_figures_of_earlier_versions_are_incomplete_until_a_rebuild(
    migrated_url: str,
) -> None:
    """The log says so as long as the comment of step 62 is there. A rebuild removes it and reports no difference."""
    events = RandomHistory(10).events(100)
    store(migrated_url, events)
    index(migrated_url)
    with psycopg.connect(migrated_url) as connection:
        connection.execute("DROP TABLE tillroll.figures")
        connection.execute("DROP FUNCTION tillroll.create_figures")
        connection.execute(_step())
    async with PostgresStorage(migrated_url) as storage:
        assert await storage.figures.lacks_earlier_events()
        assert (await asyncio.to_thread(rebuild, migrated_url, no_progress)).differing == 0
        assert not await storage.figures.lacks_earlier_events()
        assert await storage.figures.events(_ALWAYS) == counted(events)


def counted(events: list[CheckoutEvent]) -> list[EventCount]:
    """Count the events one by one."""
    counts: Counter[tuple[datetime, str]] = Counter()
    seconds: Counter[tuple[datetime, str]] = Counter()
    opened: dict[str, datetime] = {}
    for event in events:
        opened.setdefault(event.originator_id, event.timestamp)
        key = (event.timestamp.replace(minute=0, second=0, microsecond=0), event.TOPIC)
        counts[key] += 1
        if isinstance(event, Completed):
            seconds[key] += (event.timestamp - opened[event.originator_id]) // timedelta(
                microseconds=1
            )
    return [
        EventCount(
            hour=key[0], topic=key[1], count=count, seconds=Decimal(seconds[key]) / 1_000_000
        )
        for key, count in sorted(counts.items())
    ]


def _step() -> bytes:
    (step,) = (each.sql for each in known_migrations() if each.number == 62)
    return step
