"""`tillroll mcp` over both transports, on a database and on a running service, with the client of the SDK."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from interfaces.storage.postgres.embedded.server import as_server
from tests.interfaces.cli.dispute import ID, NEWEST
from tests.interfaces.cli.history_tools.calls import TOOLS, call, refused
from tests.interfaces.cli.test_access_logging import access_log
from tests.master_key import MASTER_KEY
from tests.system.service.server import running

PROGRAM = (sys.executable, "-m", "interfaces.cli.main", "mcp")
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
JSON = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def service(proven: str) -> Iterator[str]:
    """The address of a server on the database, with the keys of a demo."""
    with running(proven) as server:
        yield server.address


@pytest.fixture(scope="module")
def over_database(proven: str) -> Iterator[str]:
    """The address of the tools on the database."""
    with answering(DATABASE_URL=as_server(proven), TILLROLL_MASTER_KEY=MASTER_KEY) as url:
        yield url


@pytest.fixture(scope="module")
def over_service(service: str) -> Iterator[str]:
    """The address of the tools on the service."""
    with answering("--server", service) as url:
        yield url


@contextmanager
def answering(*options: str, **environment: str) -> Iterator[str]:
    """`tillroll mcp --http` on a free port, until SIGTERM, at which it ends with 0."""
    with subprocess.Popen(
        [*PROGRAM, "--http", "0", *options],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stderr is not None
            yield process.stderr.readline().strip().rpartition(" ")[2]
            process.terminate()
            assert process.wait(30) == 0
        finally:
            process.kill()


@asynccontextmanager
async def over_http(url: str, key: str) -> AsyncIterator[Client]:
    """A client that sends a key with each message."""
    headers = {"Authorization": f"Bearer {key}"}
    async with (
        httpx2.AsyncClient(headers=headers) as http,
        Client(streamable_http_client(url, http_client=http)) as client,
    ):
        yield client


async def ask_each_tool(client: Client) -> None:
    """List the tools, call each of them, and ask for a checkout that is not there."""
    assert tuple(tool.name for tool in (await client.list_tools()).tools) == TOOLS
    found = await call(client, "find", name="A-1001")
    assert found["checkouts"][0]["checkout"] == ID
    assert (await call(client, "state", checkout=ID, at="3"))["version"] == 3
    assert (await call(client, "diff", checkout=ID, before="2", after="3"))["patch"]
    assert (await call(client, "blame", checkout=ID))["fields"]
    values = await call(client, "blame", checkout=ID, field="reference")
    assert values["values"][0]["value"] == "A-1001"
    assert (await call(client, "timeline", checkout=ID, limit=3))["window"]["last"] == NEWEST
    page = await call(client, "timeline", checkout=ID, limit=2, after_version=1)
    assert page["window"]["first"] == 2
    assert await refused(client, "evidence", checkout=ID)
    assert "checkout" in await refused(client, "state", checkout="nothing")
    assert "no field colour" in await refused(client, "blame", checkout=ID, field="colour")


async def test_over_http_on_a_database(proven: str, over_database: str) -> None:
    """Each tool answers a history key of the configuration, and the access log has the key's name."""
    async with over_http(over_database, "demo-auditor") as client:
        await ask_each_tool(client)
    reads = [each.read for each in await asyncio.to_thread(access_log, proven)]
    asked = [each for each in reads if each.provenance.dialect == "mcp"]
    assert {each.provenance.actor for each in asked} == {"history:demo-auditor"}
    assert asked[0].target == 'POST /mcp: find {"name":"A-1001"}'


async def test_over_http_on_a_service(over_service: str) -> None:
    """Each tool asks the service with the key that came with the message."""
    async with over_http(over_service, "demo-auditor") as client:
        await ask_each_tool(client)


async def test_on_standard_input_with_a_service(service: str) -> None:
    """`tillroll mcp --server` asks the service with TILLROLL_KEY, and needs no database."""
    environment = {
        name: each
        for name, each in os.environ.items()
        if name not in ("DATABASE_URL", "TILLROLL_MASTER_KEY")
    }
    command = StdioServerParameters(
        command=PROGRAM[0],
        args=[*PROGRAM[1:], "--server", service],
        env={**environment, "TILLROLL_KEY": "demo-auditor"},
    )
    async with Client(command) as client:
        await ask_each_tool(client)


@pytest.mark.parametrize("at", ["over_database", "over_service"])
async def test_what_a_key_reaches(at: str, request: pytest.FixtureRequest) -> None:
    """A key without persons:read sees no address, and one without history:read sees nothing."""
    url = request.getfixturevalue(at)
    async with over_http(url, "demo-auditor") as client:
        assert "Gatan 1" in str(await call(client, "state", checkout=ID))
    async with over_http(url, "demo-history") as client:
        assert "Gatan 1" not in str(await call(client, "state", checkout=ID))
        assert await refused(client, "find", name="ada@example.com")
    async with over_http(url, "demo-eraser") as client:
        assert "history:read" in await refused(client, "state", checkout=ID)


def test_messages_without_a_known_key(over_database: str, over_service: str) -> None:
    """They are answered 401 before the tools see them; a service that is asked checks the key itself."""
    for url in (over_database, over_service):
        assert httpx.post(url, json=HELLO, headers=JSON).status_code == 401
    wrong = {**JSON, "Authorization": "Bearer wrong"}
    assert httpx.post(over_database, json=HELLO, headers=wrong).status_code == 401


def test_pages_of_other_sites(over_database: str) -> None:
    """A foreign Host is answered 421, and a foreign Origin 403, whatever the key."""
    known = {**JSON, "Authorization": "Bearer demo-auditor"}
    rebound = httpx.post(over_database, json=HELLO, headers={**known, "Host": "evil.example"})
    assert rebound.status_code == 421
    foreign = {**known, "Origin": "https://evil.example"}
    assert httpx.post(over_database, json=HELLO, headers=foreign).status_code == 403


def test_a_person_at_a_terminal_reads_what_it_waits_for() -> None:
    """A sentence on standard error; a client's pipe gets messages of the protocol only."""
    terminal, own_end = os.openpty()
    environment = {
        **os.environ,
        "TILLROLL_SERVER": "http://127.0.0.1:9",
        "TILLROLL_KEY": "demo-auditor",
    }
    with subprocess.Popen(
        PROGRAM, stdin=own_end, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as waiting:
        assert waiting.stderr is not None
        try:
            assert b"Ctrl-C ends it" in waiting.stderr.readline()
        finally:
            waiting.kill()
    os.close(own_end)
    os.close(terminal)
