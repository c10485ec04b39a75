"""An agent's purchase, which is three requests: tillroll compared with its own PUT …/cart, and with a rival."""

import contextlib
import json
from collections.abc import Iterable

from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.load import buy
from tests.measure.bench.plan import Plan
from tests.measure.bench.rivals import session_in_place
from tests.measure.bench.services import Service, fresh_database, rival, tillroll, token_from
from tests.measure.bench.throughput import (
    FEW,
    OURS,
    WARM_UP_SECONDS,
    Subject,
    open_checkouts,
    put_counted,
    settle,
)

HEAD = (
    b"Host: 127.0.0.1\r\nAuthorization: Bearer sk_test_demo\r\nAPI-Version: 2026-04-17\r\n"
    b"Content-Type: application/json\r\n"
)
_ADDRESS = {
    "name": "John Doe",
    "line_one": "456 Oak Ave",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}
OPENING = {
    "currency": "usd",
    "capabilities": {},
    "line_items": [{"id": "item_123", "quantity": 1}],
    "buyer": {"first_name": "John", "last_name": "Doe", "email": "john@example.com"},
    "fulfillment_details": {"address": _ADDRESS},
}
COMPLETION = {
    "payment_data": {
        "handler_id": "card_tokenized",
        "instrument": {"type": "card", "credential": {"type": "spt", "token": "tok_succeed"}},
    }
}


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """Create + get + complete through ACP ÷ PUT …/cart, and ÷ the same of a service with one row for each session."""
    with contextlib.ExitStack() as stack:
        service = stack.enter_context(tillroll(stack.enter_context(fresh_database(server_url))))
        token = token_from(service)
        ids = open_checkouts(service, token, plan.checkouts)
        carts = Subject(name=OURS, service=service, ids=ids, token=token)
        database = stack.enter_context(fresh_database(server_url))
        session_in_place.prepare(database)
        other = stack.enter_context(rival("session_in_place:create", database))
        put_counted(carts, FEW, WARM_UP_SECONDS)
        _bought(service, WARM_UP_SECONDS)
        _bought(other, WARM_UP_SECONDS)
        settle(service)
        ours: list[float] = []
        theirs: list[float] = []
        puts: list[float] = []
        for _ in range(plan.rounds):
            puts.append(put_counted(carts, FEW, plan.seconds).rate)
            settle(service)
            ours.append(_bought(service, plan.seconds))
            settle(service)
            theirs.append(_bought(other, plan.seconds))
    what = f"create + get + complete through ACP, {FEW} connections"
    yield Row(
        what=f"{what} ÷ PUT …/cart",
        values=ratios(ours, puts),
        at_least=0.8,
        detail=f"{spread(ours)} ÷ {spread(puts)}",
    )
    yield Row(
        what=f"{what} ÷ a row for each session, updated in place",
        values=ratios(ours, theirs),
        at_least=0.8,
        detail=f"{spread(ours)} ÷ {spread(theirs)}",
    )


def _bought(service: Service, seconds: float) -> float:
    """The requests per second of agents that buy."""
    return buy(
        service.address,
        HEAD,
        json.dumps(OPENING).encode(),
        json.dumps(COMPLETION).encode(),
        connections=FEW,
        seconds=seconds,
    ).rate
