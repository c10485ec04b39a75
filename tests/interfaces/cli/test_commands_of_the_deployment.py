"""The commands in the README of the deployment exist, with their options."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from interfaces.cli.main import app

README = Path(__file__).parents[3] / "deployment" / "README.md"
_BLOCK = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)
_OF_TILLROLL = re.compile(r"(?:^|\s|/)tillroll ((?:--)?[a-z].*)")


def commands() -> Iterator[list[str]]:
    """The arguments of each command of tillroll in the README."""
    for block in _BLOCK.findall(README.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            for found in _OF_TILLROLL.findall(line.split(" #")[0]):
                yield shlex.split(found)


SHOWN = list({" ".join(each): each for each in commands()}.values())


@pytest.mark.parametrize("arguments", SHOWN, ids=" ".join)
def test_a_shown_command_exists(arguments: list[str]) -> None:
    """Its help names each option that the README gives it."""
    names = [each for each in arguments if each.startswith("-")]
    words = [each for each in arguments[:1] if not each.startswith("-")]
    answer = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "200"})
    assert answer.exit_code == 0, answer.output
    for name in names:
        assert name in answer.output


def test_the_notes_of_an_upgrade_check_and_back_up() -> None:
    """The commands of an upgrade are among those that are looked at."""
    shown = {each[0] for each in SHOWN}
    assert {"--version", "check", "backup", "restore", "doctor"} <= shown
