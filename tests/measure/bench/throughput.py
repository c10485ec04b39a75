"""PUT and GET of tillroll and its rivals, measured in turns, round by round."""

import contextlib
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import httpx
import psycopg
from psycopg.rows import TupleRow

from tests.measure.bench import carts
from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.load import Load, LoadFailed, run_wrk
from tests.measure.bench.plan import Plan
from tests.measure.bench.rivals import stock_recorder, update_in_place
from tests.measure.bench.services import Service, fresh_database, rival, tillroll, token_from

FEW, MANY = 16, 64
WARM_UP_SECONDS = 2
OURS = "tillroll"
STOCK = "the library's stock recorder"
EMPTY = "an empty endpoint that parses the body"
_SETTLE_SECONDS = 600.0
_ARRIVING_SECONDS = 0.2
_EVENTS = "SELECT count(*) FROM tillroll.checkout_events"
_BEHIND = """
SELECT coalesce((SELECT max(notification_id) FROM tillroll.checkout_events), 0)
    - coalesce((SELECT max(notification_id) FROM tillroll.trail_tracking
                WHERE application_name <> '__migration__'), 0)
"""


@dataclass(kw_only=True)
class Subject:
    """A service under load, with its checkouts and a valid token."""

    name: str
    service: Service
    ids: Sequence[str]
    token: str
    turn: int = 0

    def puts(self) -> list[bytes]:
        """Requests that each change the cart: two for each checkout, with new quantities."""
        self.turn += 1
        return [
            carts.put(f"/checkouts/{checkout_id}/cart", quantity, self.token)
            for quantity in (2 * self.turn, 2 * self.turn + 1)
            for checkout_id in self.ids
        ]


def open_checkouts(service: Service, token: str, count: int) -> list[str]:
    """Opens checkouts of the demo shop, and returns their ids."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with httpx.Client(base_url=service.address, headers=headers) as client:
        answers = [client.post("/checkouts", content=carts.creation()) for _ in range(count)]
    return [answer.raise_for_status().json()["data"]["privateId"] for answer in answers]


def settle(service: Service) -> float:
    """Separates one run from the next: waits until the audit log has caught up, and writes dirty pages to disk.

    Returns the seconds for which the audit log was behind.
    """
    beginning = time.monotonic()
    with psycopg.connect(service.database_url, autocommit=True) as connection:
        behind = _behind(connection)
        while behind and time.monotonic() < beginning + _SETTLE_SECONDS:
            time.sleep(0.5)
            before, behind = behind, _behind(connection)
            if behind >= before:
                break
        seconds = time.monotonic() - beginning
        connection.execute("CHECKPOINT")
    return seconds


def _behind(connection: psycopg.Connection[TupleRow]) -> int:
    """The number of events that the audit log lacks, or 0 without an audit log."""
    known = connection.execute("SELECT to_regclass('tillroll.trail_tracking')").fetchone()
    if known == (None,):
        return 0
    row = connection.execute(_BEHIND).fetchone()
    return 0 if row is None else int(row[0])


def put_rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """The rows about PUT …/cart."""
    rates: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    waits: list[float] = []
    with contextlib.ExitStack() as stack:
        subjects = _subjects(server_url, plan, stack)
        for subject in subjects:
            put_counted(subject, MANY, WARM_UP_SECONDS)
            settle(subject.service)
        for _ in range(plan.rounds):
            for connections in (FEW, MANY):
                for subject in subjects:
                    load = put_counted(subject, connections, plan.seconds)
                    rates[subject.name, connections].append(load.rate)
                    behind = settle(subject.service)
                    if subject.name == OURS:
                        waits.append(behind)
        yield from _put_rows(rates)
        yield Row(
            what="seconds for which the audit trail is behind after a run",
            values=waits,
            detail=f"after {plan.seconds:g} seconds of PUT …/cart as fast as it goes",
        )
        yield from _latency_rows(subjects[0], plan, median(rates[OURS, MANY]))


def _subjects(server_url: str, plan: Plan, stack: contextlib.ExitStack) -> list[Subject]:
    """tillroll, and then its rivals."""

    def database() -> str:
        return stack.enter_context(fresh_database(server_url))

    ours = stack.enter_context(tillroll(database()))
    token = token_from(ours)
    ids = open_checkouts(ours, token, plan.checkouts)
    updated, stock = database(), database()
    update_in_place.prepare(updated, ids)
    stock_recorder.prepare(stock, ids)
    services = {
        OURS: ours,
        "UPDATE in place (asynchronous)": stack.enter_context(
            rival("update_in_place:create", updated)
        ),
        "UPDATE in place (in threads)": stack.enter_context(
            rival("update_in_place:create_threaded", updated)
        ),
        STOCK: stack.enter_context(rival("stock_recorder:create", stock)),
        EMPTY: stack.enter_context(rival("empty:create", updated)),
    }
    return [
        Subject(name=name, service=service, ids=ids, token=token)
        for name, service in services.items()
    ]


def put_counted(subject: Subject, connections: int, seconds: float, pause_ms: float = 0) -> Load:
    """Load whose acknowledged changes are compared with the recorded events."""
    recorded = _recorded(subject)
    load = run_wrk(
        subject.service.address,
        subject.puts(),
        connections=connections,
        seconds=seconds,
        pause_ms=pause_ms,
    )
    if recorded is not None:
        new = (_recorded(subject) or 0) - recorded
        # At the end wrk closes connections with pending requests, which may be recorded but are not counted.
        if not load.requests <= new <= load.requests + connections:
            raise LoadFailed(f"{load.requests} changes were acknowledged, and {new} are recorded")
    return load


def _recorded(subject: Subject) -> int | None:
    """The number of recorded events, when the pending requests of an earlier load are complete."""
    if subject.name != OURS:
        return None
    with psycopg.connect(subject.service.database_url, autocommit=True) as connection:
        before, now = -1, _counted(connection)
        while before != now:
            time.sleep(_ARRIVING_SECONDS)
            before, now = now, _counted(connection)
    return now


def _counted(connection: psycopg.Connection[TupleRow]) -> int:
    row = connection.execute(_EVENTS).fetchone()
    assert row is not None
    return int(row[0])


def _put_rows(rates: Mapping[tuple[str, int], list[float]]) -> Iterable[Row]:
    updates = sorted({name for name, _ in rates if name.startswith("UPDATE")})
    for rivals, connections, goal in (
        (updates, FEW, 1.5),
        (updates, MANY, 2.0),
        ([STOCK], FEW, 8.0),
        ([EMPTY], MANY, 0.5),
    ):
        fastest = max(rivals, key=lambda name: median(rates[name, connections]))
        ours, theirs = rates[OURS, connections], rates[fastest, connections]
        yield Row(
            what=f"PUT …/cart ÷ {fastest}, {connections} connections",
            values=ratios(ours, theirs),
            at_least=goal,
            detail=f"{spread(ours)} ÷ {spread(theirs)}",
        )


def _latency_rows(ours: Subject, plan: Plan, highest: float) -> Iterable[Row]:
    pause = 1000 * MANY / (highest / 2)
    loads = []
    for _ in range(plan.rounds):
        loads.append(put_counted(ours, MANY, plan.seconds, pause_ms=pause))
        settle(ours.service)
    yield Row(
        what="p99 ÷ p50 of PUT …/cart at half of the highest load",
        values=[load.p99 / load.p50 for load in loads],
        at_most=4,
        detail=f"{spread([load.p99 / 1000 for load in loads], ' ms')} ÷ "
        f"{spread([load.p50 / 1000 for load in loads], ' ms')} at {spread([load.rate for load in loads])}",
    )


def get_rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """The rows about GET."""
    with contextlib.ExitStack() as stack:
        ours = stack.enter_context(tillroll(stack.enter_context(fresh_database(server_url))))
        token = token_from(ours)
        ids = open_checkouts(ours, token, plan.checkouts)
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.get(f"{ours.address}/checkouts/{ids[0]}", headers=headers)
        answer.raise_for_status()
        tag = answer.headers["etag"]
        empty = stack.enter_context(
            rival("empty:create", ours.database_url, BENCH_ANSWER=answer.text, BENCH_ETAG=tag)
        )
        settle(ours)
        for what, known, goal in (
            ("GET ÷ an empty endpoint answering the same bytes", None, 0.6),
            ("GET with If-None-Match ÷ an empty endpoint answering the same bytes", tag, 0.8),
        ):
            requests = [carts.get(f"/checkouts/{each}", token, known) for each in ids]
            rates: dict[str, list[float]] = {ours.address: [], empty.address: []}
            for turn in range(plan.rounds + 1):
                for address, found in rates.items():
                    seconds = plan.seconds if turn else WARM_UP_SECONDS
                    load = run_wrk(address, requests, connections=MANY, seconds=seconds)
                    found += [load.rate] if turn else []
            yield Row(
                what=f"{what}, {MANY} connections",
                values=ratios(rates[ours.address], rates[empty.address]),
                at_least=goal,
                detail=f"{spread(rates[ours.address])} ÷ {spread(rates[empty.address])}",
            )
