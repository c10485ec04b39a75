"""`tillroll ledger export`: write the ledgers as static files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from application.ledger.format.checkpoints import parse_checkpoint
from application.ledger.format.notes import parse_note
from interfaces.cli.commands.ledger.logs import Logs, read_logs
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import DIFFERS, NOT_FOUND, UNAVAILABLE, exit_on, fail
from interfaces.cli.ledgers import noun_of
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

    async def write(logs: Logs) -> Sequence[_Written]:
        written = []
        for kind in LEDGERS:
            log, part = logs.of[kind], folder / kind.origin_suffix.strip("/")
            note = await log.newest_head()
            if note is None:
                continue
            export = LedgerExport(log, part)
            with progress_bar("files") as progress:
                count = await export.write(note, progress)
            if kind is EVENTS:
                sizes = await logs.stamped_sizes()
                count += await export.write_time_stamps(sizes, logs.time_stamp)
            size = parse_checkpoint(parse_note(note)).size
            written.append(_Written(part, size, noun_of(kind), count))
        return written

    with (
        exit_on(ExportRefused, LedgerIncomplete, status=DIFFERS),
        exit_on(OSError, status=UNAVAILABLE),
    ):
        exported = read_logs(
            write,
            operation="export the ledger",
            config=config,
            database_url=database_url,
            data=data,
        )
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
