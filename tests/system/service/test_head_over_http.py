"""HEAD requests to a real server on one connection."""

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.databases import Databases
from tests.interfaces.telemetry.exposed import total
from tests.system.service.server import Server, authorised, new_checkout, running

KEY = {"Authorization": "Bearer demo-auditor"}
_CONFIG = """
demo = true
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.walley]
store_ids = [1001]
clients = [{ client_id = "demo-client", client_secret = "demo-secret" }]
[[history_keys]]
name = "auditor"
key = "demo-auditor"
merchants = "all"
"""


@pytest.fixture(scope="module")
def server(
    database_copies: Databases, migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server with one merchant and an auditor."""
    file = tmp_path_factory.mktemp("config") / "tillroll.toml"
    file.write_text(_CONFIG)
    with (
        database_copies.copy(migrated_database) as url,
        running(url, TILLROLL_CONFIG=str(file)) as started,
    ):
        yield started


@pytest.fixture
def connection(server: Server) -> Iterator[http.client.HTTPConnection]:
    """A connection that stays open between requests."""
    where = urlsplit(server.address)
    assert where.hostname is not None
    opened = http.client.HTTPConnection(where.hostname, where.port, timeout=30)
    opened.connect()
    # A response that closes the connection, or has a body, breaks the next request.
    opened.auto_open = 0
    yield opened
    opened.close()


def request(
    connection: http.client.HTTPConnection, method: str, path: str, accept: str = "*/*"
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a response."""
    connection.request(method, path, headers=KEY | {"Accept": accept, "X-Request-Id": "same"})
    answer = connection.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    headers.pop("date", None)
    return answer.status, headers, answer.read()


@pytest.mark.parametrize(
    "path", ["/history/events", "/openapi.json", "/healthz", "/history/checkouts/x", "/nothing"]
)
def test_the_connection_serves_the_next_request(
    connection: http.client.HTTPConnection, path: str
) -> None:
    """HEAD has the headers of GET, and the bytes after them are the next response."""
    head = request(connection, "HEAD", path)
    got = request(connection, "GET", path)
    again = request(connection, "HEAD", path)
    assert head == again == (*got[:2], b"")
    assert int(head[1]["content-length"]) == len(got[2])


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/history/stream", "text/event-stream"),
        ("/history/stream?after=0", "text/event-stream"),
        ("/history/events", "text/csv"),
        ("/history/events", "application/vnd.apache.parquet"),
    ],
)
def test_the_connection_serves_the_next_request_after_head_of_a_stream(
    connection: http.client.HTTPConnection, path: str, accept: str
) -> None:
    """HEAD of a stream ends after its headers, and the connection serves the next request."""
    status, headers, body = request(connection, "HEAD", path, accept)
    assert (status, body) == (200, b"")
    assert headers["content-type"].partition(";")[0] == accept
    assert request(connection, "GET", "/healthz")[0] == 200


def test_the_log_and_the_metrics_have_the_method_head(
    migrated_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The operation is HEAD with the declared path, for both ways in which endpoints are called."""
    file = tmp_path_factory.mktemp("config") / "tillroll.toml"
    file.write_text(_CONFIG)
    with running(migrated_url, TILLROLL_CONFIG=str(file)) as server:
        shop = authorised(server.address)
        checkout_id = new_checkout(server.address, shop)["privateId"]
        where = urlsplit(server.address)
        assert where.hostname is not None
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=30)
        operations = []
        for family, headers in (("/checkouts", shop), ("/history/checkouts", KEY)):
            connection.request("HEAD", f"{family}/{checkout_id}", headers=headers)
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (200, b"")
            operations.append(f"HEAD {family}/{{checkout_id}}")
        connection.close()
        for operation in operations:
            counted = total(
                server.address, "tillroll_request_seconds_count", operation=operation, outcome="ok"
            )
            assert counted == 1
        server.stop()
        assert server.process.stdout is not None
        log = server.process.stdout.read()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {line.get("operation") for line in lines} >= set(operations)
