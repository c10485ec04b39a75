"""The append layer alone, compared with pgbench: the same rows in the same batches, into an equal table.

pgbench has the rows of a batch ready and sends them repeatedly, as arrays to one prepared INSERT on one connection,
as the append layer's writer does. It checks no version, takes no lock and notifies no projection. The append layer
has its rows ready too, and each is submitted by a caller that waits for it. A second figure includes the creation of
the events and of their stored form.
"""

import asyncio
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import psycopg
import uvloop

from application.ports.event_store import Append
from domain.events import CartReplaced
from domain.provenance import Provenance
from domain.values.cart import Cart, Line, LineKind
from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.storage.postgres.batching.batch_writer import BatchLimits, BatchWriter
from interfaces.storage.postgres.connections.reconnecting import ReconnectingConnection
from interfaces.storage.postgres.connections.session import Connection, Timeouts
from interfaces.storage.postgres.embedded.programs import installation
from interfaces.storage.postgres.events.append import AppendItem, AppendStatement
from interfaces.storage.postgres.events.codec import EventCodec
from interfaces.storage.postgres.schema.migrations import migrate
from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.load import LoadFailed
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import fresh_database

_IN_FLIGHT = 1024
_AT_A_TIME = 20
_BY = Provenance(
    actor="shop:demo-client",
    dialect="walley",
    operation="replace cart",
    request_id="0b4e2a4c-3f0e-4d0c-9d3b-8a4f6f1f8a55",
    address="127.0.0.1",
    user_agent="shop/1.0",
)
_TABLE = """
CREATE TABLE public.rows (LIKE tillroll.checkout_events INCLUDING ALL);
CREATE SEQUENCE public.ids;
ALTER TABLE public.rows ALTER notification_id SET DEFAULT nextval('public.ids');
CREATE SEQUENCE public.versions;
CREATE TABLE public.batch (ids text[], states bytea[]);
"""
_BATCH = r"""
\if :first
SELECT ids::text AS ids, states::text AS states FROM public.batch \gset
\set first 0
\endif
INSERT INTO public.rows (originator_id, originator_version, topic, state)
SELECT row.id, version.next, 'checkout.cart-replaced', row.state
FROM (SELECT nextval('public.versions') AS next OFFSET 0) AS version,
    unnest(:ids::text[], :states::bytea[]) AS row (id, state);
"""


class _CountingStatement(AppendStatement):
    """Counts the batches."""

    batches = 0

    async def write(
        self, connection: Connection, jobs: Sequence[AppendItem], *, again: bool
    ) -> Sequence[Exception | None]:
        self.batches += 1
        return await super().write(connection, jobs, again=again)


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """Appends per second ÷ rows that pgbench commits per second."""
    ready: list[float] = []
    made: list[float] = []
    theirs: list[float] = []
    size = 0
    with fresh_database(server_url) as url:
        migrate(url)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_TABLE)
            for turn in range(plan.rounds + 1):
                connection.execute("CHECKPOINT")
                rate, size = uvloop.run(_append(url, plan.appends, are_ready=True))
                connection.execute("CHECKPOINT")
                rate_made, _ = uvloop.run(_append(url, plan.appends, are_ready=False))
                connection.execute("CHECKPOINT")
                rate_theirs = _pgbench(url, size, plan.appends // size)
                if turn:
                    ready.append(rate)
                    made.append(rate_made)
                    theirs.append(rate_theirs)
    yield Row(
        what=f"appends, the append layer alone ÷ rows that pgbench commits in the same batches, {_IN_FLIGHT} in flight",
        values=ratios(ready, theirs),
        at_least=0.8,
        detail=f"{spread(ready)} ÷ {spread(theirs)}, {size} in a batch",
    )
    yield Row(
        what="the same, with the making of each event and of its stored form",
        values=ratios(made, theirs),
        detail=f"{spread(made)} ÷ {spread(theirs)}",
    )


async def _append(url: str, count: int, *, are_ready: bool) -> tuple[float, int]:
    """The number of committed appends of one event per second, and the mean number of appends in a batch."""
    patience = Timeouts()
    statement = _CountingStatement()
    mapper = EventCodec()
    appends = BatchWriter(
        statement, ReconnectingConnection(url, patience), limits=BatchLimits(), patience=patience
    )
    appends.open()

    def jobs(checkout_id: str, first: int) -> Iterator[AppendItem]:
        for version in range(first, first + _AT_A_TIME):
            yield AppendItem(Append([_event(checkout_id, version)]), mapper)

    async def submit_all(one_by_one: Iterable[AppendItem]) -> None:
        for job in one_by_one:
            await appends.submit(job)

    ids = [str(uuid4()) for _ in range(_IN_FLIGHT)]
    # As in a server process.
    collect_rarely()
    seconds = 0.0
    # Rows made long before are scattered in memory, unlike those of pgbench, so they are made for each round.
    times = count // (_IN_FLIGHT * _AT_A_TIME)
    for turn in range(times):
        histories: list[Iterable[AppendItem]] = [jobs(each, turn * _AT_A_TIME + 1) for each in ids]
        if are_ready:
            histories = [list(history) for history in histories]
        beginning = time.perf_counter()
        await asyncio.gather(*map(submit_all, histories))
        seconds += time.perf_counter() - beginning
    await appends.close()
    done = times * _AT_A_TIME * _IN_FLIGHT
    return done / seconds, round(done / statement.batches)


def _event(checkout_id: str, version: int) -> CartReplaced:
    return CartReplaced(
        originator_id=checkout_id,
        originator_version=version,
        timestamp=datetime.now(UTC),
        provenance=_BY,
        cart=Cart(lines=(_article(version), _GIFT_CARD)),
    )


def _article(quantity: int) -> Line:
    return Line.with_tax_inside(
        article="10001",
        description="A product description",
        quantity=Decimal(quantity),
        unit_price=9500,
        tax_rate=2500,
        sku="a unique alphanumeric code for article identification",
        unit_weight=Decimal("0.3"),
        requires_electronic_id=True,
    )


_GIFT_CARD = Line.with_tax_inside(
    article="10002",
    description="Gift Card",
    quantity=Decimal(1),
    unit_price=-10000,
    tax_rate=0,
    kind=LineKind.GIFT_CARD,
)


def _pgbench(url: str, size: int, batches: int) -> float:
    """Rows per second."""
    mapper = EventCodec()
    states = [mapper.encode(_event(str(uuid4()), number + 1)) for number in range(size)]
    with psycopg.connect(url) as connection:
        connection.execute("TRUNCATE public.batch")
        ids = [str(uuid4()) for _ in states]
        connection.execute("INSERT INTO public.batch VALUES (%s, %s)", (ids, states))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "batch.sql")
        file.write_text(_BATCH)
        ran = subprocess.run(
            [
                *(installation() / "bin" / "pgbench", "--no-vacuum", "--client=1", "--jobs=1"),
                *(
                    "--define=first=1",
                    "--protocol=prepared",
                    f"--transactions={batches}",
                    f"--file={file}",
                    url,
                ),
            ],
            capture_output=True,
            text=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
            check=False,
        )
    found = re.search(r"tps = ([\d.]+)", ran.stdout)
    if ran.returncode or found is None:
        raise LoadFailed(f"pgbench failed: {ran.stderr}")
    return float(found[1]) * size
