"""Open the database that the tools ask, with its ledger and master keys."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from interfaces.cli.history_tools.asker import Asker, asker_on_this_machine
from interfaces.cli.history_tools.database_source import DatabaseSource
from interfaces.cli.history_tools.reader import open_reader
from interfaces.cli.history_tools.server import build_server
from interfaces.configuration.ledger.files import ledger_setup
from interfaces.configuration.settings import Configuration


@dataclass(frozen=True)
class Database:
    """A database at `url`. `database_url` is None for the embedded one, whose files are in `data`."""

    url: str
    configuration: Configuration
    config: Path | None
    database_url: str | None
    data: Path

    @asynccontextmanager
    async def open(self, asker: Callable[[], Asker]) -> AsyncIterator[DatabaseSource]:
        """Open it. `asker` returns who asks now."""
        own = self.data if self.database_url is None else None
        ledger = ledger_setup(self.configuration, self.config, own)
        async with open_reader(
            self.url,
            configuration=self.configuration,
            ledger_origin=None if ledger is None else ledger.origin,
            asker=asker,
            database_url=self.database_url,
            data=self.data,
            config=self.config,
        ) as reader:
            yield DatabaseSource(reader)


async def answer_user(database: Database, *, sees_persons: bool) -> None:
    """Answer the agent that the user of this machine started, on standard input and output, until the input ends."""
    user = asker_on_this_machine(sees_persons=sees_persons)
    async with database.open(lambda: user) as source:
        await build_server(source).run_stdio_async()
