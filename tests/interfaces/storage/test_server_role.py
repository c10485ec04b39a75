"""The server's database role can append to the history, and cannot change or delete from it."""

import asyncio
from pathlib import Path

import psycopg
import pytest

from application.ports.event_store import Append
from application.ports.key_vault import DataKeyId
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.rebuild import rebuild
from interfaces.storage.postgres.embedded.server import as_server, embedded_postgres
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.schema.server_role import (
    APPEND_ONLY,
    SERVER_ROLE,
    prepare_for_server,
)
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.dispute import ID, record
from tests.interfaces.storage.examples import AT, changes
from tests.master_key import MASTER_KEYS

_CHANGES = {
    "checkout_events": "UPDATE tillroll.checkout_events SET topic = 'x'",
    "refusals": "UPDATE tillroll.refusals SET reason = 'x'",
    "logged_refusals": "UPDATE tillroll.logged_refusals SET number = 9",
    "reads": "UPDATE tillroll.reads SET asked = 'x'",
    "destroyed_keys": "UPDATE tillroll.destroyed_keys SET destroyed_at = now()",
    "ledger_time_stamps": "UPDATE tillroll.ledger_time_stamps SET time = now()",
    "ledger_audits": "UPDATE tillroll.ledger_audits SET differences = 0",
    "check_outcomes": "UPDATE tillroll.check_outcomes SET differences = 0",
}
_STATEMENTS = [
    statement
    for table, update in _CHANGES.items()
    for statement in (update, f"DELETE FROM tillroll.{table}", f"TRUNCATE tillroll.{table}")
]


def test_the_server_cannot_change_recorded_data(cluster_folder: Path) -> None:
    """PostgreSQL refuses the role DDL, and UPDATE, DELETE and TRUNCATE on events, refusals and access log."""
    assert set(_CHANGES) == set(APPEND_ONLY)
    with embedded_postgres(cluster_folder) as owner:
        prepare_for_server(owner)
        with psycopg.connect(as_server(owner), autocommit=True) as connection:
            for statement in [
                *_STATEMENTS,
                "DROP TABLE tillroll.reads",
                "ALTER TABLE tillroll.checkout_events DISABLE TRIGGER ALL",
                "SET ROLE postgres",
                "SELECT tillroll.begin_epoch()",
                "UPDATE tillroll.epochs SET base = 0",
                "DELETE FROM tillroll.migrations",
            ]:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement.encode())
            row = connection.execute(
                "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            assert row == (SERVER_ROLE, False, False, False, False)
            owners = connection.execute(
                "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'tillroll'"
            ).fetchall()
            assert owners == [("postgres",)]


async def test_an_older_folder_gets_the_role_and_keeps_its_events(cluster_folder: Path) -> None:
    """Data that only the superuser has used is read and continued by the server's role."""
    folder = cluster_folder
    with embedded_postgres(folder) as owner:
        migrate(owner)
        async with PostgresStorage(owner, master_keys=MASTER_KEYS) as storage:
            await record(storage)
            before = await storage.events.events(ID)
    with embedded_postgres(folder) as owner:
        prepare_for_server(owner)
        prepare_for_server(owner)
        async with PostgresStorage(as_server(owner), master_keys=MASTER_KEYS) as storage:
            assert await storage.events.events(ID) == before
            await storage.events.append(Append(changes("another", 1, 2)))


async def test_a_rebuilt_audit_log_stays_writable_by_the_server(cluster_folder: Path) -> None:
    """After the owner rebuilds the audit log, the server's role writes to it and destroys keys as before."""
    with embedded_postgres(cluster_folder) as owner:
        prepare_for_server(owner)
        url = as_server(owner)
        async with (
            PostgresStorage(url, master_keys=MASTER_KEYS) as storage,
            PostgresAuditLog(url, clock=now),
        ):
            await record(storage)
            await asyncio.to_thread(rebuild, owner, lambda done, total: None)
            name = DataKeyId(checkout_id="c", data_class="merchant-data")
            (sealed,) = await storage.vault.seal(name, ["text"], destroy_after=AT)
            await storage.vault.destroy(name, AT)
            assert await storage.vault.open(name, [sealed]) == [None]
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT count(*) > 0 FROM tillroll.trail").fetchone()
            assert row == (True,)
            connection.execute("UPDATE tillroll.trail_tracking SET notification_id = 1")
            connection.execute("DELETE FROM tillroll.trail")
            connection.execute("DELETE FROM tillroll.trail_zones")
            connection.execute("DELETE FROM tillroll.trail_words")
