"""Completion of commands and options in a shell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import Tillroll

_COMPLETE = """
eval "$(tillroll completion bash)"
COMP_WORDS=({words}) COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_tillroll_completion tillroll
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ("bash", "complete -o default -F _tillroll_completion tillroll"),
        ("zsh", "compdef _tillroll_completion tillroll"),
        ("fish", "complete --command tillroll"),
    ],
)
def test_each_shell_has_a_script(tillroll: Tillroll, shell: str, words: str) -> None:
    """The script registers completions of the command with the shell."""
    result = tillroll("completion", shell)
    assert result.exit_code == 0
    assert words in result.output


def test_another_shell_is_wrong_usage(tillroll: Tillroll) -> None:
    """A shell without a script is refused, and the message names those that have one."""
    result = tillroll("completion", "csh")
    assert result.exit_code == 2
    assert all(f"'{shell}'" in result.output for shell in ("bash", "zsh", "fish"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "completions"),
    [
        ("tillroll sho", ["show", "shown"]),
        ("tillroll master-key r", ["rotate"]),
        ("tillroll show --ver", ["--version"]),
    ],
)
def test_bash_completes(words: str, completions: list[str], tmp_path: Path) -> None:
    """bash completes commands, commands of a group, and the options of a command, which are imported for it."""
    command = tmp_path / "tillroll"
    command.write_text(f"#!{sys.executable}\nfrom interfaces.cli.main import app\napp()\n")
    command.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path.cwd()),
    }
    printed = subprocess.run(
        ["bash", "-c", _COMPLETE.format(words=words)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed.split() == completions
