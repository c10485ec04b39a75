"""Several server processes with one configuration, which is read again by all of them or by none.

uvicorn answers SIGHUP by starting every process anew, and ends altogether when one does not start. Here the file is
looked at first, by the process that watches over the others. They read a copy of what it has accepted: so they agree,
and one that is started in place of a dead one begins with what the others have, whatever the file says by then.
"""

import logging
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from uvicorn.supervisors import Multiprocess

from interfaces.configuration.settings import Configuration, ConfigurationRefused

_log = logging.getLogger("tillroll")


class AcceptedFile:
    """The configuration file, and the copy of it that was accepted last."""

    def __init__(self, file: Path, copy: Path, load: Callable[[Path], Configuration]) -> None:
        self._file = file
        self._copy = copy
        self._load = load

    def accept(self) -> None:
        """Copies the file. Raises ConfigurationRefused, and leaves the copy as it is, where it is no good."""
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
    """The processes. Without a file, SIGHUP is what it is for any program: the end."""

    def __init__(
        self, config: uvicorn.Config, listener: socket.socket, accepted: AcceptedFile | None
    ) -> None:
        super().__init__(config, sockets=[listener])
        self._accepted = accepted

    def handle_hup(self) -> None:
        """Has every process read the file again, if it is good."""
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
