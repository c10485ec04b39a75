"""The help shows each text as it is written: words in square brackets would be read as styles and left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from rich.text import Text
from typer.core import TyperGroup

from interfaces.cli.command_group import import_command
from interfaces.cli.command_list import COMMANDS, ListedCommand


def _texts(command: Any, name: str) -> Iterator[tuple[str, str]]:
    """The texts of a command and of those below it, each with the name of what it describes."""
    yield name, command.help or ""
    for parameter in command.params:
        yield f"{name} {parameter.name}", getattr(parameter, "help", None) or ""
    if isinstance(command, TyperGroup):
        for each, below in command.commands.items():
            yield from _texts(below, f"{name} {each}")


def test_commands_below_others_are_looked_at() -> None:
    """The texts of `ledger audit` are among those of `ledger`."""
    (ledger,) = (each for each in COMMANDS if each.name == "ledger")
    assert "ledger audit" in dict(_texts(import_command(ledger), "ledger"))


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.name)
def test_every_text_is_shown_whole(listed: ListedCommand) -> None:
    """No text of a command or of an option loses a word."""
    texts = dict(_texts(import_command(listed), listed.name))
    assert texts[listed.name]
    assert {name: Text.from_markup(text).plain for name, text in texts.items()} == texts
