"""The `tillroll` command. Each subcommand is a file in `commands/` and an entry of the list."""

from typing import Annotated

import typer

from interfaces.cli.command_group import CommandGroup

app = typer.Typer(
    cls=CommandGroup,
    epilog="Exit status: 0 well, 1 something differs, 2 wrong usage, 3 not found, "
    "69 no database or service available, 77 the service refuses the key, 78 configuration refused.",
    no_args_is_help=True,
    # `tillroll completion` prints the script; nothing here changes a file of the user.
    add_completion=False,
    # Bugs print the plain traceback of Python, which can be pasted into a report.
    pretty_exceptions_enable=False,
)


def _print_version(requested: bool) -> None:
    if requested:
        from importlib.metadata import version

        typer.echo(f"tillroll {version('tillroll')}")
        raise typer.Exit


@app.callback()
def _tillroll(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print the version and end."
        ),
    ] = False,
    server: Annotated[
        str | None,
        typer.Option(
            "--server",
            metavar="URL",
            envvar="TILLROLL_SERVER",
            help="Ask this running service in place of a database, with the key in TILLROLL_KEY.",
        ),
    ] = None,
) -> None:
    """Checkout state as a history of events."""
    if server:
        from interfaces.cli.service.address import use_service

        context.with_resource(use_service(server))


if __name__ == "__main__":
    app()
