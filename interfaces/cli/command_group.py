"""The group of all commands. A command starts without the imports of the others, and the list without any."""

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from interfaces.cli.command_list import COMMANDS, ListedCommand

COMPLETE: Final = "_TILLROLL_COMPLETE"
"""The environment variable by which the script of a shell asks for completions."""
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
        for each in COMMANDS:
            self.add_command(TyperCommand(each.name, help=each.does))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the name, the imported command and its arguments. Raises UsageError for an unknown name."""
        name, command, arguments = super().resolve_command(ctx, args)
        listed = _LISTED.get(name or "")
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
