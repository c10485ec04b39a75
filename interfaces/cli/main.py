"""The `tillroll` command. Each subcommand is a file in `commands/` and an entry of the list."""

import typer

from interfaces.cli.command_group import CommandGroup

app = typer.Typer(
    cls=CommandGroup,
    epilog="Exit status: 0 well, 1 something differs, 2 wrong usage, 3 not found, "
    "69 no database available, 78 configuration refused.",
    no_args_is_help=True,
    add_completion=False,
    # Bugs print the plain traceback of Python, which can be pasted into a report.
    pretty_exceptions_enable=False,
)


@app.callback()
def _tillroll() -> None:
    """Checkout state as a history of events."""


if __name__ == "__main__":
    app()
