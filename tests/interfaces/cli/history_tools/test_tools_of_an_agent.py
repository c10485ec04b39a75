"""The tools of `tillroll mcp`, called by a client of the protocol on a database with a disputed checkout."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
from mcp import Client, StdioServerParameters
from psycopg import sql

from application.ports.access_log import AccessOutcome
from interfaces.cli.history_reader import local_user
from interfaces.cli.history_tools.asker import asker_on_this_machine
from interfaces.cli.history_tools.database_source import DatabaseSource
from interfaces.cli.history_tools.reader import open_reader
from interfaces.cli.history_tools.server import build_server
from interfaces.configuration.loading import load_configuration
from interfaces.storage.postgres.embedded.server import as_server
from tests.interfaces.cli.conftest import run_sql
from tests.interfaces.cli.dispute import ID, NEWEST
from tests.interfaces.cli.history_tools.calls import TOOLS, call, refused
from tests.interfaces.cli.history_tools.conftest import grant_to_server
from tests.interfaces.cli.test_access_logging import access_log
from tests.interfaces.storage.ledger.following import ORIGIN


@asynccontextmanager
async def agent(url: str, *, ledger: bool = True, persons: bool = False) -> AsyncIterator[Client]:
    """A client that is connected to the server in memory."""
    async with (
        open_reader(
            as_server(url),
            configuration=load_configuration(None, production=False),
            ledger_origin=ORIGIN if ledger else None,
            asker=lambda: asker_on_this_machine(sees_persons=persons),
            database_url=url,
            data=Path("unused"),
            config=None,
        ) as reader,
        Client(build_server(DatabaseSource(reader))) as client,
    ):
        yield client


async def test_every_tool_says_what_it_does_and_that_it_reads_only(proven: str) -> None:
    """Each tool and each of its arguments has a description, and the tools are marked as reading."""
    async with agent(proven) as client:
        listed = (await client.list_tools()).tools
    assert tuple(tool.name for tool in listed) == TOOLS
    for tool in listed:
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert all(each["description"] for each in tool.input_schema["properties"].values())


async def test_the_answers_about_a_checkout(proven: str) -> None:
    """Each tool answers with the document of the history API."""
    async with agent(proven) as client:
        found = await call(client, "find", name="A-1001")
        assert (found["matched"], found["checkouts"][0]["checkout"]) == ("reference", ID)
        now = await call(client, "state", checkout=ID)
        assert (now["version"], now["state"]["stage"]) == (NEWEST, "completed")
        assert (await call(client, "state", checkout=ID, at="3"))["version"] == 3
        changed = await call(client, "diff", checkout=ID, before="2", after="3")
        assert changed["patch"]
        origins = await call(client, "blame", checkout=ID)
        assert any(each["field"] == "/reference" for each in origins["fields"])
        values = await call(client, "blame", checkout=ID, field="reference")
        assert values["values"][0]["value"] == "A-1001"
        told = await call(client, "timeline", checkout=ID, limit=3)
        assert told["window"]["last"] == NEWEST
        first = await call(client, "timeline", checkout=ID, limit=2, after_version=0)
        assert (first["window"]["first"], first["window"]["last"]) == (1, 2)


async def test_the_claims_of_a_purchase(proven: str) -> None:
    """The summary has what was agreed, the claims with their grounds, and the files that a pack would have."""
    async with agent(proven) as client:
        summary = await call(client, "evidence", checkout=ID, reason="fraud")
    assert summary["agreed"]["total"] == summary["agreed"]["shown_total"]
    assert {each["ground"] for each in summary["claims"]} >= {"proven", "recorded", "not proven"}
    assert "events/0001.json" in summary["files"]


async def test_no_answer_is_an_error_in_a_sentence(proven: str) -> None:
    """An unknown id, version, field, instant or name is an error that the agent can read."""
    async with agent(proven, ledger=False) as client:
        for tool in ("state", "blame", "timeline"):
            assert "There is no checkout nothing." in await refused(
                client, tool, checkout="nothing"
            )
        assert "There is no version 99" in await refused(client, "state", checkout=ID, at="99")
        assert "no instant" in await refused(client, "diff", checkout=ID, before="1", after="noon")
        assert "no field colour" in await refused(client, "blame", checkout=ID, field="colour")
        assert "No checkout" in await refused(client, "find", name="nobody@example.com")
        assert "There is no ledger" in await refused(client, "evidence", checkout=ID)
        assert "version" in await refused(client, "state", checkout=ID, version=3)


async def test_personal_data_is_hidden_unless_it_is_asked_for(proven: str) -> None:
    """Without `--persons` no answer has the customer's address."""
    async with agent(proven) as client:
        hidden = [await call(client, tool, checkout=ID) for tool in ("state", "blame", "evidence")]
    assert "Gatan 1" not in str(hidden)
    async with agent(proven, persons=True) as client:
        assert "Gatan 1" in str(await call(client, "state", checkout=ID))


async def test_erased_data_is_not_shown(own_dispute: str) -> None:
    """Once the key of a checkout is destroyed, no tool shows the customer's address, whatever was asked for."""
    grant_to_server(own_dispute)
    run_sql(own_dispute, "DELETE FROM tillroll.data_keys WHERE checkout_id = %s", ID)
    async with agent(own_dispute, persons=True) as client:
        shown = [await call(client, tool, checkout=ID) for tool in ("state", "blame", "timeline")]
    assert "Gatan 1" not in str(shown)


async def test_the_command_on_standard_input_and_output(proven: str) -> None:
    """`tillroll mcp` speaks the protocol, and ends when its client does."""
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "interfaces.cli.main", "mcp"],
        env={**os.environ, "DATABASE_URL": as_server(proven)},
    )
    async with Client(command) as client:
        assert client.server_info is not None
        assert client.server_info.name == "tillroll"
        assert (await call(client, "state", checkout=ID, at="v2"))["version"] == 2
        assert "There is no ledger" in await refused(client, "evidence", checkout=ID)


def test_sigterm_ends_the_command_while_it_waits_for_input(proven: str) -> None:
    """The command ends with the status of the signal, although its client has not closed the input."""
    first: dict[str, Any] = {"protocolVersion": "2025-06-18", "capabilities": {}}
    first["clientInfo"] = {"name": "test", "version": "1"}
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": first}
    with subprocess.Popen(
        [sys.executable, "-m", "interfaces.cli.main", "mcp"],
        env={**os.environ, "DATABASE_URL": as_server(proven)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as command:
        assert command.stdin is not None
        assert command.stdout is not None
        command.stdin.write(json.dumps(hello).encode() + b"\n")
        command.stdin.flush()
        assert json.loads(command.stdout.readline())["id"] == 1
        command.terminate()
        try:
            assert command.wait(60) == 128 + signal.SIGTERM
        finally:
            command.kill()


async def test_the_tools_write_the_access_log_only(proven: str) -> None:
    """After a call of each tool every other table has the rows of before, and each call is in the log with the user."""
    before, kept = digests(proven), await asyncio.to_thread(access_log, proven)
    async with agent(proven) as client:
        await call(client, "find", name="ada@example.com")
        await call(client, "diff", checkout=ID, before="1", after="2")
        for tool in ("state", "blame", "timeline", "evidence"):
            await call(client, tool, checkout=ID)
        await refused(client, "state", checkout="nothing")
    assert digests(proven) == before
    added = (await asyncio.to_thread(access_log, proven))[len(kept) :]
    reads = [each.read for each in added]
    assert [(read.provenance.operation, read.checkout_id) for read in reads] == [
        ("find", None),
        *((tool, ID) for tool in ("diff", "state", "blame", "timeline", "evidence")),
        ("state", "nothing"),
    ]
    assert {read.provenance.actor for read in reads} == {f"user:{local_user()}"}
    assert reads[0].target == 'tillroll mcp: find {"name":"..."}'
    assert reads[-1].outcome is AccessOutcome.NOT_FOUND


def digests(url: str) -> dict[str, str]:
    """A digest of the rows of each table but the access log."""
    listed = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'tillroll' AND tablename <> 'reads'"
    )
    with psycopg.connect(url) as connection:
        names = [str(name) for (name,) in connection.execute(listed)]
        assert "checkout_events" in names
        found = {}
        for name in names:
            rows = sql.SQL(
                "SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM tillroll.{} t"
            ).format(sql.Identifier(name))
            row = connection.execute(rows).fetchone()
            assert row is not None
            found[name] = str(row[0])
    return found
