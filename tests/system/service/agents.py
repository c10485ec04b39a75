"""Agents that buy from a real server, through StateSet, a version of ACP and a version of UCP."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import httpx
import psycopg

from tests.interfaces.dialects.ucp import agent as platform

ADDRESS = {
    "name": "John Doe",
    "line_one": "456 Oak Ave",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}
PAYMENT: dict[str, Any] = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}
CONCURRENT = httpx.Limits(max_connections=200, keepalive_expiry=60)
"""Limits for 200 concurrent requests, each on its own connection.

The client's own limit is 5 seconds. On a slow machine a round of requests takes longer, and the client closes
connections that it has just given to the next round.
"""


class SpreadTransport(httpx.AsyncBaseTransport):
    """Spreads the requests of one client over ten connection pools.

    For each request, httpcore counts the idle connections of its pool once per connection. With 200 requests at once
    in one pool, the client spent 25 seconds on that.
    """

    def __init__(self) -> None:
        limits = httpx.Limits(max_connections=20, keepalive_expiry=60)
        self._pools = [httpx.AsyncHTTPTransport(limits=limits, verify=False) for _ in range(10)]
        self._next = cycle(self._pools)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends the request through the next pool."""
        return await next(self._next).handle_async_request(request)

    async def aclose(self) -> None:
        """Closes all pools."""
        for pool in self._pools:
            await pool.aclose()


def creation(article: str = "item_123", quantity: int = 1) -> dict[str, Any]:
    """The body that creates a session of StateSet or ACP, which is ready for payment."""
    return {"items": [{"id": article, "quantity": quantity}], "fulfillment_address": ADDRESS}


def ucp_creation(article: str, quantity: int) -> dict[str, Any]:
    """The body that creates a checkout of UCP, which is ready for payment."""
    chosen = {"selected_option_id": "shipping_fast"}
    return platform.creation(
        (article, quantity),
        buyer=platform.BUYER,
        fulfillment=platform.sent_to(platform.DESTINATION, groups=[chosen]),
    )


@dataclass(frozen=True)
class SessionDialect:
    """A dialect with its root path, its headers, and the bodies that create a session and pay for it."""

    name: str
    root: str
    headers: tuple[tuple[str, str], ...] = ()
    conflict: int = 422
    creation: Callable[[str, int], dict[str, Any]] = creation
    payment: dict[str, Any] = field(default_factory=lambda: PAYMENT)

    def headers_for(self, key: str, api_key: str = "sk_test_demo") -> dict[str, str]:
        """The headers of a request with this idempotency key."""
        known = {"Authorization": f"Bearer {api_key}", "Idempotency-Key": key}
        return {**known, **dict(self.headers)}


STATESET = SessionDialect("stateset", "/v1/checkouts")
ACP = SessionDialect("acp", "/checkout_sessions", (("API-Version", "2025-09-29"),), conflict=409)
UCP = SessionDialect(
    "ucp",
    platform.ROOT,
    (("UCP-Agent", 'version="2026-04-08"'),),
    conflict=409,
    creation=ucp_creation,
    payment=platform.payment({"type": "token", "token": "success_token"}),
)
DIALECTS = (STATESET, ACP, UCP)


def is_replay(answer: httpx.Response) -> bool:
    """Whether a response is a replay."""
    return "true" in answer.headers.get_list("Idempotent-Replayed")


def ids(answers: Iterable[httpx.Response]) -> set[str]:
    """The session ids in the responses."""
    return {answer.json()["id"] for answer in answers}


def rows(database_url: str, statement: str) -> list[tuple[Any, ...]]:
    """The rows of a statement in the database."""
    with psycopg.connect(database_url) as connection:
        return connection.execute(statement.encode()).fetchall()


def opened(database_url: str) -> set[str]:
    """The ids of all opened checkouts."""
    found = rows(
        database_url,
        "SELECT originator_id FROM tillroll.checkout_events WHERE topic = 'checkout.opened'",
    )
    return {checkout_id for (checkout_id,) in found}


def payments(database_url: str) -> list[tuple[str, int]]:
    """The payment provider's records: the outcome of each payment attempt, and the number of its requests."""
    return rows(database_url, "SELECT outcome, asked FROM tillroll.demo_payments ORDER BY outcome")
