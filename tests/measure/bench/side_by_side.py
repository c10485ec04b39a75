"""tillroll started in two ways, each with its own database, under the same load in turns."""

import contextlib
from collections.abc import Callable, Sequence

from tests.measure.bench.plan import Plan
from tests.measure.bench.services import Service, fresh_database, token_from
from tests.measure.bench.throughput import (
    MANY,
    OURS,
    WARM_UP_SECONDS,
    Subject,
    open_checkouts,
    put_counted,
    settle,
)

Started = Callable[[str], contextlib.AbstractContextManager[Service]]
"""Starts tillroll on the database of this URL."""


def put_rates(
    server_url: str, plan: Plan, ways: Sequence[Started], *, connections: int = MANY
) -> list[list[float]]:
    """PUT …/cart per second, of each round, for each way."""
    with contextlib.ExitStack() as stack:
        subjects = []
        for start in ways:
            service = stack.enter_context(start(stack.enter_context(fresh_database(server_url))))
            token = token_from(service)
            ids = open_checkouts(service, token, plan.checkouts)
            subjects.append(Subject(name=OURS, service=service, ids=ids, token=token))
            put_counted(subjects[-1], MANY, WARM_UP_SECONDS)
            settle(service)
        rates: list[list[float]] = [[] for _ in ways]
        for _ in range(plan.rounds):
            for subject, found in zip(subjects, rates, strict=True):
                found.append(put_counted(subject, connections, plan.seconds).rate)
                settle(subject.service)
    return rates
