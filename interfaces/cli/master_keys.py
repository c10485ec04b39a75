"""Find the master keys for a command, where the server of the same database finds them."""

import os
from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.databases import own_master_key
from interfaces.cli.exit_codes import MISCONFIGURED, exit_on
from interfaces.configuration.master_key import MasterKeySource
from interfaces.storage.codecs.wrapping import KeyWrapping

Config = Annotated[
    Path | None,
    typer.Option(
        envvar="TILLROLL_CONFIG",
        exists=True,
        dir_okay=False,
        readable=True,
        help="TOML file of the server, whose table `keys` may name the file of master keys.",
    ),
]


def find_master_keys(config: Path | None, database_url: str | None, data: Path) -> MasterKeySource:
    """Return where the master keys of the database are. Exits with 78 if none are configured."""
    from interfaces.configuration.loading import load_configuration
    from interfaces.configuration.master_key import master_key_source
    from interfaces.configuration.refusal import ConfigurationRefused

    with exit_on(ConfigurationRefused, status=MISCONFIGURED):
        configured = None
        if config is not None:
            configured = load_configuration(config, production=False).keys.master_key_file
        return master_key_source(
            os.environ,
            configured=configured,
            configuration_file=config,
            own=own_master_key(database_url, data),
        )


def readable_master_keys(
    database_url: str | None, data: Path, config: Path | None = None
) -> KeyWrapping:
    """Return the master keys for a command that reads; none if they are not configured or cannot be read.

    `config` is the TOML file of the server, by default the one in TILLROLL_CONFIG. Without master keys, personal data
    is shown as sealed, and a command that has to open it exits with 69.
    """
    from interfaces.configuration.loading import load_configuration
    from interfaces.configuration.master_key import master_key_source
    from interfaces.configuration.refusal import ConfigurationRefused
    from interfaces.storage.codecs.wrapping import NoMasterKeys
    from interfaces.storage.master_key_file import MasterKeyRefused

    if config is None and (named := os.environ.get("TILLROLL_CONFIG")) is not None:
        config = Path(named)
    try:
        configured = None
        if config is not None:
            configured = load_configuration(config, production=False).keys.master_key_file
        source = master_key_source(
            os.environ,
            configured=configured,
            configuration_file=config,
            own=own_master_key(database_url, data),
        )
        return source.read()
    except (ConfigurationRefused, MasterKeyRefused):
        return NoMasterKeys()
