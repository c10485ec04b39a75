"""`tillroll archive` in processes that kill themselves: `python -m … URL FOLDER` reads a place from each line."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Final, Self

from interfaces.cli.main import app
from interfaces.storage.archive import folders
from interfaces.storage.postgres.archive import archiving, moving
from interfaces.storage.postgres.archive.moving import FileMover

HALF, PUT, RECORDED = "half of the file put", "file put", "file recorded"
DELETED, COMMITTED = "first rows deleted", "first rows gone"
PLACES: Final = (HALF, PUT, RECORDED, DELETED, COMMITTED)
"""In the order of a run. At DELETED the transaction is not committed yet."""
_ENDED: Final = re.compile(r"ended: (-?\d+)\n")


class Kills:
    """Runs of the command, each of which is killed. One process loads the command, and forks for each."""

    def __init__(self, url: str, archive: str, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, url, archive],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, place: str) -> None:
        """Run the command until it is killed at a place."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{place}\n")
        self._process.stdin.flush()
        said = iter(self._process.stdout.readline, "")
        assert next(filter(None, map(_ENDED.fullmatch, said)))[1] == str(-signal.SIGKILL)


def _die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _after(method: Callable[..., Any]) -> Callable[..., None]:
    def run(*arguments: Any) -> None:
        method(*arguments)
        _die()

    return run


def _copy_half(read: Any, out: Any, _: int) -> None:
    content = read.read()
    out.write(content[: len(content) // 2])
    out.flush()
    _die()


def _run(url: str, archive: str, place: str) -> None:
    moving._EVENTS_OF_A_BATCH = 1  # type: ignore[misc]  # Each checkout has a transaction of its own.
    if place == HALF:
        vars(folders)["shutil"] = SimpleNamespace(copyfileobj=_copy_half)
    elif place == PUT:
        vars(archiving)["record_file"] = _die
    elif place == RECORDED:
        FileMover.move = _die  # type: ignore[assignment]
    elif place == DELETED:
        vars(moving)["digest_of"] = _die
    else:
        FileMover._move_batch = _after(FileMover._move_batch)  # type: ignore[method-assign]
    app(["archive", "--before", "2026-02", "--to", archive, "--database-url", url])


def _fork_for_each(url: str, archive: str) -> None:
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            _run(url, archive, line.strip())
            os._exit(0)
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"ended: {os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _fork_for_each(*sys.argv[1:])
