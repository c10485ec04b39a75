"""Starts the embedded PostgreSQL again where it has ended: it was killed, or found no room on the disk.

There is no process manager for it, as there is for a PostgreSQL of one's own.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interfaces.storage.postgres.embedded.server import EmbeddedPostgresFailed, start_if_ended

_LOOK_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_log = logging.getLogger("tillroll")


@contextmanager
def kept_running(folder: Path) -> Iterator[None]:
    """Has the server in `folder`, which the caller uses, started again within a second or so of its end.

    Where it does not start it is tried again, further and further apart. Both are told in the log.
    """
    leaving = threading.Event()
    watch = threading.Thread(
        target=_watch, args=(folder, leaving), name="tillroll PostgreSQL", daemon=True
    )
    watch.start()
    try:
        yield
    finally:
        leaving.set()
        watch.join()


def _watch(folder: Path, leaving: threading.Event) -> None:
    pause = _LOOK_SECONDS
    while not leaving.wait(pause):
        try:
            if start_if_ended(folder):
                _log.warning("PostgreSQL had ended, and was started again")
            pause = _LOOK_SECONDS
        except EmbeddedPostgresFailed as failure:
            _log.error("PostgreSQL has ended: %s", failure)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
        except Exception:
            # Whatever it was, there is nobody else who would try again.
            _log.exception("PostgreSQL has ended, and cannot be started again")
            pause = _LONGEST_PAUSE_SECONDS
