"""`tillroll catalogue import`: store products, tax rates and shipping options of a merchant."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from application.ports.catalogue import Offer
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import USAGE, exit_on

catalogue = typer.Typer(
    name="catalogue", help="What merchants sell to agents.", no_args_is_help=True
)


@catalogue.callback()
def _catalogue() -> None:
    """What merchants sell to agents."""


@catalogue.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A CSV or JSON file, by its name.")
    ],
    merchant: Annotated[str, typer.Option(help="Id of the merchant.")] = "demo-shop",
    only: Annotated[
        bool, typer.Option("--only", help="Sell no product any more that is not in the file.")
    ] = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Add products and replace those with the same id; replace the tables of tax rates and shipping options.

    All of the file is taken or nothing. Open checkouts keep their prices until they are changed. Exit status: 0 well,
    2 the file cannot be taken, 69 no database available.
    """
    from interfaces.configuration.catalogue_file import CatalogueFileRefused, read_catalogue_file

    with exit_on(CatalogueFileRefused, status=USAGE):
        offer = read_catalogue_file(file)
    with recorded_database(database_url, data) as url:
        asyncio.run(_put(url, merchant, offer, only=only))
    typer.echo(f"{merchant}: {_counts(offer)}.")


async def _put(url: str, merchant: str, offer: Offer, *, only: bool) -> None:
    from interfaces.storage.postgres.storage import PostgresStorage

    async with PostgresStorage(url) as storage:
        await storage.catalogue.put(merchant, offer, only=only)


def _counts(offer: Offer) -> str:
    parts = [_plural(len(offer.products), "product")]
    if offer.tax_rates is not None:
        parts.append(_plural(len(offer.tax_rates), "tax rate"))
    if offer.shipping_options is not None:
        parts.append(_plural(len(offer.shipping_options), "shipping option"))
    return ", ".join(parts)


def _plural(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
