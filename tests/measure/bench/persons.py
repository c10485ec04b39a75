"""`python -m tests.measure.bench.persons PATH`: what requests with personal data take, ÷ those of another checkout.

Both trees answer the same requests in turns, one request at a time: a customer identifies herself, commits, and an
agent opens a session with a buyer and an address. Both run in this environment, so the other checkout must have the
same dependencies.
"""

import argparse
import contextlib
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from tests.measure.bench.carts import creation
from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.machine import machine
from tests.measure.bench.plan import FULL, QUICK, Plan
from tests.measure.bench.report import Report
from tests.measure.bench.services import Service, fresh_database, postgres, tillroll, token_from

IDENTIFY, COMMIT, SESSION = "POST …/identify", "POST …/commit", "POST /v1/checkouts with a buyer"
_PURCHASES = 60
_ADDRESS = {
    "name": "Ada Lovelace",
    "line_one": "12 Main St",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}
_Times = Mapping[str, Sequence[float]]


def main() -> int:
    """Print a row for each request. Return 0."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.measure.bench.persons", description=__doc__
    )
    parser.add_argument("other", type=Path, help="the folder of the other checkout")
    parser.add_argument("--quick", action="store_true", help="for development: short and rough")
    given = parser.parse_args()
    with postgres() as url:
        report = Report(machine(url), is_quick=given.quick)
        report.print_head()
        here, other = measure(url, given.other.resolve(), QUICK if given.quick else FULL)
        for what in (IDENTIFY, COMMIT, SESSION):
            detail = f"{spread(here[what], ' ms')} ÷ {spread(other[what], ' ms')}"
            values = ratios(here[what], other[what])
            report.add(Row(what=f"{what}: time ÷ the other's", values=values, detail=detail))
    return 0


def measure(server_url: str, other: Path, plan: Plan) -> list[_Times]:
    """Return the median of each request in each round, in milliseconds, for this tree and the other."""
    with contextlib.ExitStack() as stack:
        clients = []
        for start in (tillroll, partial(tillroll, tree=other)):
            service = stack.enter_context(start(stack.enter_context(fresh_database(server_url))))
            clients.append((stack.enter_context(_client(service)), token_from(service)))
        found: list[dict[str, list[float]]] = [defaultdict(list) for _ in clients]
        for number in range(plan.rounds + 1):
            for (client, token), medians in zip(clients, found, strict=True):
                for what, times in _purchases(client, token, number).items():
                    # The first round warms the servers up.
                    if number:
                        medians[what].append(statistics.median(times))
        return list(found)


def _client(service: Service) -> httpx.Client:
    return httpx.Client(base_url=service.address, timeout=30)


def _purchases(client: httpx.Client, token: str, number: int) -> _Times:
    times: defaultdict[str, list[float]] = defaultdict(list)

    def timed(what: str, path: str, body: Any, headers: Mapping[str, str]) -> httpx.Response:
        started_at = time.perf_counter()
        answer = client.post(path, json=body, headers=headers)
        times[what].append((time.perf_counter() - started_at) * 1000)
        answer.raise_for_status()
        return answer

    shop = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    agent = {"Authorization": "Bearer sk_test_demo"}
    for each in range(_PURCHASES):
        opened = client.post("/checkouts", content=creation(3), headers=shop).raise_for_status()
        page = f"/shopper/{opened.json()['data']['publicToken']}"
        ada = {
            "email": f"ada-{number}-{each}@example.com",
            "phone": "+46701234567",
            "first_name": "Ada",
            "last_name": "Lovelace",
        }
        answer = timed(IDENTIFY, f"{page}/identify", ada, {})
        secret = {"Page-Secret": answer.headers.get("page-secret", "")}
        commitment = {"version": answer.json()["version"], "confirmation": ada["email"]}
        timed(COMMIT, f"{page}/commit", commitment, secret)
        buyer = {"email": ada["email"], "first_name": "Ada", "last_name": "Lovelace"}
        session = {
            "items": [{"id": "item_123", "quantity": 1}],
            "buyer": buyer,
            "fulfillment_address": _ADDRESS,
        }
        timed(SESSION, "/v1/checkouts", session, agent)
    return times


if __name__ == "__main__":
    sys.exit(main())
