"""`tillroll catalogue import`: store what a merchant sells to agents, from a file or a folder."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from application.ports.catalogue import Offer
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import USAGE, exit_on
from interfaces.cli.master_keys import readable_master_keys
from interfaces.storage.codecs.wrapping import KeyWrapping, NoMasterKeys

catalogue = typer.Typer(
    name="catalogue", help="What merchants sell to agents.", no_args_is_help=True
)


@catalogue.callback()
def _catalogue() -> None:
    """What merchants sell to agents."""


@catalogue.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(exists=True, help="A CSV or JSON file, by its name, or a folder.")
    ],
    merchant: Annotated[str, typer.Option(help="Id of the merchant.")] = "demo-shop",
    only: Annotated[
        bool, typer.Option("--only", help="Sell no product any more that is not in the file.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, and store nothing.")
    ] = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Add products and replace those with the same id; replace the other tables that the files have.

    Addresses are added to those that the buyers have, and are sealed with the master key. All files are taken or
    nothing. Open checkouts keep their prices until they are changed. Exit status: 0 well,
    2 a file cannot be taken, 69 no database available.
    """
    from interfaces.configuration.catalogue.files import CatalogueFileRefused, read_catalogue

    with exit_on(CatalogueFileRefused, status=USAGE), _progress_bar() as progress:
        offer = read_catalogue(file, progress)
    if dry_run:
        typer.echo(f"{merchant}: {_counts(offer)}. Nothing is stored.")
        return
    with recorded_database(database_url, data) as url:
        # Only addresses are personal data, which has to be sealed.
        keys = readable_master_keys(database_url, data) if offer.addresses else NoMasterKeys()
        asyncio.run(_put(url, keys, merchant, offer, only=only))
    typer.echo(f"{merchant}: {_counts(offer)}.")


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None]]:
    """Show the progress on a terminal, and nothing anywhere else."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Checking rows", total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show


async def _put(
    url: str, master_keys: KeyWrapping, merchant: str, offer: Offer, *, only: bool
) -> None:
    from interfaces.storage.postgres.connections.session import Timeouts
    from interfaces.storage.postgres.storage import PostgresStorage

    # The addresses of a hundred thousand buyers are one statement.
    patience = Timeouts(statement=120.0, silence=121.0, answer=122.0)
    async with PostgresStorage(url, master_keys=master_keys, patience=patience) as storage:
        await storage.catalogue.put(merchant, offer, only=only)


def _counts(offer: Offer) -> str:
    from interfaces.configuration.catalogue.tables import TABLES

    found = ((table, getattr(offer, table.name)) for table in TABLES.values())
    return ", ".join(table.count(len(rows)) for table, rows in found if rows is not None)
