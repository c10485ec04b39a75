"""Runs the projection of the audit log in a child process, so that requests do not share an interpreter with it.

The follower of the ledger runs there too, if there is a ledger.

In a thread of the server, an event costs half as much again as its request (measured: 280 µs for a change and 140 µs
for its row, on one interpreter). The child process uses another core, at a lower priority than the server: a busy
machine answers requests first and indexes a little later.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from functools import partial

from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.storage.inherited_master_keys import inherited_master_keys
from interfaces.storage.postgres.ledger.setup import LedgerFollowing, inherited_setup
from interfaces.storage.postgres.projection_runners import projection_runners
from interfaces.telemetry.logs import process_log

_NICENESS = 10
_RESTART_SECONDS = 1.0
_URL = "TILLROLL_TRAIL_OF"
_PROCESSES = "TILLROLL_TRAIL_PROCESSES"
_log = logging.getLogger("tillroll")


class ProjectionSubprocess:
    """A child process with a projection runner. It ends with this process, and is restarted if it ends earlier."""

    def __init__(self, database_url: str, processes: int = 1) -> None:
        """`processes` compute the rows of the audit log, beside the child process if they are more than one."""
        self._environment = {**os.environ, _URL: database_url, _PROCESSES: str(processes)}
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._supervisor = threading.Thread(
            target=self._supervise, name="tillroll trail", daemon=True
        )

    def start(self) -> None:
        """Start the child process and its supervisor thread."""
        self._supervisor.start()

    def stop(self) -> None:
        """Stop the child process after the batch that it is recording, and wait for its end."""
        with self._lock:
            self._stopping.set()
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()
        self._supervisor.join()

    def _supervise(self) -> None:
        while (process := self._start_process()) is not None:
            with process:  # closes its standard input
                status = process.wait()
            if not self._stopping.wait(_RESTART_SECONDS):
                _log.warning("the trail's process ended with %s and is started again", status)

    def _start_process(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            self._process = subprocess.Popen(
                [sys.executable, "-m", "interfaces.storage.postgres.audit.subprocess"],
                env=self._environment,
                # The pipe carries no data. It ends with this process, which tells the child to end.
                stdin=subprocess.PIPE,
            )
            return self._process


def main() -> None:
    """Run the projection until standard input ends."""
    # Ctrl-C also reaches this process; the server stops it by closing its standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.nice(_NICENESS)
    collect_rarely()
    log = process_log()
    database_url = os.environ[_URL]
    following = None
    if (setup := inherited_setup(os.environ)) is not None:
        following = LedgerFollowing(
            setup=setup, open_master_keys=partial(inherited_master_keys, os.environ)
        )
    runners = projection_runners(database_url, following, int(os.environ[_PROCESSES]))
    for runner in runners:
        runner.start()
    try:
        sys.stdin.buffer.read()
    finally:
        for runner in runners:
            runner.stop()
        log.writer.flush()


if __name__ == "__main__":
    main()
