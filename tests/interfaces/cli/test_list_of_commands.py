"""The list of commands is shown without the imports of the commands, and says what they say of themselves."""

import subprocess
import sys

import pytest

from interfaces.cli.command_group import import_command
from interfaces.cli.command_list import COMMANDS, PANELS, ListedCommand

_LIST = """
import sys
from typer.testing import CliRunner
from interfaces.cli.main import app
listed = CliRunner().invoke(app, ["--help"])
assert listed.exit_code == 0, listed.output
print(listed.output)
print("imported", *(name for name in sys.modules if name.startswith(("interfaces.", "application."))))
"""


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.name)
def test_a_command_is_listed_with_the_first_paragraph_of_its_help(listed: ListedCommand) -> None:
    """The list has the name of each command and the first paragraph of its help."""
    command = import_command(listed)
    assert command.name == listed.name
    assert " ".join(command.help.split("\n\n")[0].split()) == listed.does


def test_every_command_is_below_one_heading() -> None:
    """The help lists each command once."""
    named = [name for names in PANELS.values() for name in names]
    assert sorted(named) == sorted(listed.name for listed in COMMANDS)


def test_the_list_imports_no_command() -> None:
    """`tillroll --help` lists every command and imports the list and the group only."""
    printed = subprocess.run(
        [sys.executable, "-c", _LIST], capture_output=True, text=True, check=True
    ).stdout
    help_text, _, names = printed.rpartition("imported ")
    assert all(f" {listed.name} " in help_text for listed in COMMANDS)
    assert {name for name in names.split() if name.count(".") > 1} == {
        "interfaces.cli.command_group",
        "interfaces.cli.command_list",
        "interfaces.cli.main",
    }


def test_commands_and_the_supervisor_do_without_the_web_framework() -> None:
    """Only a process that answers HTTP imports FastAPI, which takes longer than all of a command."""
    modules = [f"interfaces.cli.commands.{listed.module}" for listed in COMMANDS]
    program = f"import sys, interfaces.serving.server, {', '.join(modules)}; print('fastapi' in sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert printed == "False\n"
