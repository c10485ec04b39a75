"""Killing a server at a moment that is chosen, and no matter of luck.

A test holds a lock that PostgreSQL makes an effect wait for, sends requests, and kills the server while they wait.
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
demo_catalogue = true
"""
_TURN = 4711
_TRIGGER = f"""
CREATE OR REPLACE FUNCTION public.wait_for_the_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({_TURN});
    RETURN new;
END;
$$;
CREATE OR REPLACE TRIGGER waiting BEFORE INSERT ON tillroll.{{table}}
FOR EACH ROW EXECUTE FUNCTION public.wait_for_the_turn();
"""
Sent = tuple[str, Any, dict[str, str]]
"""Path, body and headers of a POST."""


@contextmanager
def serving(database_url: str, folder: Path) -> Iterator[Server]:
    """A server that takes a payment without an outcome for interrupted after a second. It ends by a kill."""
    file = folder / "tillroll.toml"
    file.write_text(CONFIGURATION, encoding="utf-8")
    with running(database_url, TILLROLL_CONFIG=str(file)) as server:
        yield server
        server.kill()


@asynccontextmanager
async def held_up(database_url: str, table: str) -> AsyncIterator[None]:
    """Whoever writes a row of the table waits until the block ends.

    By a trigger, since for a lock on the table a statement waits before it is even prepared.
    """
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        await connection.execute(_TRIGGER.format(table=table).encode())
        await connection.execute("SELECT pg_advisory_lock(%s)", (_TURN,))
        yield


def waits(database_url: str) -> list[int]:
    """The sessions of PostgreSQL that wait so."""
    statement = f"SELECT pid FROM pg_locks WHERE NOT granted AND objid = {_TURN}"
    return [pid for (pid,) in rows(database_url, statement)]


async def until(is_so: Callable[[], object]) -> None:
    """Waits until it is so."""
    for _ in range(1000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")


class Calls:
    """Requests on their way to a server that will not live to answer them."""

    def __init__(self, client: httpx.AsyncClient, server: Server, sent: Sequence[Sent]) -> None:
        self._tasks = [asyncio.create_task(post(client, server, each)) for each in sent]

    async def answered(self) -> list[httpx.Response]:
        """The answers that there were."""
        ended = await asyncio.gather(*self._tasks, return_exceptions=True)
        assert all(isinstance(each, httpx.Response | httpx.TransportError) for each in ended)
        return [each for each in ended if isinstance(each, httpx.Response)]


async def post(client: httpx.AsyncClient, server: Server, sent: Sent) -> httpx.Response:
    """One of them, and its answer."""
    path, body, headers = sent
    return await client.post(server.address + path, json=body, headers=headers)
