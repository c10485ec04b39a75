"""A client closes its connection during a streamed response."""

import dataclasses
import json
import socket
import struct
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from domain.events import CheckoutEvent
from interfaces.storage.postgres.schema.migrations import migrate
from tests.databases import Databases
from tests.domain.event_builders import numbered, opened, reference_changed
from tests.interfaces.storage.audit.histories import store
from tests.interfaces.storage.audit.reading import index
from tests.system.service.server import Server, running

KEY = {"Authorization": "Bearer demo-auditor"}
STREAMED = [
    ("/history/events", "text/csv"),
    ("/history/events", "application/x-ndjson"),
    ("/history/events", "application/vnd.apache.parquet"),
    ("/history/stream?after=0", "text/event-stream"),
]
# Together more than the connections to the database.
_REPETITIONS = 3
# More than the buffers of a connection, so that the export waits for its reader.
_CHECKOUTS, _CHARACTERS = 1_500, 5_000
_RESET = struct.pack("ii", 1, 0)


@pytest.fixture(scope="module")
def database(database_copies: Databases, migrated_database: str) -> Iterator[str]:
    """A database with many large events."""
    with database_copies.copy(migrated_database) as url:
        migrate(url)
        store(url, _events())
        index(url)
        yield url


def _events() -> list[CheckoutEvent]:
    reference = "r" * _CHARACTERS
    return [
        dataclasses.replace(event, originator_id=f"checkout-{number}")
        for number in range(_CHECKOUTS)
        for event in numbered([opened(), reference_changed(reference)])
    ]


def disconnect(server: Server, path: str, accept: str, *, after: int) -> None:
    """Sends a request, reads up to `after` bytes, and resets the connection."""
    where = urlsplit(server.address)
    assert where.hostname is not None
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(30)
        connection.connect((where.hostname, where.port or 80))
        key = KEY["Authorization"]
        head = f"GET {path} HTTP/1.1\r\nHost: t\r\nAuthorization: {key}\r\nAccept: {accept}\r\n\r\n"
        connection.sendall(head.encode())
        if after:
            assert connection.recv(after).startswith(b"HTTP/1.1 200 ")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)


def log_of(server: Server) -> tuple[str, list[dict[str, Any]]]:
    """Stops the server, and returns its log and the lines that are JSON objects."""
    assert server.stop() == 0
    assert server.process.stdout is not None
    log = server.process.stdout.read()
    return log, [json.loads(line) for line in log.splitlines() if line.startswith("{")]


@pytest.mark.parametrize("after", [0, 1000], ids=["before it begins", "in the middle"])
def test_a_client_that_disconnects_is_no_error(database: str, after: int) -> None:
    """The disconnect is logged at level info, and the database connections are free for the next request."""
    with running(database) as server:
        for path, accept in STREAMED * _REPETITIONS:
            disconnect(server, path, accept, after=after)
        page = httpx.get(
            f"{server.address}/history/events?limit=1",
            headers=KEY | {"X-Request-Id": "a-page"},
            timeout=30,
        )
        assert page.status_code == 200
        log, lines = log_of(server)
    assert "Traceback" not in log
    assert {line["level"] for line in lines} == {"info"}
    requests = [line for line in lines if line["event"] == "request"]
    assert {line["status"] for line in requests} == {200}
    left = {
        line["request_id"]
        for line in lines
        if line["event"] == "the client left before the end of the answer"
    }
    assert {line["request_id"] for line in requests} == left | {"a-page"}
    assert len(left) == len(STREAMED) * _REPETITIONS
