"""The `tillroll` command."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

# From sysexits.h, so that a supervisor can tell what may pass from what somebody has to mend.
_UNAVAILABLE = 69
_MISCONFIGURED = 78

app = typer.Typer(
    help="Checkout state as a history of events.",
    no_args_is_help=True,
    add_completion=False,
    # A fault of ours is reported as Python's own traceback, which can be pasted into a report.
    pretty_exceptions_enable=False,
)

_Data = Annotated[Path, typer.Option(file_okay=False, help="Folder of tillroll's own PostgreSQL.")]


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="PORT", min=0, max=65535, help="Port to listen on.")
    ] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Number of server processes.")] = 1,
    database_url: Annotated[
        str | None,
        typer.Option(envvar="DATABASE_URL", help="A PostgreSQL to use instead of tillroll's own."),
    ] = None,
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
    data: _Data = Path("var"),
) -> None:
    """Serve HTTP until interrupted, with a PostgreSQL of its own unless one is named.

    Exit status: 0 ended when asked to, 2 wrong usage, 69 no database or no port to be had,
    78 configuration refused, 1 anything else.
    """
    from psycopg import OperationalError

    from interfaces.configuration import ConfigurationRefused
    from interfaces.http.server import AddressInUse
    from interfaces.http.server import serve as serve_http
    from interfaces.storage.embedded import EmbeddedPostgresFailed
    from interfaces.storage.migrations import DatabaseTooNew

    unavailable = (EmbeddedPostgresFailed, OperationalError, DatabaseTooNew, AddressInUse)
    with (
        _ended_when_asked(),
        _reported(ConfigurationRefused, status=_MISCONFIGURED),
        _reported(*unavailable, status=_UNAVAILABLE),
        _database(database_url, data) as url,
    ):
        serve_http(database_url=url, host=host, port=port, workers=workers, config=config)


@app.command()
def stop_database(data: _Data = Path("var")) -> None:
    """Stop the PostgreSQL that a killed tillroll left behind, if there is one."""
    from interfaces.storage.embedded import EmbeddedPostgresFailed, stop_left_behind

    with _reported(EmbeddedPostgresFailed, status=_UNAVAILABLE):
        if stop_left_behind(_database_folder(data)):
            typer.echo("Stopped the PostgreSQL that was left behind.")


@contextmanager
def _database(url: str | None, data: Path) -> Iterator[str]:
    if url is not None:
        yield url
        return
    from interfaces.storage.embedded import embedded_postgres

    with embedded_postgres(_database_folder(data)) as embedded_url:
        yield embedded_url


def _database_folder(data: Path) -> Path:
    return data / "postgres"


@contextmanager
def _reported(*failures: type[Exception], status: int) -> Iterator[None]:
    """Tell of an expected failure in words rather than by a traceback, and exit with `status`."""
    try:
        yield
    except failures as failure:
        typer.echo(f"tillroll: {str(failure).strip()}", err=True)
        raise typer.Exit(status) from failure


@contextmanager
def _ended_when_asked() -> Iterator[None]:
    """Let SIGINT, SIGTERM and a closed terminal all end the work in order, and count as success.

    By default SIGTERM ends Python on the spot, and the database would stay behind. uvicorn catches
    it, but hands it on when it has finished.
    """

    def end(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end)
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    app()
