"""A forked copy of the process that has imported the server, with the methods of `subprocess.Popen` that tests use."""

import atexit
import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TextIO

_ORIGIN = "tests.system.service.forked.origin"


class ForkedProcess:
    """A running copy. Its output and its errors come from one pipe, `stdout`, if there is no `stderr`."""

    def __init__(self, pid: int, stdout: TextIO, status: int, stderr: TextIO | None = None) -> None:
        self.pid = pid
        self.stdout = stdout
        self.stderr = stderr
        self.returncode: int | None = None
        self._status = status

    def poll(self) -> int | None:
        """Return the exit status, negative for a signal, or None while it runs."""
        return self._ended_within(0)

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit status when it has ended. Raises TimeoutExpired after `timeout` seconds."""
        status = self._ended_within(timeout)
        if status is None:
            raise subprocess.TimeoutExpired("tillroll", timeout or 0)
        return status

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Return the rest of its output and of its errors when it has ended.

        Raises TimeoutExpired if it closes its output and runs on.
        """
        with self.stdout:
            output = self.stdout.read()
        errors = ""
        if self.stderr is not None:
            with self.stderr:
                errors = self.stderr.read()
        self.wait(timeout)
        return output, errors

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, if it has not ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it with SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def _ended_within(self, seconds: float | None) -> int | None:
        if self.returncode is None and select.select([self._status], [], [], seconds)[0]:
            self.returncode = int(os.read(self._status, 16))
            os.close(self._status)
        return self.returncode


def start_forked(
    module: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path | None = None,
    *,
    has_stderr: bool = False,
) -> ForkedProcess:
    """Start a copy that runs a module as `python -m` does, in `folder` or the folder of the tests."""
    stdout, output = os.pipe()
    stderr, errors = os.pipe() if has_stderr else (None, output)
    try:
        pid, status = _start(module, arguments, environment, folder, (output, errors))
    finally:
        for each in {output, errors}:
            os.close(each)
    apart = None if stderr is None else os.fdopen(stderr, encoding="utf-8")
    return ForkedProcess(pid, os.fdopen(stdout, encoding="utf-8"), status, apart)


def start_in_terminal(
    terminal: int, arguments: Sequence[str], environment: Mapping[str, str]
) -> ForkedProcess:
    """Start the command in a copy whose output and errors go to a terminal."""
    pid, status = _start("interfaces.cli.main", arguments, environment, None, (terminal, terminal))
    return ForkedProcess(pid, io.StringIO(), status)


def run_tillroll(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a copy, with these variables in its environment, and return its output and its errors."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        known = {**os.environ, **environment}
        to = (output.fileno(), errors.fileno())
        pid, status = _start("interfaces.cli.main", arguments, known, None, to)
        with Path(os.devnull).open(encoding="utf-8") as nothing:
            ended = ForkedProcess(pid, nothing, status).wait()
        output.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(arguments, ended, output.read(), errors.read())


def _start(
    module: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path | None,
    outputs: tuple[int, int],
) -> tuple[int, int]:
    """Start a copy, and return its process id and the descriptor from which its exit status comes."""
    start = {
        "module": module,
        "arguments": list(arguments),
        "environment": dict(environment),
        "folder": None if folder is None else str(folder),
    }
    return send_start(origin_of_tests(), start, outputs)


def send_start(
    control: socket.socket,
    start: Mapping[str, object],
    outputs: tuple[int, int],
    given: Mapping[int, int] | None = None,
) -> tuple[int, int]:
    """Have the origin start a copy with these streams. Return its id and where its exit status comes from.

    `given` has further descriptors by the numbers that they have in the copy.
    """
    given = given or {}
    status, ended = os.pipe()
    line = json.dumps({**start, "descriptors": list(given)}).encode() + b"\n"
    sent = socket.send_fds(control, [line], [*outputs, ended, *given.values()])
    control.sendall(line[sent:])
    os.close(ended)
    return int(control.recv(16)), status


@cache
def origin_of_tests() -> socket.socket:
    """Start the origin of this process, which ends with it, and return the socket for starts."""
    control, far = socket.socketpair()
    process = subprocess.Popen(
        [sys.executable, "-m", _ORIGIN, str(far.fileno())],
        pass_fds=[far.fileno()],
        stdin=subprocess.DEVNULL,
    )
    far.close()

    def end() -> None:
        control.close()
        process.wait()

    atexit.register(end)
    return control
