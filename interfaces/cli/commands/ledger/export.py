"""`tillroll ledger export`: write the ledgers as static files."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, UNAVAILABLE, exit_on, fail
from interfaces.cli.history_reader import log_access
from interfaces.cli.ledgers import find_ledger, noun_of, open_ledger
from interfaces.cli.master_keys import Config
from interfaces.cli.terminal.output import count_of, progress_bar
from interfaces.storage.postgres.ledger.kinds import EVENTS, LEDGERS


def export_ledger(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="The folder to write.")],
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Write the newest signed head, all tiles and all entries as static files, by C2SP tlog-tiles.

    Stamped heads are `checkpoint-<size>`, with their time stamps (RFC 3161) in `checkpoint-<size>.tsr`.
    `tillroll verify --entries FOLDER` reads them. Those of the ledger of refused attempts are in FOLDER/refusals. Files
    of an earlier export are continued, also of an interrupted one. Entries show when how many events happened, and no
    data. Exit status: 0 well, 1 a ledger does not continue what is in the folder or lacks a part, 3 no head is signed
    yet, 69 no database or a full disk, 78 no ledger is configured.
    """
    from interfaces.storage.files.ledger_export import (
        ExportRefused,
        LedgerExport,
        LedgerIncomplete,
    )

    setup = find_ledger(config, database_url, data)

    async def write(url: str) -> Sequence[_Written]:
        written = []
        async with open_ledger(url, setup, config, database_url, data) as storage:
            await log_access(storage.reads, "export the ledger", None)
            for kind in LEDGERS:
                ledger, part = storage.ledgers[kind.name], folder / kind.origin_suffix.strip("/")
                if (head := await ledger.latest_head()) is not None:
                    export = LedgerExport(ledger, part)
                    with progress_bar("files") as progress:
                        count = await export.write(head, progress)
                    if kind is EVENTS:
                        count += export.write_time_stamps(await storage.time_stamps.all())
                    written.append(_Written(part, head.size, noun_of(kind), count))
        return written

    with (
        recorded_database(database_url, data) as url,
        exit_on(ExportRefused, LedgerIncomplete, status=DIFFERS),
        exit_on(OSError, status=UNAVAILABLE),
    ):
        exported = asyncio.run(write(url))
    if not exported:
        fail("No head of the ledger is signed yet.", NOT_FOUND)
    for each in exported:
        records, files = count_of(each.size, each.noun), count_of(each.files, "file")
        typer.echo(f"{each.folder} has the ledger of {records}: {files} written.")


@dataclass(frozen=True)
class _Written:
    """What was written of one ledger, whose records are called by the noun."""

    folder: Path
    size: int
    noun: str
    files: int
