"""Restarts the embedded PostgreSQL when it ends, for example because it was killed or the disk was full.

No process manager does this for the embedded PostgreSQL.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interfaces.storage.postgres.embedded.server import EmbeddedPostgresFailed, start_if_ended

_POLL_SECONDS = 1.0
_MAX_BACKOFF_SECONDS = 30.0
_log = logging.getLogger("tillroll")


@contextmanager
def keep_running(folder: Path) -> Iterator[None]:
    """Restart the server in `folder`, which the caller uses, about a second after its end.

    Failed restarts are repeated with a backoff up to 30 seconds. Restarts and failures are logged.
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
    pause = _POLL_SECONDS
    while not leaving.wait(pause):
        try:
            if start_if_ended(folder):
                _log.warning("PostgreSQL had ended, and was started again")
            pause = _POLL_SECONDS
        except EmbeddedPostgresFailed as failure:
            _log.error("PostgreSQL has ended: %s", failure)
            pause = min(2 * pause, _MAX_BACKOFF_SECONDS)
        except Exception:
            # The thread must survive any error, because nothing else restarts the server.
            _log.exception("PostgreSQL has ended, and cannot be started again")
            pause = _MAX_BACKOFF_SECONDS
