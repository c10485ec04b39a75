"""Kills a server at a defined point in time.

A test holds a lock that the inserts into a table wait for, sends requests, and kills the server while they wait.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg

from tests.system.service.agents import rows
from tests.system.service.server import Server, running

CONFIGURATION = """
demo = true
[checkout]
payment_patience_seconds = 1

[[merchants]]
id = "demo-shop"
name = "Demo Shop"

[merchants.selling]
keys = [{ name = "demo", key = "sk_test_demo" }]
provider = "demo"
demo_catalogue = true

[merchants.ucp]
profiles = "lenient"
[[merchants.ucp.handlers]]
id = "mock_payment_handler"
name = "example.shop.mock_payment"
succeeding_tokens = ["success_token"]
"""
_LOCK = 4711
_TRIGGER = f"""
CREATE OR REPLACE FUNCTION public.wait_for_the_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({_LOCK});
    RETURN new;
END;
$$;
CREATE OR REPLACE TRIGGER waiting BEFORE INSERT ON tillroll.{{table}}
FOR EACH ROW EXECUTE FUNCTION public.wait_for_the_lock();
"""
Sent = tuple[str, Any, dict[str, str]]
"""Path, body and headers of a POST."""


@contextmanager
def serving(database_url: str, folder: Path) -> Iterator[Server]:
    """A server that regards a payment without an outcome as interrupted after a second. It ends with SIGKILL."""
    file = folder / "tillroll.toml"
    file.write_text(CONFIGURATION, encoding="utf-8")
    with running(database_url, TILLROLL_CONFIG=str(file)) as server:
        yield server
        server.kill()


@asynccontextmanager
async def blocked_inserts(database_url: str, table: str) -> AsyncIterator[None]:
    """Inserts into the table wait until the block ends.

    It uses a trigger, since with a table lock a statement would wait before it is prepared.
    """
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        await connection.execute(_TRIGGER.format(table=table).encode())
        await connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        yield


def blocked_sessions(database_url: str) -> list[int]:
    """The PostgreSQL sessions that wait for the lock."""
    statement = f"SELECT pid FROM pg_locks WHERE NOT granted AND objid = {_LOCK}"
    return [pid for (pid,) in rows(database_url, statement)]


async def wait_until(condition: Callable[[], object]) -> None:
    """Waits until the condition is true."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the condition did not become true")


class PendingRequests:
    """Requests to a server that is killed before it responds."""

    def __init__(self, client: httpx.AsyncClient, server: Server, sent: Sequence[Sent]) -> None:
        self._tasks = [asyncio.create_task(post(client, server, each)) for each in sent]

    async def responses(self) -> list[httpx.Response]:
        """The responses that arrived."""
        ended = await asyncio.gather(*self._tasks, return_exceptions=True)
        assert all(isinstance(each, httpx.Response | httpx.TransportError) for each in ended)
        return [each for each in ended if isinstance(each, httpx.Response)]


async def post(client: httpx.AsyncClient, server: Server, sent: Sent) -> httpx.Response:
    """Sends one request, and returns its response."""
    path, body, headers = sent
    return await client.post(server.address + path, json=body, headers=headers)
