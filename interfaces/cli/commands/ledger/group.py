"""The group of the commands of the ledger."""

import typer

from interfaces.cli.commands.ledger.audit import audit_ledger
from interfaces.cli.commands.ledger.export import export_ledger
from interfaces.cli.commands.ledger.head import consistency, head
from interfaces.cli.commands.ledger.key import key
from interfaces.cli.commands.ledger.policy import policy
from interfaces.cli.commands.ledger.proof import proof
from interfaces.cli.commands.ledger.status import status

ledger = typer.Typer(
    name="ledger",
    help="The ledgers: who has their heads can check that no event or refused attempt was altered or removed.",
    no_args_is_help=True,
)
ledger.command()(status)
ledger.command("audit")(audit_ledger)
ledger.command("export")(export_ledger)
ledger.command()(head)
ledger.command()(proof)
ledger.command()(consistency)
ledger.command()(policy)
ledger.add_typer(key)
