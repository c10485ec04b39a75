"""When `tillroll seal-history` does not run, and when it stops."""

from contextlib import ExitStack, closing
from socket import socketpair

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from interfaces.storage.postgres.projections.leadership import Leadership
from interfaces.storage.postgres.sealing import events
from interfaces.storage.postgres.sealing.sole_use import SoleUse
from tests.interfaces.cli.conftest import Tillroll, run_sql
from tests.interfaces.cli.sealing.old_history import BOUGHT, storage_of, stored_events


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("ledger_heads", "('events', 'shop.example', 1, '', now(), false, '')"),
        ("ledger_bundles", "('events', 0, 0, 1, 1, '')"),
    ],
)
def test_a_ledger_with_entries_fixes_the_history(
    tillroll: Tillroll, old: str, table: str, row: str
) -> None:
    """With an entry in the ledger nothing is sealed. An empty ledger does not matter."""
    run_sql(old, f"INSERT INTO tillroll.{table} VALUES {row}")
    before = stored_events(old)
    result = tillroll("seal-history", database=old)
    assert result.exit_code == 69
    assert "The ledger of this database has entries." in result.stderr
    assert stored_events(old) == before
    run_sql(old, f"TRUNCATE tillroll.{table}")
    assert tillroll("seal-history", database=old).exit_code == 0


async def test_no_server_may_be_connected(tillroll: Tillroll, old: str) -> None:
    """A server keeps clear states in memory, so the command asks to stop it and changes nothing."""
    before = stored_events(old)
    async with storage_of(old):
        result = tillroll("seal-history", database=old)
    assert result.exit_code == 69
    assert "Another tillroll is connected to this database." in result.stderr
    assert stored_events(old) == before


def test_a_server_is_noticed_under_any_name(tillroll: Tillroll, old: str) -> None:
    """A URL may name the sessions of a server. The leader of its projections is known by its lock."""
    ours, theirs = socketpair()
    with (
        ours,
        theirs,
        closing(Leadership(make_conninfo(old, application_name="shop"), ours, 1)) as leader,
    ):
        assert leader.take()
        result = tillroll("seal-history", database=old)
    assert result.exit_code == 69
    assert "Another tillroll is connected to this database." in result.stderr


def test_a_server_that_starts_meanwhile_stops_the_command(
    tillroll: Tillroll, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each transaction looks for a server again. The next run without one continues."""
    before = stored_events(old)
    with ExitStack() as servers:

        def connect(_: SoleUse) -> None:
            servers.enter_context(psycopg.connect(old, application_name="tillroll"))

        with monkeypatch.context() as patched:
            patched.setattr(SoleUse, "begin", connect)
            result = tillroll("seal-history", database=old)
        assert result.exit_code == 69
        assert "Another tillroll is connected to this database." in result.stderr
        assert stored_events(old) == before
    assert tillroll("seal-history", database=old).exit_code == 0


def test_a_history_that_would_change_is_rolled_back(
    tillroll: Tillroll, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a replay of the sealed history differs, nothing of it is kept, and the message names the version."""
    before = stored_events(old)
    monkeypatch.setattr(events, "seal_with", lambda key: lambda name, text: key.seal(name, "x"))
    result = tillroll("seal-history", database=old)
    assert result.exit_code == 1
    assert f"Version 3 of checkout {BOUGHT} would not be the same" in result.stderr
    assert stored_events(old) == before


def test_a_damaged_history_stops_the_command(tillroll: Tillroll, old: str) -> None:
    """A history that cannot be replayed cannot be compared, so it is not sealed."""
    run_sql(
        old,
        "DELETE FROM tillroll.checkout_events WHERE originator_id = %s AND originator_version = 2",
        BOUGHT,
    )
    before = stored_events(old)
    result = tillroll("seal-history", database=old)
    assert result.exit_code == 1
    assert f"Checkout {BOUGHT} cannot be replayed" in result.stderr
    assert stored_events(old) == before
