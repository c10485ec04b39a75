"""`make bench-history`: the time of audit log queries, and its independence of the number of events.

Events are inserted as the writer would have inserted them, and indexed by the projection itself. The queries use the
port of the history API, one at a time, on an otherwise idle machine.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import chain
from pathlib import Path

import psycopg
import typer

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.history.inquiries import Inquiries, Subject
from application.ports.audit_log import AuditFilter
from interfaces.runtime.clock_and_ids import now
from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.storage.postgres.audit.audit_log import PostgresAuditLog
from interfaces.storage.postgres.audit.spec import audit_spec
from interfaces.storage.postgres.projections.throttle import standalone_pace
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage
from tests.master_key import MASTER_KEYS
from tests.measure.bench.machine import machine
from tests.measure.bench.recorded_histories import (
    EVENTS_PER_CHECKOUT,
    START,
    history,
    insert_events,
)
from tests.measure.bench.services import fresh_database, postgres

SIZES = (10_000, 100_000, 1_000_000)
QUERIES = 60


@dataclass(frozen=True)
class Timed:
    """One query at one size. Times are in milliseconds."""

    question: str
    events: int
    p50: float
    p95: float


def main() -> int:
    """Loads more and more events, and sends the same queries."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.measure.bench.trail", description=__doc__
    )
    parser.add_argument("--events", type=int, action="append", help="a size; may be repeated")
    parser.add_argument("--output", type=Path, default=Path("var/bench/history.json"))
    given = parser.parse_args()
    sizes = sorted(given.events or SIZES)
    results: list[Timed] = []
    with postgres() as url, fresh_database(url) as database:
        migrate(database)
        about = machine(url)
        typer.echo("\n".join(f"{name}: {value}" for name, value in about.items()))
        for size in sizes:
            _load(database, size)
            results += asyncio.run(_query_all(database, size))
    _print(results, sizes)
    given.output.parent.mkdir(parents=True, exist_ok=True)
    rows = [vars(result) for result in results]
    given.output.write_text(json.dumps({"machine": about, "questions": rows}, indent=1))
    return 0


# Loading


def _load(database_url: str, size: int) -> None:
    """Loads events up to the number `size`, and indexes them."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute("SELECT count(*) FROM tillroll.checkout_events").fetchone()
        there = int(row[0]) if row else 0
    started = time.perf_counter()
    numbers = range(there // EVENTS_PER_CHECKOUT, size // EVENTS_PER_CHECKOUT)
    insert_events(database_url, chain.from_iterable(map(history, numbers)))
    loaded = time.perf_counter()
    with audit_spec(database_url, standalone_pace()).open_indexer() as indexer:
        while indexer.step():
            pass
    indexed = time.perf_counter()
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    typer.echo(
        f"{size:,} events: loaded {size - there:,} in {loaded - started:.0f} s,"
        f" indexed at {(size - there) / (indexed - loaded):,.0f} events/s"
    )


# Querying


def _questions(size: int, chance: random.Random) -> dict[str, AuditFilter]:
    """One filter for each kind of query, all with results."""
    number = chance.randrange(size // EVENTS_PER_CHECKOUT)
    event = next(history(number))
    everyone = AuditFilter(merchants=None)
    minute = START + timedelta(seconds=number * 7)
    low = chance.randrange(10_000, 400_000)

    def only(**conditions: object) -> AuditFilter:
        return AuditFilter(merchants=None, **conditions)  # type: ignore[arg-type]  # named above

    return {
        "newest page": everyone,
        "type": only(types=("checkout.fees-updated",)),
        "actor": only(actor=f"shop:client-{number % 50}"),
        "merchant": only(merchant=f"shop-{number % 20}"),
        "operation": only(operation="update fees"),
        "reference": only(reference=f"order-{number}"),
        "request id": only(request_id=event.provenance.request_id),
        "address": only(addresses=(event.provenance.address,)),
        "since and until": only(since=minute, until=minute + timedelta(minutes=1)),
        "total": only(min_total=low, max_total=low + 100),
        "status": only(stage="committed"),
        "free text": only(text=f"word{chance.randrange(997)} colour3"),
        "merchant, type, since": only(
            merchant=f"shop-{number % 20}", types=("checkout.completed",), since=minute
        ),
    }


async def _query_all(database_url: str, size: int) -> list[Timed]:
    chance = random.Random(size)
    times: dict[str, list[float]] = {}

    async def ask(name: str, question: Callable[[], Awaitable[object]]) -> None:
        started = time.perf_counter()
        await question()
        times.setdefault(name, []).append((time.perf_counter() - started) * 1000)

    async with (
        PostgresStorage(database_url, master_keys=MASTER_KEYS) as storage,
        PostgresAuditLog(database_url, clock=now, projects=False) as trail,
    ):
        # As a server does.
        collect_rarely()
        inquiries = Inquiries(
            histories=CheckoutRepository(storage.events, CheckoutCache(1), storage.snapshots),
            store=storage.events,
            refusals=storage.refusals,
            persons=storage.persons,
            clock=now,
        )
        for turn in range(QUERIES + 5):
            if turn == 5:
                times.clear()
            for name, wanted in _questions(size, chance).items():
                await ask(name, partial(_page, trail, wanted))
            number = chance.randrange(size // EVENTS_PER_CHECKOUT)
            subject = Subject(checkout_id=next(history(number)).originator_id, merchants=None)
            await ask("one checkout: timeline", partial(inquiries.timeline, subject))
    return [_timed(name, size, took) for name, took in times.items()]


async def _page(trail: PostgresAuditLog, wanted: AuditFilter) -> object:
    return await trail.page(wanted, after=None, before=sys.maxsize, limit=100)


def _timed(question: str, size: int, took: Sequence[float]) -> Timed:
    return Timed(question, size, statistics.median(took), statistics.quantiles(took, n=20)[-1])


def _print(results: Sequence[Timed], sizes: Sequence[int]) -> None:
    typer.echo("| question (a page of up to 100) | " + " | ".join(f"{n:,} events" for n in sizes))
    typer.echo("|---" * (len(sizes) + 1) + "|")
    for question in dict.fromkeys(result.question for result in results):
        cells = [
            f"{result.p50:.1f} / {result.p95:.1f} ms"
            for result in results
            if result.question == question
        ]
        typer.echo(f"| {question} | " + " | ".join(cells) + " |")
    typer.echo("p50 / p95")


if __name__ == "__main__":
    sys.exit(main())
