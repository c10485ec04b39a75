"""Connections that send exactly what a test says."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

from tests.system.service.server import Server


def connection_to(server: Server) -> socket.socket:
    """Return a connection, with a time limit that only a hanging server exceeds."""
    address = urlsplit(server.address)
    assert address.hostname is not None
    return socket.create_connection((address.hostname, address.port or 80), 60)


@contextmanager
def holding(server: Server, number: int, sent: bytes) -> Iterator[list[socket.socket]]:
    """Hold so many connections, on each of which the same bytes were sent."""
    with ExitStack() as stack:
        connections = [stack.enter_context(connection_to(server)) for _ in range(number)]
        for connection in connections:
            connection.sendall(sent)
        yield connections


def head(request: str, *headers: str) -> bytes:
    """Return the head of a request, with a Host."""
    return "\r\n".join((f"{request} HTTP/1.1", "Host: localhost", *headers, "", "")).encode()


def status_of(connection: socket.socket) -> int:
    """Wait for a response and return its status."""
    with connection.makefile("rb") as file:
        return int(file.readline().split()[1])
