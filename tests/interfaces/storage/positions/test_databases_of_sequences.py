"""A database whose positions were drawn from a sequence is carried over, and servers of before are refused."""

from typing import Any

import psycopg
import pytest

from application.ports.audit_log import AuditEntry
from application.ports.event_store import Append
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.audit.rows import changes_of
from interfaces.storage.postgres.audit.search_terms import MARKS
from interfaces.storage.postgres.events.request_ids import request_id_of
from interfaces.storage.postgres.schema import migrations
from interfaces.storage.postgres.schema.epochs import FIRST_STEP
from interfaces.storage.postgres.schema.migrations import known_migrations, migrate
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import RandomHistory, one_history, store_from
from tests.interfaces.storage.audit.reading import everything, index
from tests.interfaces.storage.audit.tables import table
from tests.interfaces.storage.examples import AT

_OLD_EVENTS = 40
_LAST_OLD_POSITION = 47
_COPIED = ("checkout_events", "trail", "trail_zones", "trail_words", "figures")
_OLD_APPEND = """
SELECT * FROM tillroll.append_events('{a}', '{1}', '{t}', '{s}', '{1}', '{}', '{}', '{}', '{}', '{}')
"""
_OLD_STEP = """
INSERT INTO tillroll.trail_tracking VALUES ('checkout_events', 48)
ON CONFLICT (application_name) DO UPDATE SET notification_id = 48
"""
_COLUMNS_BEFORE = (
    *(
        "position",
        "version",
        "at",
        "checkout_id",
        "topic",
        "merchant",
        "actor",
        "dialect",
        "operation",
    ),
    *(
        "request_id",
        "address",
        "user_agent",
        "idempotency_key",
        "reference",
        "stage",
        "currency",
        "total",
    ),
    *("changes", "marks", "peer"),
)
_OLD_TRACKING = """
INSERT INTO tillroll.trail_tracking VALUES ('checkout_events', 47);
INSERT INTO tillroll.deliveries_tracking VALUES ('checkout_events', 47);
INSERT INTO tillroll.ledger_state VALUES ('events', 40, 47);
SELECT setval('tillroll.checkout_events_notification_id_seq', 47)
"""


def _no_progress(done: int, total: int) -> None: ...


@pytest.fixture
def old_url(fresh_database_url: str, migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of the steps before, with 40 indexed events up to position 47, some positions left out."""
    earlier = [step for step in known_migrations() if step.number < FIRST_STEP]
    with monkeypatch.context() as before:
        before.setattr(migrations, "known_migrations", lambda: earlier)
        migrate(fresh_database_url)
    history = RandomHistory(41)
    store_from(migrated_url, 0, history.events(_OLD_EVENTS // 2))
    store_from(migrated_url, 27, history.events(_OLD_EVENTS // 2))
    index(migrated_url)
    with psycopg.connect(migrated_url) as made, psycopg.connect(fresh_database_url) as old:
        for name in _COPIED:
            if name == "trail":
                _copy_trail(made, old)
                continue
            with (
                made.cursor().copy(f"COPY tillroll.{name} TO STDOUT".encode()) as source,
                old.cursor().copy(f"COPY tillroll.{name} FROM STDIN".encode()) as target,
            ):
                for data in source:
                    target.write(data)
        old.execute(_OLD_TRACKING)
    return fresh_database_url


def _copy_trail(made: psycopg.Connection, old: psycopg.Connection) -> None:
    """Copy the rows of the audit log as they were then."""
    insert = (
        f"INSERT INTO tillroll.trail VALUES ({', '.join(['%s'] * len(_COLUMNS_BEFORE))})".encode()
    )
    for row in _as_before(made):
        old.execute(insert, row)


def _as_before(connection: psycopg.Connection) -> list[tuple[Any, ...]]:
    """Return the rows of today's audit log in the columns of before, with search terms, and changes as JSON."""
    names = [MARKS if name == "marks" else name for name in _COLUMNS_BEFORE]
    query = f"SELECT {', '.join(names)} FROM tillroll.trail ORDER BY position".encode()
    read = {"changes": changes_of, "request_id": request_id_of}
    return [
        tuple(
            read[name](value) if name in read else value
            for name, value in zip(_COLUMNS_BEFORE, row, strict=True)
        )
        for row in connection.execute(query)
    ]


def _upgraded(url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return _as_before(connection)


async def _entries(url: str) -> list[AuditEntry]:
    async with PostgresAuditLog(url, clock=lambda: AT, projects=False) as log:
        return await everything(log)


async def test_it_is_read_unchanged_and_goes_on(old_url: str) -> None:
    """Events and rows of the log stay as they are. New events follow, and the log counts on from its last position."""
    before = table(old_url)
    migrate(old_url)
    assert _upgraded(old_url) == before
    assert index(old_url) == 0
    async with PostgresStorage(old_url) as storage:
        await storage.events.append(Append(one_history("new", 1, 3)))
    assert index(old_url) == 3
    assert _upgraded(old_url)[:_OLD_EVENTS] == before
    last = _LAST_OLD_POSITION
    assert [each.position for each in (await _entries(old_url))[_OLD_EVENTS:]] == [
        last + 1,
        last + 2,
        last + 3,
    ]


async def test_a_rebuild_numbers_the_same(old_url: str) -> None:
    """No row of old and new events differs, and the gaps of the old positions stay."""
    migrate(old_url)
    async with PostgresStorage(old_url) as storage:
        await storage.events.append(Append(one_history("new", 1, 3)))
    index(old_url)
    entries = await _entries(old_url)
    rebuilt = rebuild(old_url, _no_progress)
    assert (rebuilt.compared, rebuilt.differing) == (_OLD_EVENTS + 3, 0)
    assert await _entries(old_url) == entries


async def test_the_ledger_goes_on_after_the_last_logged_event(old_url: str) -> None:
    """Its position is the same under another name."""
    migrate(old_url)
    with psycopg.connect(old_url) as connection:
        states = connection.execute(
            "SELECT size, last_position FROM tillroll.ledger_state"
        ).fetchall()
    assert states == [(_OLD_EVENTS, _LAST_OLD_POSITION)]


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        (_OLD_APPEND, psycopg.errors.ObjectNotInPrerequisiteState),
        (_OLD_STEP, psycopg.errors.CheckViolation),
        (
            "INSERT INTO tillroll.deliveries_tracking VALUES ('checkout_events', 48)",
            psycopg.errors.CheckViolation,
        ),
        (
            "SELECT size, position, problem FROM tillroll.ledger_state",
            psycopg.errors.UndefinedColumn,
        ),
        (
            "INSERT INTO tillroll.checkout_events VALUES ('a', 1, 't', 's')",
            psycopg.errors.NotNullViolation,
        ),
    ],
)
def test_what_a_server_of_before_does_is_refused(
    old_url: str, statement: str, error: type[psycopg.Error]
) -> None:
    """Its appends, projections and followers fail, so it cannot mix its positions with those of a later server."""
    migrate(old_url)
    with psycopg.connect(old_url) as connection, pytest.raises(error):
        connection.execute(statement.encode())
