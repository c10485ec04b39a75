"""A disk that is easily filled: an in-memory file system, mounted for one scenario."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEGABYTE = 2**20
_BALLAST = "ballast"


class CannotMount(Exception):
    """The process may not mount a file system: it is not root, or the system forbids it."""


class SmallDisk:
    """The disk, which a file fills, and whose removal makes space again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> None:
        """Fills the disk completely."""
        with (self.folder / _BALLAST).open("wb", buffering=0) as ballast:
            try:
                while ballast.write(bytes(_MEGABYTE)) == _MEGABYTE:
                    pass
                while ballast.write(bytes(512)):
                    pass
            except OSError:
                return

    def make_room(self) -> None:
        """Removes the file that fills the disk."""
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
