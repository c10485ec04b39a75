"""What a worker's memory comes to when it has had to do with ever more checkouts."""

import contextlib
from collections.abc import Iterable, Iterator

import psycopg

from tests.bench import carts
from tests.bench.figures import Row
from tests.bench.load import run_wrk
from tests.bench.plan import Plan
from tests.bench.services import Service, fresh_database, tillroll, token_from
from tests.bench.throughput import MANY, open_checkouts, settle

_MEGABYTE = 2**20
_STEPS = 20
_LONGEST_SECONDS = 600
# The same first events for every id; loaded past the server, which would take half an hour for a million.
_COPIES = """
INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state)
SELECT new.id, event.originator_version, event.topic, event.state
FROM unnest(%s::text[]) AS new (id), tillroll.checkout_events AS event
WHERE event.originator_id = %s
ORDER BY new.id, event.originator_version
"""


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """Resident memory at the end ÷ when the cache had long been full. Every fourth touch is a change."""
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(fresh_database(server_url))
        service = stack.enter_context(tillroll(database))
        token = token_from(service)
        original = open_checkouts(service, token, 1)[0]
        ids = [f"{number:08x}-0000-4000-8000-{number:012x}" for number in range(plan.touched)]
        _copy(service, original, ids)
        settle(service)
        sizes = [service.memory()]
        last = 0
        for touched in _touched(service, token, ids):
            sizes.append(service.memory())
            last = touched
        filled = sizes[max(1, _STEPS // 5)]
        yield Row(
            what=f"memory of a worker after {last:,} checkouts ÷ after a fifth of them",
            values=[size / filled for size in sizes[-3:]],
            at_most=1.1,
            detail=" → ".join(f"{size / _MEGABYTE:.0f}" for size in sizes[:: _STEPS // 5])
            + " MB; 10,000 checkouts are kept in memory",
        )


def _copy(service: Service, original: str, ids: list[str]) -> None:
    with psycopg.connect(service.database_url) as connection:
        for beginning in range(0, len(ids), 10_000):
            connection.execute(_COPIES, (ids[beginning : beginning + 10_000], original))
            connection.commit()


def _touched(service: Service, token: str, ids: list[str]) -> Iterator[int]:
    step = len(ids) // _STEPS
    for number in range(_STEPS):
        requests = [
            carts.get(f"/checkouts/{each}", token)
            if place % 4
            else carts.put(f"/checkouts/{each}/cart", 7, token)
            for place, each in enumerate(ids[number * step : (number + 1) * step])
        ]
        run_wrk(service.address, requests, connections=MANY, seconds=_LONGEST_SECONDS, count=step)
        yield (number + 1) * step
