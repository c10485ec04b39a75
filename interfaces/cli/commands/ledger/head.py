"""`tillroll ledger head` and `consistency`: what an auditor keeps, and the proof that the log continues it."""

from typing import Annotated

import typer

from application.ledger.format.checkpoints import parse_checkpoint
from application.ledger.format.notes import parse_note
from application.ledger.format.proof_files import encode_consistency_proof
from interfaces.cli.commands.ledger.logs import Logs, read_logs
from interfaces.cli.databases import VAR, Data, DatabaseUrl
from interfaces.cli.exit_codes import NOT_FOUND, USAGE, fail
from interfaces.cli.ledgers import noun_of
from interfaces.cli.master_keys import Config
from interfaces.cli.terminal.output import count_of
from interfaces.storage.postgres.ledger.kinds import EVENTS, REFUSALS, LedgerKind

Refusals = Annotated[
    bool, typer.Option("--refusals", help="Of the ledger of refused attempts, not of events.")
]


def head(
    refusals: Refusals = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print the newest signed head, to be kept: who has it notices every later change of what it covers.

    `tillroll verify --pinned FILE` compares evidence with a kept head. Exit status: 0 well, 3 no head is signed yet,
    69 no database, 78 no ledger is configured.
    """
    kind = _kind(refusals)

    async def read(logs: Logs) -> bytes:
        return await _newest_head(logs, kind)

    note = read_logs(
        read, operation="read checkpoint", config=config, database_url=database_url, data=data
    )
    typer.echo(note.decode(), nl=False)


def consistency(
    old_size: Annotated[
        int, typer.Argument(metavar="OLD_SIZE", min=0, help="The size of the earlier head.")
    ],
    size: Annotated[
        int | None, typer.Argument(min=0, help="The size of the later head; by default the newest.")
    ] = None,
    refusals: Refusals = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Print the proof that the head of one size continues that of a smaller one, with nothing altered or removed.

    `tillroll verify --pinned FILE --consistency PROOF` checks it. The second line of a head is its size. Exit
    status: 0 well, 2 the earlier size is the larger one, 3 no signed head covers the later size, 69 no database,
    78 no ledger is configured.
    """
    kind = _kind(refusals)

    async def read(logs: Logs) -> bytes:
        newest = parse_checkpoint(parse_note(await _newest_head(logs, kind))).size
        larger = newest if size is None else size
        if old_size > larger:
            fail(f"The earlier size {old_size} is larger than {larger}.", USAGE)
        if larger > newest:
            fail(f"The newest signed head covers {count_of(newest, noun_of(kind))}.", NOT_FOUND)
        return encode_consistency_proof(await logs.of[kind].consistency(old_size, larger))

    proof = read_logs(
        read, operation="read consistency", config=config, database_url=database_url, data=data
    )
    typer.echo(proof.decode(), nl=False)


def _kind(refusals: bool) -> LedgerKind:
    return REFUSALS if refusals else EVENTS


async def _newest_head(logs: Logs, kind: LedgerKind) -> bytes:
    note = await logs.of[kind].newest_head()
    if note is None:
        fail("No head of the ledger is signed yet.", NOT_FOUND)
    return note
