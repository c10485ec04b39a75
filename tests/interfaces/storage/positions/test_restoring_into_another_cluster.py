"""A dump that is restored into another cluster: numbers of transactions begin low there, and positions go on rising."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest

from application.ports.event_store import Append, StoreUnavailable
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.embedded.programs import installation
from interfaces.storage.postgres.embedded.server import embedded_postgres
from interfaces.storage.postgres.schema.migrations import (
    DatabaseRestored,
    migrate,
    require_current_schema,
)
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.audit.reading import everything, index
from tests.interfaces.storage.examples import AT

_EPOCHS = "SELECT count(*) FROM tillroll.epochs"
_POSITIONS = "SELECT notification_id FROM tillroll.checkout_events ORDER BY notification_id"


def _restore(source: str, target: str) -> None:
    """Dump one database and restore it into another one."""
    programs = installation() / "bin"
    environment = {"PATH": os.environ["PATH"]}
    dump = subprocess.run(
        [programs / "pg_dump", "--schema=tillroll", source],
        check=True,
        capture_output=True,
        env=environment,
    ).stdout
    subprocess.run(
        [programs / "psql", "--quiet", "--set=ON_ERROR_STOP=1", target],
        check=True,
        capture_output=True,
        input=dump,
        env=environment,
    )


def _rows(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


async def test_positions_go_on_rising_after_a_restore(
    migrated_url: str, cluster_folder: Path
) -> None:
    """An epoch begins with the start of a server. Until then commands and appends are refused."""
    store(migrated_url, one_history("old", 1, 3))
    index(migrated_url)
    store(migrated_url, one_history("old", 4, 5))
    with embedded_postgres(cluster_folder) as restored:
        _restore(migrated_url, restored)
        with pytest.raises(DatabaseRestored, match="tillroll serve"):
            require_current_schema(restored)
        async with PostgresStorage(restored) as storage:
            with pytest.raises(StoreUnavailable):
                await storage.events.append(Append(one_history("old", 6, 6)))
        before = _rows(restored, _POSITIONS)
        migrate(restored)
        migrate(restored)
        assert _rows(restored, _EPOCHS) == [(2,)]
        async with PostgresStorage(restored) as storage:
            await storage.events.append(Append(one_history("old", 6, 7)))
        after = _rows(restored, _POSITIONS)
        assert after[:5] == before
        assert len(after) == 7
        assert index(restored) == 4
        async with PostgresAuditLog(restored, clock=lambda: AT, projects=False) as log:
            found = [(each.position, each.version) for each in await everything(log)]
        assert found == [(n, n) for n in range(1, 8)]


def test_a_cluster_of_its_own_begins_no_epoch(migrated_url: str) -> None:
    """A start where the database has always been changes nothing."""
    before = _rows(migrated_url, "SELECT * FROM tillroll.epochs")
    migrate(migrated_url)
    require_current_schema(migrated_url)
    assert _rows(migrated_url, "SELECT * FROM tillroll.epochs") == before
