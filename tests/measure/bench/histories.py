"""A long history compared with a short one, each read by a worker that has not cached it."""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.shop import OpenCheckout, ReplaceCart
from application.persons.sealing import Persons
from domain.provenance import Provenance
from domain.values.cart import Cart, Line
from interfaces.runtime.clock_and_ids import new_id, new_order_number
from interfaces.storage.postgres.storage import PostgresStorage
from tests.master_key import MASTER_KEYS
from tests.measure.bench import carts
from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.load import run_wrk
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import config_with_cache, fresh_database, tillroll, token_from
from tests.measure.bench.throughput import settle

SHORT, LONG = 10, 10_000
_BY = Provenance(actor="shop:bench", dialect="walley", operation="replace cart", request_id="")


@dataclass(frozen=True)
class _Lengths:
    short: Sequence[str]
    long: Sequence[str]


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """GET and PUT: the time of a request with 10,000 events ÷ with 10."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        config = config_with_cache(folder, 1)
        database = stack.enter_context(fresh_database(server_url))
        service = stack.enter_context(tillroll(database, config=config))
        token = token_from(service)
        lengths = asyncio.run(_recorded(database, plan.long_histories))
        settle(service)
        for method in ("GET", "PUT"):
            times: dict[int, list[float]] = {SHORT: [], LONG: []}
            for turn in range(plan.rounds + 1):
                for length, ids in ((SHORT, lengths.short), (LONG, lengths.long)):
                    if method == "GET":
                        requests = [carts.get(f"/checkouts/{each}", token) for each in ids]
                    else:
                        requests = [
                            carts.put(
                                f"/checkouts/{each}/cart", 1000 * turn + 2 * length + k, token
                            )
                            for k in range(500)
                            for each in ids
                        ]
                    # One connection, so that the rate is the reciprocal of the time of one request.
                    seconds = 2 if method == "PUT" else plan.seconds
                    load = run_wrk(service.address, requests, connections=1, seconds=seconds)
                    times[length] += [1e6 / load.rate] if turn else []
                    settle(service)
            yield Row(
                what=f"{method} with {LONG:,} events ÷ with {SHORT}, not in the worker's memory",
                values=ratios(times[LONG], times[SHORT]),
                at_most=1.3,
                detail=f"{spread(times[LONG], ' µs')} ÷ {spread(times[SHORT], ' µs')}",
            )


async def _recorded(database_url: str, long_ones: int) -> _Lengths:
    """Histories of both lengths, recorded by the application itself and so with its snapshots."""
    async with PostgresStorage(database_url, master_keys=MASTER_KEYS) as storage:
        checkouts = Checkouts(
            store=storage.events,
            refusals=storage.refusals,
            persons=Persons(storage.persons, lambda: datetime.now(UTC)),
            cache=CheckoutCache(10_000),
            lifetime=Lifetime(purchase_within=timedelta(days=30)),
            clock=lambda: datetime.now(UTC),
            new_id=new_id,
            new_order_number=new_order_number,
            snapshots=storage.snapshots,
        )
        # So many short ones that PUT does not make them long within a run.
        short = await asyncio.gather(*(_history(checkouts, SHORT) for _ in range(1000)))
        long = await asyncio.gather(*(_history(checkouts, LONG) for _ in range(long_ones)))
        return _Lengths(short, long)


async def _history(checkouts: Checkouts, length: int) -> str:
    opened = await checkouts.open(
        OpenCheckout(
            merchant="demo-shop",
            dialect="walley",
            country="SE",
            currency="SEK",
            public_token=f"public-SE-{uuid4().hex}",
            cart=_cart(1),
        ),
        _BY,
    )
    target = Target(checkout_id=opened.id, merchant=None)
    for quantity in range(2, length):
        await checkouts.change(target, ReplaceCart(cart=_cart(quantity)), _BY)
    return opened.id


def _cart(quantity: int) -> Cart:
    """Walley's documented cart, without its gift card."""
    line = Line.with_tax_inside(
        article="10001",
        description="A product description",
        quantity=Decimal(quantity),
        unit_price=9500,
        tax_rate=2500,
        sku="a unique alphanumeric code for article identification",
        unit_weight=Decimal("0.3"),
        requires_electronic_id=True,
    )
    return Cart(lines=(line,))
