"""`tillroll serve` and `tillroll stop-database`."""

from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.databases import (
    VAR,
    Data,
    DatabaseUrl,
    database_folder,
    lasting_database,
    own_master_key,
)
from interfaces.cli.exit_codes import MISCONFIGURED, UNAVAILABLE, exit_on, exit_zero_on_signals


def serve(
    host: Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="PORT", min=0, max=65535, help="Port to listen on.")
    ] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Number of server processes.")] = 1,
    database_url: DatabaseUrl = None,
    config: Annotated[
        Path | None,
        typer.Option(
            envvar="TILLROLL_CONFIG",
            exists=True,
            dir_okay=False,
            readable=True,
            help="TOML file that replaces the demo configuration.",
        ),
    ] = None,
    demo_on_the_network: Annotated[
        bool,
        typer.Option(
            "--demo-on-the-network",
            help="Serve in demo mode, with secrets that everybody knows, on an address that is not loopback.",
        ),
    ] = False,
    data: Data = VAR,
) -> None:
    """Serve HTTP until interrupted, with a PostgreSQL of its own unless one is named.

    Exit status: 0 stopped by a signal, 2 wrong usage, 69 no database or no free port,
    78 configuration refused, 1 anything else.
    """
    from psycopg import OperationalError

    from interfaces.configuration.refusal import ConfigurationRefused
    from interfaces.serving.server import AddressInUse
    from interfaces.serving.server import serve as serve_http
    from interfaces.storage.postgres.embedded.server import EmbeddedPostgresFailed
    from interfaces.storage.postgres.schema.migrations import SchemaRefused
    from interfaces.telemetry.logs import LogSettingsRefused

    unavailable = (EmbeddedPostgresFailed, OperationalError, SchemaRefused, AddressInUse)
    with (
        exit_zero_on_signals(),
        exit_on(ConfigurationRefused, LogSettingsRefused, status=MISCONFIGURED),
        exit_on(*unavailable, status=UNAVAILABLE),
        lasting_database(database_url, data) as url,
    ):
        serve_http(
            database_url=url,
            host=host,
            port=port,
            workers=workers,
            config=config,
            demo_on_the_network=demo_on_the_network,
            own_master_key=own_master_key(database_url, data),
        )


def stop_database(data: Data = VAR) -> None:
    """Stop the PostgreSQL that a killed tillroll left behind, if there is one."""
    from interfaces.storage.postgres.embedded.server import EmbeddedPostgresFailed, stop_left_behind

    with exit_on(EmbeddedPostgresFailed, status=UNAVAILABLE):
        if stop_left_behind(database_folder(data)):
            typer.echo("Stopped the PostgreSQL that was left behind.")
