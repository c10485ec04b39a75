"""Send requests to a real server from any loopback address, so that a test has more than one client."""

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tests.system.service.server import Server

SECONDS = 30


@dataclass(frozen=True)
class Reply:
    """The status, headers and body of an answer."""

    status: int
    headers: Message
    body: bytes

    def json(self) -> Any:
        """Return the decoded body."""
        return json.loads(self.body)


class Sender:
    """A keep-alive connection from a loopback address such as 127.0.1.1. It connects again when it has to."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection

    def send(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        """Send a request and return its answer."""
        self._connection.request(method, path, body or None, dict(headers or {}))
        answer = self._connection.getresponse()
        return Reply(answer.status, answer.headers, answer.read())


@contextmanager
def sending(server: Server, source: str = "127.0.0.1") -> Iterator[Sender]:
    """Open a connection from the address `source` that is closed at the end of the block."""
    host, port = _listening(server)
    with closing(HTTPConnection(host, port, SECONDS, source_address=(source, 0))) as connection:
        yield Sender(connection)


def raw_connection(server: Server, source: str) -> socket.socket:
    """Connect from the address `source`, for what no HTTP client sends."""
    return socket.create_connection(_listening(server), SECONDS, source_address=(source, 0))


def _listening(server: Server) -> tuple[str, int]:
    where = urlsplit(server.address)
    assert where.hostname is not None
    assert where.port is not None
    return where.hostname, where.port
