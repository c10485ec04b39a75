"""A process that archives January and kills itself at one place: `python -m … URL FOLDER PLACE`."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from interfaces.storage.postgres.archive import archiving, moving
from interfaces.storage.postgres.archive.moving import FileMover
from tests.interfaces.storage.archive.ended import archive

PLACES = ("file written", "file recorded", "first rows deleted")


def _die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _after(method: Callable[..., Any]) -> Callable[..., None]:
    def run(*arguments: Any) -> None:
        method(*arguments)
        _die()

    return run


def _main(url: str, folder: str, place: str) -> None:
    moving._EVENTS_OF_A_BATCH = 1  # type: ignore[misc]  # Each checkout has a transaction of its own.
    if place == "file written":
        vars(archiving)["record_file"] = _die
    elif place == "file recorded":
        FileMover.move = _die  # type: ignore[assignment]
    else:
        FileMover._move_batch = _after(FileMover._move_batch)  # type: ignore[method-assign]
    archive(url, Path(folder))


if __name__ == "__main__":
    _main(*sys.argv[1:])
