"""Two workers on one database, against one; a worker whose copy is behind must refuse nothing for that."""

import contextlib
from collections.abc import Iterable

from tests.bench.figures import Row, ratios, spread
from tests.bench.plan import Plan
from tests.bench.services import fresh_database, tillroll, token_from
from tests.bench.throughput import (
    MANY,
    OURS,
    WARM_UP_SECONDS,
    Subject,
    open_checkouts,
    put_counted,
    settle,
)


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """PUT …/cart with two workers ÷ with one. Any 423 would end it."""
    with contextlib.ExitStack() as stack:
        subjects = []
        for workers in (1, 2):
            database = stack.enter_context(fresh_database(server_url))
            service = stack.enter_context(tillroll(database, workers=workers))
            token = token_from(service)
            ids = open_checkouts(service, token, plan.checkouts)
            subjects.append(Subject(name=OURS, service=service, ids=ids, token=token))
            put_counted(subjects[-1], MANY, WARM_UP_SECONDS)
        rates: list[list[float]] = [[], []]
        for _ in range(plan.rounds):
            for subject, found in zip(subjects, rates, strict=True):
                found.append(put_counted(subject, MANY, plan.seconds).rate)
                settle(subject.service)
    one, two = rates
    yield Row(
        what=f"PUT …/cart with two workers ÷ with one, {MANY} connections",
        values=ratios(two, one),
        detail=f"{spread(two)} ÷ {spread(one)}; no lock error in any of the runs",
    )
