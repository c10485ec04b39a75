"""`tillroll completion`: the script with which a shell completes commands and options."""

from enum import StrEnum
from typing import Annotated

import typer


class CompletionShell(StrEnum):
    """A shell that has a script."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    context: typer.Context,
    shell: Annotated[CompletionShell, typer.Argument(help="The shell that reads the script.")],
) -> None:
    """Print the script with which a shell completes commands and options: `eval "$(tillroll completion bash)"`.

    For every new shell: add that line to ~/.bashrc, or with zsh to ~/.zshrc after compinit; with fish, write the script
    to ~/.config/fish/completions/tillroll.fish. Nothing is changed by this command.
    """
    from typer.completion import get_completion_inspect_parameters, shell_complete

    from interfaces.cli.command_group import COMPLETE

    get_completion_inspect_parameters()
    root = context.find_root()
    shell_complete(root.command, {}, "tillroll", COMPLETE, f"source_{shell.value}")
