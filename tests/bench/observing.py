"""What it costs to tell of every request: tillroll as it is, against tillroll without metrics, log lines and traces."""

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

_COMMANDS = ("interfaces.cli.main", "tests.bench.unobserved")


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """PUT …/cart with everything that is told of requests ÷ without."""
    with contextlib.ExitStack() as stack:
        subjects = []
        for command in _COMMANDS:
            database = stack.enter_context(fresh_database(server_url))
            service = stack.enter_context(tillroll(database, command=command))
            token = token_from(service)
            ids = open_checkouts(service, token, plan.checkouts)
            subjects.append(Subject(name=OURS, service=service, ids=ids, token=token))
            put_counted(subjects[-1], MANY, WARM_UP_SECONDS)
            settle(service)
        rates: list[list[float]] = [[], []]
        for _ in range(plan.rounds):
            for subject, found in zip(subjects, rates, strict=True):
                found.append(put_counted(subject, MANY, plan.seconds).rate)
                settle(subject.service)
    told, silent = rates
    yield Row(
        what=f"PUT …/cart with metrics, log and traces ÷ without, {MANY} connections",
        values=ratios(told, silent),
        at_least=0.95,
        detail=f"{spread(told)} ÷ {spread(silent)}",
    )
