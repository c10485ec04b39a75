"""A body that does not come, or never ends, holds up nobody but its sender, who is answered and hung up on."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.conftest import fresh_database
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
_ASKED = {
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
def server(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that waits for a body, though not for long."""
    file = tmp_path_factory.mktemp("config") / "tillroll.toml"
    file.write_text(_CONFIG)
    with fresh_database(database_url) as url, running(url, TILLROLL_CONFIG=str(file)) as started:
        yield started


def _connected(server: Server) -> socket.socket:
    where = urlsplit(server.address)
    assert where.hostname is not None
    return socket.create_connection((where.hostname, where.port or 80), 30)


def _head(name: str, length: str) -> bytes:
    request, headers = _ASKED[name]
    return f"{request} HTTP/1.1\r\nHost: localhost\r\n{headers}{length}\r\n\r\n".encode()


def _everything(connection: socket.socket) -> bytes:
    """What is answered until the server hangs up."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("name", _ASKED)
@pytest.mark.parametrize(
    ("length", "beginning"),
    [("Content-Length: 100", b'{"a"'), ("Transfer-Encoding: chunked", b'4\r\n{"a"\r\n')],
    ids=["declared", "chunked"],
)
def test_a_body_that_stops_is_answered_in_the_shape_of_the_dialect(
    server: Server, name: str, length: str, beginning: bytes
) -> None:
    """408, and the connection is closed, since what would come next on it is no request."""
    with _connected(server) as connection:
        connection.sendall(_head(name, length) + beginning)
        head, _, body = _everything(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in head.lower()
    assert set(json.loads(body)) >= _SHAPES[name]


def test_a_body_that_trickles_is_cut_off(server: Server) -> None:
    """A byte now and then gains no time: what counts is the whole body, not the last byte."""
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


def test_all_places_taken_by_them_are_free_again(server: Server) -> None:
    """20 requests may be under way: 20 that wait for their bodies end, and the next one is served."""
    held = [_connected(server) for _ in range(20)]
    for connection in held:
        connection.sendall(_head("payments", "Content-Length: 100"))
    for connection in held:
        assert _everything(connection).startswith(b"HTTP/1.1 408 ")
        connection.close()
    key = {"Authorization": "Bearer demo-payments"}
    answer = httpx.post(f"{server.address}/payments/1/failed", headers=key, json={})
    assert answer.status_code == 404


def test_a_head_that_never_ends_is_hung_up_on(server: Server) -> None:
    """Megabytes of headers are not collected; others are served as before."""
    header = b"X-Padding: " + b"x" * 10_000 + b"\r\n"
    with _connected(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
        with pytest.raises(ConnectionError):
            connection.sendall(header * 5_000)
    assert httpx.get(f"{server.address}/healthz").status_code == 200
