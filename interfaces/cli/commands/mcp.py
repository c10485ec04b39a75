"""`tillroll mcp`: lets an agent read the history."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from threading import Thread

from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.history_reader import ShowPersons
from interfaces.cli.ledgers import find_configuration
from interfaces.cli.master_keys import Config


def mcp(
    persons: ShowPersons = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Let an agent read the history with the Model Context Protocol, on standard input and output.

    The tools are find, state, diff, blame, timeline and evidence. The access log records each call with your name.
    """
    if config is None and (named := os.environ.get("TILLROLL_CONFIG")):
        config = Path(named)
    with recorded_database(database_url, data) as url:
        _run(lambda: _serve(url, config, database_url, data, sees_persons=persons))


def _run(serve: Callable[[], Coroutine[object, object, None]]) -> None:
    """Run until the client closes standard input, or a signal ends the command.

    The read of standard input cannot be interrupted. So it is left to daemon threads, which do not hold up the end.
    """
    outcome: Future[None] = Future()

    def run() -> None:
        try:
            outcome.set_result(asyncio.run(serve()))
        except BaseException as error:
            outcome.set_exception(error)

    Thread(target=run, daemon=True).start()
    outcome.result()


async def _serve(
    url: str, config: Path | None, database_url: str | None, data: Path, *, sees_persons: bool
) -> None:
    from interfaces.cli.history_tools.reader import open_reader
    from interfaces.cli.history_tools.server import build_server
    from interfaces.configuration.ledger.files import ledger_setup

    configuration = find_configuration(config)
    ledger = ledger_setup(configuration, config, data if database_url is None else None)
    async with open_reader(
        url,
        configuration=configuration,
        ledger_origin=None if ledger is None else ledger.origin,
        sees_persons=sees_persons,
        database_url=database_url,
        data=data,
        config=config,
    ) as reader:
        await build_server(reader).run_stdio_async()
