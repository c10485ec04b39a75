"""The group of all commands. A command starts without the imports of the others, and the list without any."""

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import islice
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from interfaces.cli.command_list import COMMANDS, PANELS, ListedCommand

COMPLETE: Final = "_TILLROLL_COMPLETE"
"""The environment variable by which the script of a shell asks for completions."""
_SERVER: Final = "--server"
_LISTED: Final[Mapping[str, ListedCommand]] = {each.name: each for each in COMMANDS}


class CommandGroup(TyperGroup):
    """A group that imports a command when it is called, or when its own help is asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if COMPLETE in os.environ:
            from typer.completion import get_completion_inspect_parameters

            # Registers the forms of the shells, which would otherwise come with options that change files of the user.
            get_completion_inspect_parameters()
        # The list and the suggestions for a misspelt name need names and help only.
        for panel, names in PANELS.items():
            for name in names:
                does = _LISTED[name].does
                self.add_command(TyperCommand(name, help=does, rich_help_panel=panel))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options of all commands, of which `--server` may follow the command, too."""
        return super().parse_args(ctx, server_first(args))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the name, the imported command and its arguments. Raises UsageError for an unknown name."""
        name, command, arguments = super().resolve_command(ctx, args)
        listed = _LISTED.get(name or "")
        if listed is not None and not ctx.resilient_parsing:
            _require_database(ctx, listed, arguments)
        return name, command if listed is None else import_command(listed), arguments


def import_command(listed: ListedCommand) -> Any:
    """Import a command and return it as the group calls it."""
    module = import_module(f"interfaces.cli.commands.{listed.module}")
    found = getattr(module, listed.attribute)
    if isinstance(found, typer.Typer):
        return get_group(found)
    single = typer.Typer(add_completion=False)
    single.command(listed.name)(found)
    return get_command(single)


def server_first(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with `--server URL` before the others. What follows `--` stays where it is."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    first: list[str] = []
    others: list[str] = []
    left = iter(arguments[:end])
    for each in left:
        if each == _SERVER:
            first += [each, *islice(left, 1)]
        elif each.startswith(f"{_SERVER}="):
            first.append(each)
        else:
            others.append(each)
    return [*first, *others, *arguments[end:]]


def _require_database(ctx: Any, listed: ListedCommand, arguments: Sequence[str]) -> None:
    """Refuse a command that cannot ask a service where one is named. Exits with 2."""
    if not ctx.params.get("server") or "--help" in arguments:
        return
    names = {listed.name, *(each for each in arguments[:1] if not each.startswith("-"))}
    if names & set(listed.over_http):
        return
    is_typed = ctx.get_parameter_source("server").name == "COMMANDLINE"
    if listed.without_database and not is_typed:
        return
    from interfaces.cli.service.address import refuse_service

    command = [listed.name, *arguments[:1]] if listed.over_http else [listed.name]
    refuse_service(" ".join(command))
