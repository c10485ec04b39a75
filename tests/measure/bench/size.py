"""The disk space of a change."""

import contextlib
from collections.abc import Iterable

import psycopg

from tests.measure.bench import carts
from tests.measure.bench.figures import Row
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import Service, fresh_database, tillroll, token_from
from tests.measure.bench.throughput import MANY, OURS, Subject, open_checkouts, put_counted, settle

_SIZES = """
SELECT pg_total_relation_size('tillroll.checkout_events'), pg_indexes_size('tillroll.checkout_events'),
    pg_total_relation_size('tillroll.snapshots'),
    coalesce(pg_total_relation_size(to_regclass('tillroll.trail')), 0),
    (SELECT count(*) FROM tillroll.checkout_events)
"""


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """Bytes of one CartReplaced: its row with provenance and free space, and its entries in both indexes."""
    with contextlib.ExitStack() as stack:
        service = stack.enter_context(tillroll(stack.enter_context(fresh_database(server_url))))
        token = token_from(service)
        ids = open_checkouts(service, token, plan.checkouts)
        subject = Subject(name=OURS, service=service, ids=ids, token=token)
        settle(service)
        before = _sizes(service)
        for _ in range(plan.rounds):
            put_counted(subject, MANY, plan.seconds)
            settle(service)
        whole, indexes, snapshots, trail, events = (
            after - size for after, size in zip(_sizes(service), before, strict=True)
        )
    sent = len(carts.cart(10))
    yield Row(
        what="bytes on disk for one CartReplaced ÷ the compact JSON of its cart",
        values=[whole / events / sent],
        at_most=1.6,
        detail=f"{whole / events:.0f} ({indexes / events:.0f} of them in two indexes) ÷ {sent}, over {events:,} events;"
        f" beside it {snapshots / events:.0f} for snapshots and {trail / events:.0f} for the audit trail's index,"
        " both of which can be made anew",
    )


def _sizes(service: Service) -> tuple[int, ...]:
    with psycopg.connect(service.database_url) as connection:
        return connection.execute(_SIZES).fetchone() or ()
