"""What each dialect says while there is no database: 503 in its own shape, and nothing old as if it were new."""

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
class Asking:
    """Requests of one dialect, each with how it is sent, and where in the answer it says no."""

    requests: tuple[tuple[str, str, dict[str, str], Body], ...]
    says: Callable[[Any], object]
    expected: object


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[Database, Server]]:
    with own_database(folder) as database, running(database.url) as server:
        yield database, server


def _askings(address: str) -> dict[str, Asking]:
    """Everything that is asked was there and was read before: a cache would have it."""
    shop = authorised(address)
    created = new_checkout(address, shop)
    path = f"/checkouts/{created['privateId']}"
    order = f"/api/orders/{new_order(address, 'A-1')['OrderId']}"
    session = httpx.post(f"{address}/v1/checkouts", headers=AGENT, json=SESSION).json()["id"]
    problem: tuple[Callable[[Any], object], object] = (lambda body: body["status"], 503)
    return {
        "walley": Asking(
            (("GET", path, shop, None), ("PUT", f"{path}/cart", shop, [item(2)])),
            lambda body: body["error"]["code"],
            503,
        ),
        "svea": Asking((("GET", order, signed(b""), None),), lambda body: body["Code"], 503),
        "stateset": Asking(
            (
                ("GET", f"/v1/checkouts/{session}", AGENT, None),
                ("GET", "/v1/checkouts", AGENT, None),
                ("POST", "/v1/checkouts", AGENT, SESSION),
            ),
            lambda body: body["error"]["code"],
            "service_unavailable",
        ),
        "acp": Asking(
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
        "shopper": Asking((("GET", f"/shopper/{created['publicToken']}", {}, None),), *problem),
        "payments": Asking(
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
        "history": Asking(
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


def test_every_dialect_says_so_and_then_answers_again(database_folder: Path) -> None:
    """Reads and changes are 503 with Retry-After in the dialect's shape, and are answered again when it is back."""
    with _serving(database_folder) as (database, server), httpx.Client(timeout=20) as client:

        def answers(asking: Asking) -> list[httpx.Response]:
            return [
                client.request(method, f"{server.address}{path}", headers=headers, json=body)
                if body is not None
                else client.request(method, f"{server.address}{path}", headers=headers)
                for method, path, headers, body in asking.requests
            ]

        askings = _askings(server.address)
        before = {
            dialect: answer.content
            for dialect, asking in askings.items()
            if (answer := answers(asking)[0]).is_success
        }
        database.kill()
        assert client.get(f"{server.address}/healthz").status_code == 200
        assert client.get(f"{server.address}/readyz").status_code == 503
        for dialect, asking in askings.items():
            for answer in answers(asking):
                assert answer.status_code == 503, (dialect, answer.text)
                assert int(answer.headers["Retry-After"]) >= 1, dialect
                assert asking.says(answer.json()) == asking.expected, dialect
        database.start()
        for dialect, asking in askings.items():
            answer = _once_it_is_back(answers, asking)
            if dialect in ("stateset", "svea"):
                assert answer.content == before[dialect]


def _once_it_is_back(
    answers: Callable[[Asking], list[httpx.Response]], asking: Asking
) -> httpx.Response:
    """The first answer that is not 503, of at most a hundred."""
    for _ in range(100):
        answer = answers(asking)[0]
        if answer.status_code != 503:
            return answer
    pytest.fail("it does not answer again")
