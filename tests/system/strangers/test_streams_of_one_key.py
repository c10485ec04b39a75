"""One history key cannot hold streams without end."""

from collections import Counter
from contextlib import ExitStack

from tests.system.service.server import Server
from tests.system.strangers.sender import raw_connection, sending

STREAMS = 100


def _stream(key: str) -> bytes:
    return (
        f"GET /history/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
        "Accept: text/event-stream\r\n\r\n"
    ).encode()


def test_the_streams_of_a_key_are_bounded(server: Server) -> None:
    """Of 100 streams some are served and the rest get 429. The key reads on, and another key has its stream."""
    with ExitStack() as opened:
        connections = []
        for number in range(STREAMS):
            source = f"127.0.1.{1 + number % 10}"
            connections.append(opened.enter_context(raw_connection(server, source)))
            connections[-1].sendall(_stream("demo-history"))
        statuses = Counter(each.recv(12)[9:] for each in connections)
        with sending(server) as reader:
            key = {"Authorization": "Bearer demo-history"}
            read = reader.send("GET", "/history/events", key)
        other = opened.enter_context(raw_connection(server, "127.0.2.1"))
        other.sendall(_stream("demo-auditor"))
        assert statuses.keys() == {b"200", b"429"}
        assert read.status == 200
        assert other.recv(12)[9:] == b"200"
