"""Responses of each dialect during a database outage: 503 in its own format, and no outdated data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.system.faults.database import Database, own_database
from tests.system.service.server import Server, authorised, item, new_checkout, running
from tests.system.service.svea_shop import new_order, signed

Body = Any
AGENT = {"Authorization": "Bearer sk_test_demo"}
ACP = {**AGENT, "API-Version": "2026-04-17"}
SESSION = {"items": [{"id": "item_789", "quantity": 1}]}


@dataclass(frozen=True)
class DialectRequests:
    """Requests of one dialect, and the property of an error response with its expected value."""

    requests: tuple[tuple[str, str, dict[str, str], Body], ...]
    error_of: Callable[[Any], object]
    expected: object


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[Database, Server]]:
    with own_database(folder) as database, running(database.url) as server:
        yield database, server


def _requests_of_dialects(address: str) -> dict[str, DialectRequests]:
    """Requests for objects that exist and were read before, so that a cache would have them."""
    shop = authorised(address)
    created = new_checkout(address, shop)
    path = f"/checkouts/{created['privateId']}"
    order = f"/api/orders/{new_order(address, 'A-1')['OrderId']}"
    session = httpx.post(f"{address}/v1/checkouts", headers=AGENT, json=SESSION).json()["id"]
    problem: tuple[Callable[[Any], object], object] = (lambda body: body["status"], 503)
    return {
        "walley": DialectRequests(
            (("GET", path, shop, None), ("PUT", f"{path}/cart", shop, [item(2)])),
            lambda body: body["error"]["code"],
            503,
        ),
        "svea": DialectRequests(
            (("GET", order, signed(b""), None),), lambda body: body["Code"], 503
        ),
        "stateset": DialectRequests(
            (
                ("GET", f"/v1/checkouts/{session}", AGENT, None),
                ("GET", "/v1/checkouts", AGENT, None),
                ("POST", "/v1/checkouts", AGENT, SESSION),
            ),
            lambda body: body["error"]["code"],
            "service_unavailable",
        ),
        "acp": DialectRequests(
            (
                ("GET", f"/checkout_sessions/{session}", ACP, None),
                (
                    "POST",
                    f"/checkout_sessions/{session}/cancel",
                    {**ACP, "Idempotency-Key": "k"},
                    None,
                ),
            ),
            lambda body: body["type"],
            "service_unavailable",
        ),
        "shopper": DialectRequests(
            (("GET", f"/shopper/{created['publicToken']}", {}, None),), *problem
        ),
        "payments": DialectRequests(
            (
                (
                    "POST",
                    f"/payments/{created['privateId']}/failed",
                    {"Authorization": "Bearer demo-payments"},
                    {},
                ),
            ),
            *problem,
        ),
        "history": DialectRequests(
            (
                (
                    "GET",
                    f"/history/checkouts/{created['privateId']}",
                    {"Authorization": "Bearer demo-auditor"},
                    None,
                ),
            ),
            *problem,
        ),
    }


def test_every_dialect_responds_with_503_during_the_outage(cluster_folder: Path) -> None:
    """Reads and changes get 503 with Retry-After in the dialect's format, and succeed after the outage."""
    with _serving(cluster_folder.parent) as (database, server), httpx.Client(timeout=20) as client:

        def answers(group: DialectRequests) -> list[httpx.Response]:
            return [
                client.request(method, f"{server.address}{path}", headers=headers, json=body)
                if body is not None
                else client.request(method, f"{server.address}{path}", headers=headers)
                for method, path, headers, body in group.requests
            ]

        requests_of_dialects = _requests_of_dialects(server.address)
        before = {
            dialect: answer.content
            for dialect, group in requests_of_dialects.items()
            if (answer := answers(group)[0]).is_success
        }
        database.kill()
        assert client.get(f"{server.address}/healthz").status_code == 200
        assert client.get(f"{server.address}/readyz").status_code == 503
        for dialect, group in requests_of_dialects.items():
            for answer in answers(group):
                assert answer.status_code == 503, (dialect, answer.text)
                assert int(answer.headers["Retry-After"]) >= 1, dialect
                assert group.error_of(answer.json()) == group.expected, dialect
        database.start()
        for dialect, group in requests_of_dialects.items():
            answer = _first_after_the_outage(answers, group)
            if dialect in ("stateset", "svea"):
                assert answer.content == before[dialect]


def _first_after_the_outage(
    answers: Callable[[DialectRequests], list[httpx.Response]], group: DialectRequests
) -> httpx.Response:
    """The first response that is not 503, of at most a hundred."""
    for _ in range(100):
        answer = answers(group)[0]
        if answer.status_code != 503:
            return answer
    pytest.fail("it does not answer again")
