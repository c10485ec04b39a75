"""What `tillroll doctor` says of a machine."""

import socket
from pathlib import Path

import pytest

from interfaces.runtime.diagnostic import Diagnostic, Level
from interfaces.serving.machine.address import address_finding
from interfaces.serving.machine.platform import (
    clock_finding,
    locale_finding,
    platform_findings,
    python_finding,
)
from interfaces.serving.machine.resources import (
    disk_finding,
    open_files_finding,
    resource_findings,
    shared_memory_finding,
    writable_finding,
)

_GB = 1 << 30
_HERE = Path("/data")


@pytest.mark.parametrize(
    ("finding", "level"),
    [
        (python_finding((3, 11)), Level.GOOD),
        (python_finding((3, 10)), Level.PROBLEM),
        (python_finding((3, 15)), Level.PROBLEM),
        (locale_finding("UTF-8"), Level.GOOD),
        (locale_finding("ANSI_X3.4-1968"), Level.WARNING),
        (clock_finding(True), Level.GOOD),
        (clock_finding(None), Level.GOOD),
        (clock_finding(False), Level.WARNING),
        (disk_finding(9 * _GB, _HERE), Level.GOOD),
        (disk_finding(2 * _GB, _HERE), Level.WARNING),
        (disk_finding(_GB // 2, _HERE), Level.PROBLEM),
        (open_files_finding(-1), Level.GOOD),
        (open_files_finding(1_048_576), Level.GOOD),
        (open_files_finding(4096), Level.WARNING),
        (open_files_finding(1024), Level.PROBLEM),
        (shared_memory_finding(_GB, has_postgresql=True), Level.GOOD),
        (shared_memory_finding(64 << 20, has_postgresql=True), Level.WARNING),
        (shared_memory_finding(64 << 20, has_postgresql=False), Level.GOOD),
        (shared_memory_finding(None, has_postgresql=False), Level.WARNING),
    ],
)
def test_a_machine_is_judged(finding: Diagnostic, level: Level) -> None:
    """Each measure has a level, and what is not good has a remedy."""
    assert finding.level is level
    assert finding.sentence.endswith(".")
    assert bool(finding.remedy) is (level is not Level.GOOD)


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    """A data folder below a file is a problem, and one that does not exist yet is none."""
    file = tmp_path / "file"
    file.touch()
    assert writable_finding(file / "data", "The data folder").level is Level.PROBLEM
    assert writable_finding(tmp_path / "a" / "b", "The data folder").level is Level.GOOD


def test_an_address_is_free_or_taken() -> None:
    """A port where another program listens is a problem that names a way to find the program."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        listener.listen()
        taken = address_finding("127.0.0.1", port)
    assert (taken.level, "ss -ltnp" in taken.remedy) == (Level.PROBLEM, True)
    assert address_finding("127.0.0.1", port).level is Level.GOOD


def test_this_machine_is_examined(tmp_path: Path) -> None:
    """The measures of this machine can be taken, and Python is one of those that tillroll is tested with."""
    found = [*platform_findings(), *resource_findings(tmp_path, has_postgresql=True)]
    assert len(found) >= 7
    assert found[0].level is Level.GOOD
