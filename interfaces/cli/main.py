"""The `tillroll` command. Each subcommand is a file in `commands/`."""

import typer

from interfaces.cli.commands.answers import answers
from interfaces.cli.commands.blame import blame
from interfaces.cli.commands.catalogue import catalogue
from interfaces.cli.commands.deliveries import deliveries
from interfaces.cli.commands.diff import diff
from interfaces.cli.commands.ledger.group import ledger
from interfaces.cli.commands.ledger.witness import witness
from interfaces.cli.commands.log import log
from interfaces.cli.commands.operating.check import check
from interfaces.cli.commands.operating.demo import demo
from interfaces.cli.commands.operating.hash_secret import hash_secret
from interfaces.cli.commands.operating.master_key import master_key
from interfaces.cli.commands.operating.operations import erasures, system
from interfaces.cli.commands.operating.projection import projection
from interfaces.cli.commands.persons.erase import erase
from interfaces.cli.commands.persons.export import export
from interfaces.cli.commands.persons.seal_history import seal_history
from interfaces.cli.commands.refusal import refusal
from interfaces.cli.commands.replay import replay
from interfaces.cli.commands.search.audit import audit
from interfaces.cli.commands.search.find import find
from interfaces.cli.commands.search.refusals import refusals
from interfaces.cli.commands.serve import serve, stop_database
from interfaces.cli.commands.show import show
from interfaces.cli.commands.shown import shown_page
from interfaces.cli.commands.verify import verify

app = typer.Typer(
    help="Checkout state as a history of events.",
    epilog="Exit status: 0 well, 1 something differs, 2 wrong usage, 3 not found, "
    "69 no database available, 78 configuration refused.",
    no_args_is_help=True,
    add_completion=False,
    # Bugs print the plain traceback of Python, which can be pasted into a report.
    pretty_exceptions_enable=False,
)

for _command in (
    *(serve, show, answers, log, diff, blame, replay, find, audit, refusals, refusal),
    *(check, verify, seal_history, stop_database, hash_secret, demo, erasures, system),
):
    app.command()(_command)
app.command("shown")(shown_page)
app.add_typer(projection)
app.add_typer(deliveries)
app.add_typer(catalogue)
app.add_typer(master_key)
app.add_typer(ledger)
app.add_typer(witness)
app.add_typer(erase)
app.add_typer(export)

if __name__ == "__main__":
    app()
