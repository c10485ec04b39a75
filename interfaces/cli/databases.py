"""Open the database of a command: the named one, or tillroll's embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.exit_codes import UNAVAILABLE, exit_on, exit_on_signals, fail
from interfaces.runtime.data_folder import CHECKOUT_FOLDER, DATA, data_folder


def _data_folder(context: typer.Context, parameter: typer.CallbackParam, given: Path) -> Path:
    """Return the folder that was given, in the arguments or in the environment, or else the usual one."""
    source = context.get_parameter_source(parameter.name or "")
    if context.resilient_parsing or source is None or source.name != "DEFAULT":
        return given
    return data_folder(os.environ)


VAR = CHECKOUT_FOLDER
Data = Annotated[
    Path,
    typer.Option(
        file_okay=False,
        envvar=DATA,
        callback=_data_folder,
        show_default="var in a checkout of the source, else the user's data folder",
        help="Folder of tillroll's own PostgreSQL.",
    ),
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(envvar="DATABASE_URL", help="A PostgreSQL to use instead of tillroll's own."),
]


@contextmanager
def database(url: str | None, data: Path) -> Iterator[str]:
    """Yield the URL of the database. The embedded one is created and started if necessary."""
    if url is not None:
        yield url
        return
    from interfaces.storage.postgres.embedded.server import embedded_postgres

    with embedded_postgres(database_folder(data)) as embedded_url:
        yield embedded_url


@contextmanager
def lasting_database(url: str | None, data: Path) -> Iterator[str]:
    """Yield the URL for the server. The embedded database is restarted if it ends.

    The owner migrates the embedded database. The URL is that of a role that can only append to the history.
    """
    with database(url, data) as found:
        if url is not None:
            yield found
            return
        from interfaces.storage.postgres.embedded.server import as_server
        from interfaces.storage.postgres.embedded.watch import keep_running
        from interfaces.storage.postgres.schema.server_role import prepare_for_server

        with keep_running(database_folder(data)):
            prepare_for_server(found)
            yield as_server(found)


@contextmanager
def recorded_database(url: str | None, data: Path, *, owner: bool = False) -> Iterator[str]:
    """Yield the URL of an existing database with the schema of this version.

    The embedded database is started or shared, and its schema is migrated. Its URL is that of the server's role, or
    with `owner` that of the owner of the tables. A named database is not changed. Exits with 69 if there is no database
    or a named one has another schema.
    """
    from interfaces.storage.postgres.embedded.server import as_server
    from interfaces.storage.postgres.schema.migrations import require_current_schema
    from interfaces.storage.postgres.schema.server_role import prepare_for_server

    with any_database(url, data) as found:
        if url is not None:
            require_current_schema(found)
            yield found
            return
        prepare_for_server(found)
        yield found if owner else as_server(found)


@contextmanager
def any_database(url: str | None, data: Path) -> Iterator[str]:
    """Yield the URL of an existing database with any schema. Exits with 69 if there is none."""
    from psycopg import OperationalError

    from application.ports.event_store import StoreUnavailable
    from interfaces.storage.postgres.embedded.server import EmbeddedPostgresFailed
    from interfaces.storage.postgres.schema.migrations import SchemaRefused

    folder = database_folder(data)
    if url is None and not (folder / "PG_VERSION").exists():
        fail(
            f"There is no database in {folder} yet. Name another with --data or --database-url, "
            "or begin one with `tillroll serve`.",
            UNAVAILABLE,
        )
    unavailable = (EmbeddedPostgresFailed, OperationalError, StoreUnavailable, SchemaRefused)
    with (
        exit_on_signals(),
        exit_on(*unavailable, status=UNAVAILABLE),
        database(url, data) as found,
    ):
        yield found


def database_folder(data: Path) -> Path:
    """Return the folder of the files of the embedded database."""
    return data / "postgres"


def own_master_key(url: str | None, data: Path) -> Path | None:
    """Return the file of the master key beside the embedded database; None for a named database."""
    return data / "master.key" if url is None else None
