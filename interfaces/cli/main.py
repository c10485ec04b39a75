"""The `tillroll` command: each subcommand is a file beside this one."""

import typer

from interfaces.cli.blame import blame
from interfaces.cli.diff import diff
from interfaces.cli.log import log
from interfaces.cli.replay import replay
from interfaces.cli.serve import serve, stop_database
from interfaces.cli.show import show

app = typer.Typer(
    help="Checkout state as a history of events.",
    no_args_is_help=True,
    add_completion=False,
    # A fault of ours is reported as Python's own traceback, which can be pasted into a report.
    pretty_exceptions_enable=False,
)

for _command in (serve, show, log, diff, blame, replay, stop_database):
    app.command()(_command)

if __name__ == "__main__":
    app()
