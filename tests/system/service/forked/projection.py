"""The server's process for the audit log, as a copy of the origin too: a new Python imports for 0.4 s."""

import io
import os
import socket
from collections.abc import Mapping, Sequence
from types import SimpleNamespace, TracebackType
from typing import BinaryIO

from interfaces.storage.postgres.audit import subprocess as product
from tests.system.service.forked.process import ForkedProcess, origin_of_tests, send_start

_PIPE = -1


class ForkedProjection:
    """A running copy with the part of `subprocess.Popen` that the server uses. It ends when `stdin` closes."""

    def __init__(self, control: socket.socket, environment: Mapping[str, str]) -> None:
        taken, given = os.pipe()
        start: dict[str, object] = {
            "module": product.__name__,
            "arguments": [],
            "environment": dict(environment),
            "folder": None,
        }
        try:
            pid, status = send_start(control, start, (1, 2), {0: taken})
        finally:
            os.close(taken)
        self.stdin: BinaryIO = os.fdopen(given, "wb")
        # Its outputs are those of the server.
        self._process = ForkedProcess(pid, io.StringIO(), status)

    def __enter__(self) -> "ForkedProjection":
        """Return the copy."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close its input and wait for its end."""
        self.stdin.close()
        self.wait()

    def kill(self) -> None:
        """End it with SIGKILL."""
        self._process.kill()

    def wait(self) -> int:
        """Return the exit status when it has ended."""
        return self._process.wait()


def start_projection(environment: Mapping[str, str]) -> ForkedProjection:
    """Start the process that a server would start with this environment."""
    return ForkedProjection(origin_of_tests(), environment)


def start_projections_by(control: socket.socket) -> None:
    """Let servers of this process start theirs by the origin at the other end of a socket."""

    def popen(command: Sequence[str], *, env: Mapping[str, str], stdin: int) -> ForkedProjection:
        assert command[-1] == product.__name__
        assert stdin == _PIPE, "the end of its input ends it"
        return ForkedProjection(control, env)

    setattr(product, "subprocess", SimpleNamespace(Popen=popen, PIPE=_PIPE))  # noqa: B010  in a test's process
