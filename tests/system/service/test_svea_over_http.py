"""Svea over HTTP on a real server: the capitals of header names, and concurrent creations."""

import asyncio
import socket
from collections import Counter
from urllib.parse import urlsplit

import httpx
import psycopg

from tests.system.service.server import running
from tests.system.service.svea_shop import creation, signed

CREATORS = 24
ROUNDS = 3


def _response_head(address: str, request: bytes) -> list[str]:
    """The head of the response to a request, as received."""
    host = urlsplit(address)
    assert host.hostname is not None
    with socket.create_connection((host.hostname, host.port or 80), timeout=30) as connection:
        connection.sendall(request)
        received = b""
        while part := connection.recv(65536):
            received += part
    return received.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")


def _post_request(body: bytes, headers: dict[str, str]) -> bytes:
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = [
        "POST /api/orders HTTP/1.1",
        "Host: tillroll.test",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *lines,
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def test_two_header_names_have_their_capitals(migrated_url: str) -> None:
    """`Location` and `ErrorMessage` have these capitals, which the provider's PHP SDK requires."""
    body = creation("A-1")
    with running(migrated_url) as server:
        created = _response_head(server.address, _post_request(body, signed(body)))
        refused = _response_head(server.address, _post_request(body, {}))
    assert created[0] == "HTTP/1.1 201 Created"
    assert [
        line for line in created if line.startswith("Location: http://tillroll.test/api/orders/")
    ]
    assert refused[0] == "HTTP/1.1 401 Unauthorized"
    assert [line for line in refused if line.startswith("ErrorMessage: Send the headers ")]


async def test_concurrent_creations_make_one_order(migrated_url: str) -> None:
    """Of concurrent creations on two servers one gets 201, and the others get 200 with the same order."""
    with running(migrated_url) as one, running(migrated_url) as two:
        async with httpx.AsyncClient(timeout=30) as client:

            async def create(place: int, number: str) -> httpx.Response:
                address = (one, two)[place % 2].address
                body = creation(number)
                return await client.post(
                    f"{address}/api/orders", content=body, headers=signed(body)
                )

            for turn in range(ROUNDS):
                answers = await asyncio.gather(
                    *(create(place, f"A-{turn}") for place in range(CREATORS))
                )
                assert Counter(answer.status_code for answer in answers) == {
                    201: 1,
                    200: CREATORS - 1,
                }
                assert len({answer.json()["OrderId"] for answer in answers}) == 1
    with psycopg.connect(migrated_url) as connection:
        opened = connection.execute(
            "SELECT count(*), count(DISTINCT originator_id) FROM tillroll.checkout_events "
            "WHERE topic = 'checkout.opened'"
        ).fetchone()
        names = connection.execute(
            "SELECT scope, count(*) FROM tillroll.names GROUP BY scope ORDER BY scope"
        ).fetchall()
    assert opened == (ROUNDS, ROUNDS)
    assert names == [
        ("order-number", ROUNDS),
        ("public-token", ROUNDS),
        ("reference:demo-shop", ROUNDS),
    ]
