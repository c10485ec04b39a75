"""A disk that is soon full: a file system in memory, mounted for one scenario."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEGABYTE = 2**20
_BALLAST = "ballast"


class CannotMount(Exception):
    """Only root may mount, and not everywhere."""


class SmallDisk:
    """The disk, which a ballast fills up and makes room on again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> None:
        """Leaves no byte free."""
        with (self.folder / _BALLAST).open("wb", buffering=0) as ballast:
            try:
                while ballast.write(bytes(_MEGABYTE)) == _MEGABYTE:
                    pass
                while ballast.write(bytes(512)):
                    pass
            except OSError:
                return

    def make_room(self) -> None:
        """Takes the ballast away."""
        (self.folder / _BALLAST).unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """The disk on `folder`. Raises CannotMount."""
    folder.mkdir()
    options = f"size={megabytes}m,mode=0755"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise CannotMount(str(error)) from error
    if ran.returncode:
        raise CannotMount(ran.stderr.strip())
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
