"""`python -m tests.measure.bench.ledger_size`: a ledger of a million events, logged and audited.

Events are inserted as the writer would have inserted them, as many checkouts being changed in turns as
CHECKOUTS_AT_ONE_TIME says. The follower logs them in steps of STEP events, which is a second under load.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import typer

from application.ledger.audits.findings import AuditReport
from application.ledger.audits.service import LedgerAudit
from application.ledger.signing import verify_ed25519
from domain.events import CheckoutEvent
from interfaces.runtime.clock_and_ids import now
from interfaces.storage.postgres.ledger.follower import LedgerFollower
from interfaces.storage.postgres.ledger.head_signing import HeadClock, HeadSigner
from interfaces.storage.postgres.ledger.kinds import EVENTS
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.projections.datastore import ProjectionDatastore
from interfaces.storage.postgres.projections.event_table import SCHEMA
from interfaces.storage.postgres.projections.throttle import no_throttle
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.signing_key_file import create_signing_key, read_signing_key
from tests.master_key import MASTER_KEYS
from tests.measure.bench.machine import machine
from tests.measure.bench.recorded_histories import EVENTS_PER_CHECKOUT, history, insert_events
from tests.measure.bench.services import fresh_database, postgres

ORIGIN = "bench.tillroll.example"
CHECKOUTS_AT_ONE_TIME = 1_000
STEP = 1_500
_SIZES = """
SELECT sum(pg_total_relation_size(name::regclass))::bigint, (SELECT count(*) FROM tillroll.data_keys)
FROM unnest(ARRAY['tillroll.ledger_bundles', 'tillroll.ledger_tiles', 'tillroll.ledger_heads']) AS tables (name)
"""


def main() -> int:
    """Inserts events, logs them and audits the ledger; prints what each took."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.measure.bench.ledger_size", description=__doc__
    )
    parser.add_argument("--events", type=int, default=1_000_000)
    size: int = parser.parse_args().events
    with postgres() as url, fresh_database(url) as database, tempfile.TemporaryDirectory() as keys:
        migrate(database)
        for name, value in machine(url).items():
            typer.echo(f"{name}: {value}")
        insert_events(database, _in_turns(size))
        setup = LedgerSetup(
            origin=ORIGIN, key_files=(Path(keys, "ledger.key"),), heads_folder=Path(keys)
        )
        create_signing_key(setup.key_files[0])
        with _timed("logged", size, database), _follower(database, setup) as follower:
            while follower.step():
                pass
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            octets, data_keys = connection.execute(_SIZES).fetchone() or (0, 0)
        typer.echo(f"{octets / size:.1f} bytes an event in bundles, tiles and heads")
        typer.echo(f"{data_keys:,} keys of checkouts")
        with _timed("audited", size, database):
            report = asyncio.run(_audit(database, setup))
        typer.echo(f"{report.size:,} entries, first difference: {report.event}")
    return 0 if report.size == size and report.event is None and not report.tree else 1


def _in_turns(size: int) -> Iterator[CheckoutEvent]:
    """Yield the events of groups of checkouts, one of each in turn."""
    per_group = CHECKOUTS_AT_ONE_TIME * EVENTS_PER_CHECKOUT
    for group in range(-(-size // per_group)):
        first = group * CHECKOUTS_AT_ONE_TIME
        last = min(first + CHECKOUTS_AT_ONE_TIME, size // EVENTS_PER_CHECKOUT)
        for events in zip(*map(history, range(first, last)), strict=True):
            yield from events


@contextmanager
def _follower(database: str, setup: LedgerSetup) -> Iterator[LedgerFollower]:
    with ProjectionDatastore(database, schema=SCHEMA) as datastore:
        clock = HeadClock(now=now, monotonic=time.monotonic)
        signer = HeadSigner(datastore, EVENTS.name, setup, clock)
        yield LedgerFollower(datastore, MASTER_KEYS, signer, throttle=no_throttle, batch=STEP)


async def _audit(database: str, setup: LedgerSetup) -> AuditReport:
    key = read_signing_key(setup.key_files[0], ORIGIN).verifier_key
    async with PostgresStorage(
        database, master_keys=MASTER_KEYS, ledger_origin=ORIGIN, clock=now
    ) as storage:
        audit = LedgerAudit(ledger=storage.ledger, keys=[key], check=verify_ed25519)
        return await audit.run(None, lambda _done, _all: None)


@contextmanager
def _timed(what: str, events: int, database: str) -> Iterator[None]:
    """Print the minutes and the CPU of this process and of PostgreSQL, which serves nothing else."""
    began, own, server = time.perf_counter(), time.process_time(), _postgres_seconds(database)
    yield
    took = time.perf_counter() - began
    own, server = time.process_time() - own, _postgres_seconds(database) - server
    typer.echo(
        f"{what} {events:,} events in {took / 60:.1f} minutes; CPU of an event: {own / events * 1e6:.1f} µs,"
        f" and {server / events * 1e6:.1f} µs of PostgreSQL"
    )


def _postgres_seconds(database: str) -> float:
    """Return the CPU of all processes of PostgreSQL, those that have ended included."""
    with psycopg.connect(database) as connection:
        server = psutil.Process(connection.info.backend_pid).parent()
        processes = [] if server is None else [server, *server.children()]
        times = [process.cpu_times() for process in processes]
    own = sum(each.user + each.system for each in times)
    return own + (times[0].children_user + times[0].children_system if times else 0.0)


if __name__ == "__main__":
    sys.exit(main())
