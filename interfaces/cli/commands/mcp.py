"""`tillroll mcp`: lets an agent read the history."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import USAGE, fail
from interfaces.cli.history_reader import ShowPersons
from interfaces.cli.ledgers import find_configuration
from interfaces.cli.master_keys import Config
from interfaces.cli.service.address import named_service, service_url

_Http = Annotated[
    int | None,
    typer.Option(
        "--http",
        metavar="PORT",
        min=0,
        max=65535,
        help="Answer on http://127.0.0.1:PORT/mcp. Each message has a history key.",
    ),
]
_PublicHost = Annotated[
    list[str] | None,
    typer.Option(help="With --http: a host name of a proxy before this server; repeatable."),
]


def mcp(
    persons: ShowPersons = False,
    http: _Http = None,
    public_host: _PublicHost = None,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Let an agent read the history with the Model Context Protocol, on standard input and output or over HTTP.

    The tools are find, state, diff, blame, timeline and evidence. The access log records each call with your name, or
    with that of the history key.
    """
    if config is None and (named := os.environ.get("TILLROLL_CONFIG")):
        config = Path(named)
    if http is not None:
        if persons:
            fail("Over HTTP the keys decide: give one the scope persons:read.", USAGE)
        _answer_over_http(http, public_host or [], config, database_url, data)
        return
    address = named_service()
    if address is not None:
        from interfaces.cli.history_tools.server import build_server
        from interfaces.cli.history_tools.service_source import ServiceSource

        _run(build_server(ServiceSource(lambda: address)).run_stdio_async)
        return
    with recorded_database(database_url, data) as url:
        from interfaces.cli.history_tools.opening import Database, answer_user

        database = Database(url, find_configuration(config), config, database_url, data)
        _run(lambda: answer_user(database, sees_persons=persons))


def _answer_over_http(
    port: int, hosts: list[str], config: Path | None, database_url: str | None, data: Path
) -> None:
    """Answer messages until a signal: from a service if one is named, else from the database."""
    from interfaces.cli.history_tools.over_http.command import answer_from, answer_from_database

    url = service_url()
    if url is not None:
        answer_from(url, port, hosts, find_configuration(config))
        return
    with recorded_database(database_url, data) as database:
        answer_from_database(database, port, hosts, config, database_url, data)


def _run(serve: Callable[[], Coroutine[object, object, None]]) -> None:
    """Run until the client closes standard input, or a signal ends the command.

    Where a person typed the command, a sentence says what it waits for. The read of standard input cannot be
    interrupted. So it is left to daemon threads, which do not hold up the end.
    """
    if sys.stdin.isatty():
        typer.echo(
            "An agent starts this command and writes messages of the Model Context Protocol to it. Ctrl-C ends it.",
            err=True,
        )
    outcome: Future[None] = Future()

    def run() -> None:
        try:
            outcome.set_result(asyncio.run(serve()))
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=run, daemon=True).start()
    outcome.result()
