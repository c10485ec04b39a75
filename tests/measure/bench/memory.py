"""The memory of a worker that accesses more and more checkouts."""

import contextlib
from collections.abc import Iterable, Iterator

import psycopg

from tests.measure.bench import carts
from tests.measure.bench.figures import Row
from tests.measure.bench.load import run_wrk
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import Service, fresh_database, tillroll, token_from
from tests.measure.bench.throughput import MANY, open_checkouts, settle

_MEGABYTE = 2**20
# More than one run accesses.
_AT_MOST = 200_000
# Copies the first events for every id by SQL, since the server would take half an hour for a million.
_COPIES = """
INSERT INTO tillroll.checkout_events (originator_id, originator_version, topic, state, notification_id)
SELECT
    new.id, event.originator_version, event.topic, event.state,
    -- More events than a transaction has positions; nothing else appends meanwhile.
    (SELECT max(notification_id) FROM tillroll.checkout_events) + row_number() OVER (ORDER BY new.id)
FROM unnest(%s::text[]) AS new (id), tillroll.checkout_events AS event
WHERE event.originator_id = %s
ORDER BY new.id, event.originator_version
"""


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """Resident memory at the end ÷ after the cache was filled. Every fourth access is a change."""
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(fresh_database(server_url))
        service = stack.enter_context(tillroll(database))
        token = token_from(service)
        original = open_checkouts(service, token, 1)[0]
        ids = [f"{number:08x}-0000-4000-8000-{number:012x}" for number in range(plan.touched)]
        _copy(service, original, ids)
        settle(service)
        sizes = {0: service.memory()}
        for touched in _touched(service, token, ids, plan.seconds):
            sizes[touched] = service.memory()
        filled = next(size for touched, size in sizes.items() if touched >= len(ids) // 5)
        yield Row(
            what=f"memory of a worker after {len(ids):,} checkouts ÷ after a fifth of them",
            values=[size / filled for size in list(sizes.values())[-3:]],
            at_most=1.1,
            detail=" → ".join(f"{size / _MEGABYTE:.0f}" for size in _some(list(sizes.values())))
            + " MB; 10,000 checkouts are kept in memory",
        )


def _some(sizes: list[int]) -> list[int]:
    """The first, the last, and at most four between."""
    return [*sizes[: -1 : max(1, len(sizes) // 5)], sizes[-1]]


def _copy(service: Service, original: str, ids: list[str]) -> None:
    with psycopg.connect(service.database_url) as connection:
        for beginning in range(0, len(ids), 10_000):
            connection.execute(_COPIES, (ids[beginning : beginning + 10_000], original))
            connection.commit()


def _touched(service: Service, token: str, ids: list[str], seconds: float) -> Iterator[int]:
    """Accesses all ids, and yields the number of accessed ids after each interval."""
    touched = 0
    while touched < len(ids):
        requests = [
            carts.get(f"/checkouts/{each}", token)
            if place % 4
            else carts.put(f"/checkouts/{each}/cart", 7, token)
            for place, each in enumerate(ids[touched : touched + _AT_MOST])
        ]
        load = run_wrk(service.address, requests, connections=MANY, seconds=seconds)
        touched += min(load.requests, len(requests))
        yield touched
