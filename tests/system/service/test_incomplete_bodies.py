"""An incomplete or endless body delays only its sender, who gets 408 and a closed connection."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.databases import Databases
from tests.system.service.server import Server, running

_CONFIG = """
demo = true
serving.body_within_seconds = 0.3
serving.most_under_way = 20
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = ["demo-payments"]
[merchants.walley]
store_ids = [1001]
clients = [{ client_id = "demo-client", client_secret = "demo-secret" }]
[merchants.svea]
credentials = [{ merchant_id = "100001", secret = "demo-svea-secret" }]
[merchants.selling]
keys = [{ name = "agent", key = "sk_test_demo" }]
"""
_JSON = "Content-Type: application/json\r\n"
_KEY = "Authorization: Bearer sk_test_demo\r\n"
_REQUESTS = {
    "walley": ("POST /oauth2/v2.0/token", "Content-Type: application/x-www-form-urlencoded\r\n"),
    "svea": (
        "POST /api/orders",
        f"{_JSON}Authorization: Svea MTAwMDAxOmFi\r\nTimestamp: 2026-01-01 00:00:00\r\n",
    ),
    "stateset": ("POST /v1/checkouts", _JSON + _KEY),
    "acp": (
        "POST /checkout_sessions",
        f"{_JSON}{_KEY}API-Version: 2026-04-17\r\nIdempotency-Key: 1\r\n",
    ),
    "payments": (
        "POST /payments/1/failed",
        f"{_JSON}Authorization: Bearer demo-payments\r\n",
    ),
}
_SHAPES = {
    "walley": {"error", "error_description"},
    "svea": {"Code", "Message", "Errors"},
    "stateset": {"error"},
    "acp": {"type", "code", "message"},
    "payments": {"type", "title", "status", "detail", "instance"},
}


@pytest.fixture(scope="module")
def server(
    database_copies: Databases, migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server with a short timeout for bodies."""
    file = tmp_path_factory.mktemp("config") / "tillroll.toml"
    file.write_text(_CONFIG)
    with (
        database_copies.copy(migrated_database) as url,
        running(url, TILLROLL_CONFIG=str(file)) as started,
    ):
        yield started


def _connected(server: Server) -> socket.socket:
    where = urlsplit(server.address)
    assert where.hostname is not None
    return socket.create_connection((where.hostname, where.port or 80), 30)


def _head(name: str, length: str) -> bytes:
    request, headers = _REQUESTS[name]
    return f"{request} HTTP/1.1\r\nHost: localhost\r\n{headers}{length}\r\n\r\n".encode()


def _read_all(connection: socket.socket) -> bytes:
    """Everything that is received until the server closes the connection."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("name", _REQUESTS)
@pytest.mark.parametrize(
    ("length", "beginning"),
    [("Content-Length: 100", b'{"a"'), ("Transfer-Encoding: chunked", b'4\r\n{"a"\r\n')],
    ids=["declared", "chunked"],
)
def test_an_incomplete_body_gets_408_in_the_dialects_format(
    server: Server, name: str, length: str, beginning: bytes
) -> None:
    """The response is 408, and the connection is closed, since its next bytes are no request."""
    with _connected(server) as connection:
        connection.sendall(_head(name, length) + beginning)
        head, _, body = _read_all(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in head.lower()
    assert set(json.loads(body)) >= _SHAPES[name]


def test_a_slow_body_gets_408(server: Server) -> None:
    """The timeout applies to the whole body, so single bytes do not extend it."""
    with _connected(server) as connection:
        connection.sendall(_head("stateset", "Content-Length: 1000000"))
        connection.settimeout(0.1)
        answered = b""
        while not answered:
            try:
                connection.sendall(b" ")
                answered = connection.recv(65536)
            except TimeoutError:
                continue
    assert answered.startswith(b"HTTP/1.1 408 ")


def test_incomplete_bodies_release_their_admission(server: Server) -> None:
    """20 requests with incomplete bodies reach the admission limit, end with 408, and the next request is served."""
    held = [_connected(server) for _ in range(20)]
    for connection in held:
        connection.sendall(_head("payments", "Content-Length: 100"))
    for connection in held:
        assert _read_all(connection).startswith(b"HTTP/1.1 408 ")
        connection.close()
    key = {"Authorization": "Bearer demo-payments"}
    answer = httpx.post(f"{server.address}/payments/1/failed", headers=key, json={})
    assert answer.status_code == 404


def test_an_endless_header_closes_the_connection(server: Server) -> None:
    """Megabytes of headers close the connection, and other requests are served."""
    header = b"X-Padding: " + b"x" * 10_000 + b"\r\n"
    with _connected(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
        with pytest.raises(ConnectionError):
            connection.sendall(header * 5_000)
    assert httpx.get(f"{server.address}/healthz").status_code == 200
