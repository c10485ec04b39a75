"""Several server processes with one configuration, which all of them reload or none.

uvicorn restarts every process at SIGHUP, and ends if one does not start. Here the supervisor checks the file first and
the workers read a copy of the accepted file. So all workers agree, also one that replaces a dead worker after the file
has changed.
"""

import logging
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from prometheus_client.multiprocess import mark_process_dead
from uvicorn.supervisors import Multiprocess

from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration

_log = logging.getLogger("tillroll")


class AcceptedFile:
    """The configuration file, and the copy that was last accepted."""

    def __init__(self, file: Path, copy: Path, load: Callable[[Path], Configuration]) -> None:
        self._file = file
        self._copy = copy
        self._load = load

    def accept(self) -> None:
        """Check and copy the file. Raises ConfigurationRefused and keeps the previous copy if the file is refused."""
        candidate = self._copy.with_suffix(".new")
        try:
            content = self._file.read_bytes()
        except OSError as error:
            raise ConfigurationRefused(f"{self._file} cannot be read: {error.strerror}.") from error
        candidate.unlink(missing_ok=True)
        with os.fdopen(os.open(candidate, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as to:
            to.write(content)
        self._load(candidate)
        candidate.replace(self._copy)


class Workers(Multiprocess):
    """The supervisor of the worker processes. Without a configuration file, SIGHUP ends the server."""

    def __init__(
        self, config: uvicorn.Config, listeners: list[socket.socket], accepted: AcceptedFile | None
    ) -> None:
        super().__init__(config, sockets=listeners)
        self._accepted = accepted

    def keep_subprocess_alive(self) -> None:
        """Replace dead workers, and forget what they measured of themselves at the moment of their death."""
        before = {process.pid for process in self.processes}
        super().keep_subprocess_alive()
        for pid in before - {process.pid for process in self.processes}:
            mark_process_dead(pid)  # type: ignore[no-untyped-call]  # the library has no types

    def terminate_all(self) -> None:
        """Send SIGTERM to every worker, and let go of the sockets, which the workers have too.

        A connection would otherwise wait for the supervisor, which accepts none, once the last worker accepts no more.
        """
        super().terminate_all()
        for listener in self.sockets:
            listener.close()

    def handle_hup(self) -> None:
        """Accept the file and send SIGHUP to every worker."""
        if self._accepted is None:
            self.handle_term()
            return
        try:
            self._accepted.accept()
        except ConfigurationRefused as error:
            _log.error("the configuration is refused, and the one before stays: %s", error)
            return
        for process in self.processes:
            if process.pid is not None and process.exitcode is None:
                os.kill(process.pid, signal.SIGHUP)
