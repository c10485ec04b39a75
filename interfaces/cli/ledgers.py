"""Find the ledgers of a command, where the server of the same database finds it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from interfaces.cli.exit_codes import MISCONFIGURED, exit_on, fail
from interfaces.cli.master_keys import readable_master_keys
from interfaces.configuration.settings import Configuration
from interfaces.storage.postgres.ledger.kinds import EVENTS, LedgerKind
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from interfaces.storage.postgres.storage import PostgresStorage


def find_configuration(config: Path | None) -> Configuration:
    """Return the configuration of the server, or that of a demo. Exits with 78 if it is refused."""
    from interfaces.configuration.loading import load_configuration
    from interfaces.configuration.refusal import ConfigurationRefused

    with exit_on(ConfigurationRefused, status=MISCONFIGURED):
        return load_configuration(config, production=False)


def find_ledger(config: Path | None, database_url: str | None, data: Path) -> LedgerSetup:
    """Return the setup of the ledger of events, or that of a demo. Exits with 78 if there is none.

    `config` is the TOML file of the server, by default the one in TILLROLL_CONFIG.
    """
    from interfaces.configuration.ledger.files import ledger_setup

    if config is None and (named := os.environ.get("TILLROLL_CONFIG")):
        config = Path(named)
    own = data if database_url is None else None
    setup = ledger_setup(find_configuration(config), config, own)
    if setup is None:
        fail("There is no ledger: the configuration has no [ledger].", MISCONFIGURED)
    return setup


@asynccontextmanager
async def open_ledger(
    url: str, setup: LedgerSetup, config: Path | None, database_url: str | None, data: Path
) -> AsyncIterator[PostgresStorage]:
    """Open the storage with both ledgers, and with the master keys if they can be read."""
    keys = readable_master_keys(database_url, data, config)
    async with PostgresStorage(
        url, readers=1, master_keys=keys, ledger_origin=setup.origin
    ) as storage:
        yield storage


def noun_of(kind: LedgerKind) -> str:
    """Return what a ledger has entries of, as a noun of one."""
    return "event" if kind is EVENTS else "refused attempt"


def version_noun_of(kind: LedgerKind) -> str:
    """Return what the version of a record is called at the beginning of a sentence."""
    return "Version" if kind is EVENTS else "Refused attempt"
