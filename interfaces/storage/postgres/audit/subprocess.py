"""Keeps the trail up in a process beside the server's, so that requests do not share an interpreter with it.

In a thread of the server, an event costs half as much again as the request that made it (measured: 280 µs for a change
and 140 for its place in the trail, one interpreter for both). Apart, it is another core's work, and at a lower priority
than requests have: a busy machine answers first and indexes a little later.
"""

import logging
import os
import signal
import subprocess
import sys
import threading

from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.storage.postgres.audit.spec import audit_spec
from interfaces.storage.postgres.projections.runner import ProjectionRunner
from interfaces.storage.postgres.projections.throttle import beside_a_server
from interfaces.telemetry.logs import standing_log

_NICENESS = 10
_PAUSE_SECONDS = 1.0
_URL = "TILLROLL_TRAIL_OF"
_log = logging.getLogger("tillroll")


class ProjectionSubprocess:
    """A projector in a process of its own, which ends with this one however that ends, and is started again."""

    def __init__(self, database_url: str) -> None:
        self._environment = {**os.environ, _URL: database_url}
        self._stopping = threading.Event()
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(
            target=self._keep_running, name="tillroll trail", daemon=True
        )

    def start(self) -> None:
        """Begins."""
        self._watch.start()

    def stop(self) -> None:
        """Ends, after the batch that is being recorded, and waits for that."""
        with self._turn:
            self._stopping.set()
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()
        self._watch.join()

    def _keep_running(self) -> None:
        while (process := self._started()) is not None:
            with process:  # closes its standard input
                status = process.wait()
            if not self._stopping.wait(_PAUSE_SECONDS):
                _log.warning("the trail's process ended with %s and is started again", status)

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._turn:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(
                [sys.executable, "-m", "interfaces.storage.postgres.audit.subprocess"],
                env=self._environment,
                # Nothing is written to it; it ends when the other side of it does.
                stdin=subprocess.PIPE,
            )
            return self._process


def main() -> None:
    """Projects until standard input ends."""
    # Ctrl-C is for the server, which then ends this in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.nice(_NICENESS)
    collect_rarely()
    log = standing_log()
    database_url = os.environ[_URL]
    projector = ProjectionRunner(database_url, audit_spec(database_url, beside_a_server()))
    projector.start()
    try:
        sys.stdin.buffer.read()
    finally:
        projector.stop()
        log.writer.flush()


if __name__ == "__main__":
    main()
