"""Changes and reads go to the primary, whichever server that is."""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from application.ports.event_store import Append, StoreUnavailable
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.ledger.setup import LedgerFollowing
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.examples import ID
from tests.interfaces.storage.ledger.following import make_setup
from tests.interfaces.storage.replication.servers import Pair, Server, running_pair
from tests.master_key import MASTER_KEYS

PATIENCE = Timeouts(lock=1.0, statement=1.5, connect=2, silence=2.0, answer=6.0)
_HEADS = "SELECT max(size) FROM tillroll.ledger_heads WHERE ledger = 'events'"


@pytest.fixture
def pair() -> Iterator[Pair]:
    # Another run of pytest closes the folder above `tmp_path` to the account of the servers.
    with tempfile.TemporaryDirectory() as folder, running_pair(Path(folder)) as pair:
        yield pair


async def test_everything_finds_the_next_primary(
    pair: Pair, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """A primary that is demoted without its connections being cut is left by all that writes, reads and follows.

    Until there is another one, they fail, and log that once each. The URL names the standby first.
    """
    setup = make_setup(tmp_path_factory.mktemp("ledger"))
    following = LedgerFollowing(setup=setup, open_master_keys=lambda: MASTER_KEYS)
    async with (
        PostgresStorage(pair.url, patience=PATIENCE) as storage,
        PostgresAuditLog(pair.url, clock=now, ledger=following, patience=PATIENCE) as log,
    ):
        await storage.events.append(Append(one_history(ID, 1, 1)))
        assert await log.wait_for(ID, 1, seconds=20)
        await storage.deadlines.settle("other", now())
        await asyncio.to_thread(_wait_until_logged, pair.primary, 1)
        await asyncio.to_thread(_wait_until_replayed, pair)
        pair.primary.set("default_transaction_read_only", "on")
        with pytest.raises(StoreUnavailable):
            await storage.events.append(Append(one_history(ID, 2, 2)))
        with pytest.raises(StoreUnavailable):
            await storage.deadlines.due(now(), 1)
        with pytest.raises(StoreUnavailable):
            await storage.events.events(ID)
        with pytest.raises(StoreUnavailable):
            await log.status()
        with pytest.raises(psycopg.OperationalError):
            migrate(pair.primary.url)
        pair.standby.promote()
        await storage.events.append(Append(one_history(ID, 2, 2)))
        assert await log.wait_for(ID, 2, seconds=20)
        assert len(await storage.events.events(ID)) == 2
        await storage.deadlines.settle("other", None)
        await asyncio.to_thread(_wait_until_logged, pair.standby, 2)
    assert (_recorded(pair.primary), _recorded(pair.standby)) == (1, 2)
    lines = Counter(record.getMessage().partition(":")[0] for record in caplog.records)
    assert set(lines) >= {"the audit trail", "followers of the audit log"}
    assert max(lines.values()) <= 2


def _wait_until_logged(server: Server, events: int) -> None:
    """Wait until the ledger of the server has a signed head of so many events."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        while connection.execute(_HEADS).fetchone() != (events,):
            time.sleep(0.05)  # nothing announces a head


def _wait_until_replayed(pair: Pair) -> None:
    while _recorded(pair.standby) < _recorded(pair.primary):
        time.sleep(0.02)  # the standby announces no replay


def _recorded(server: Server) -> int:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT count(*) FROM tillroll.checkout_events").fetchone()
    return 0 if row is None else int(row[0])
