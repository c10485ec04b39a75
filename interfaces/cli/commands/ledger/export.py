"""`tillroll ledger export`: write the ledger as static files."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from application.ports.ledger.reading import LedgerHead
from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, UNAVAILABLE, exit_on, fail
from interfaces.cli.history_reader import log_access
from interfaces.cli.ledgers import find_ledger, open_ledger
from interfaces.cli.master_keys import Config
from interfaces.cli.terminal.output import count_of, progress_bar


def export_ledger(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="The folder to write.")],
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Write the newest signed head, all tiles and all entries as static files, by C2SP tlog-tiles.

    Stamped heads are `checkpoint-<size>`, with their time stamps (RFC 3161) in `checkpoint-<size>.tsr`.
    `tillroll verify --entries FOLDER` reads them. Files of an earlier export are continued, also of an interrupted one.
    Entries show when how many events happened, and no data. Exit status: 0 well, 1 the ledger does not continue what is
    in the folder or lacks a part, 3 no head is signed yet, 69 no database or a full disk, 78 no ledger is configured.
    """
    from interfaces.storage.files.ledger_export import (
        ExportRefused,
        LedgerExport,
        LedgerIncomplete,
    )

    setup = find_ledger(config, database_url, data)

    async def write(url: str) -> tuple[LedgerHead | None, int]:
        async with open_ledger(url, setup, config, database_url, data) as storage:
            await log_access(storage.reads, "export the ledger", None)
            head = await storage.ledger.latest_head()
            if head is None:
                return None, 0
            export = LedgerExport(storage.ledger, folder)
            with progress_bar("files") as progress:
                written = await export.write(head, progress)
            return head, written + export.write_time_stamps(await storage.time_stamps.all())

    with (
        recorded_database(database_url, data) as url,
        exit_on(ExportRefused, LedgerIncomplete, status=DIFFERS),
        exit_on(OSError, status=UNAVAILABLE),
    ):
        head, written = asyncio.run(write(url))
    if head is None:
        fail("No head of the ledger is signed yet.", NOT_FOUND)
    typer.echo(
        f"{folder} has the ledger of {count_of(head.size, 'event')}: {count_of(written, 'file')} written."
    )
