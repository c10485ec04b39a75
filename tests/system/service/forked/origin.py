"""A process that has imported the server, and forks for each start: a copy needs no second of imports.

`python -m tests.system.service.forked.origin FD` reads starts from the socket FD until its other end closes. A start is
a line of JSON with three descriptors: for the output, for the errors, and for the exit status when the copy has ended.
The origin answers with the process id.

A copy runs the module as `python -m` does, with the environment and the folder of its start. What it takes over is
imported modules, which do nothing at import; the generator of `random` is seeded anew.
"""

import gc
import json
import os
import random
import runpy
import select
import signal
import socket
import sys
from typing import Any

LINE_BYTES = 1 << 16
# What `tillroll serve` imports. Not the command's own module, which a copy runs as its main module.
_MODULES = (
    "interfaces.cli.command_group",
    "interfaces.cli.commands.serve",
    "interfaces.serving.server",
    "interfaces.serving.worker",
    "interfaces.serving.protocol",
    "uvloop",
    "uvicorn.lifespan.on",
)


def fork_for_starts(control: socket.socket) -> dict[str, Any] | None:
    """Fork for each start. Return the start in each copy, and None in the origin when the socket closes."""
    statuses: dict[int, int] = {}
    children, ended = socket.socketpair()
    for end in (children, ended):
        end.setblocking(False)
    signal.set_wakeup_fd(ended.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # A Ctrl-C goes to all processes of the terminal; this one ends with its socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        ready, _, _ = select.select([control, children], [], [])
        if children in ready:
            children.recv(LINE_BYTES)
            _report_ended(statuses)
        if control not in ready:
            continue
        line, (output, errors, status) = _start_from(control)
        if not line:
            return None
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            for end in (control, children, ended):
                end.close()
            for number in (status, *statuses.values()):
                os.close(number)
            _take_output(output, errors)
            start: dict[str, Any] = json.loads(line)
            return start
        os.close(output)
        os.close(errors)
        statuses[pid] = status
        control.sendall(f"{pid}\n".encode())


def _start_from(control: socket.socket) -> tuple[bytes, tuple[int, int, int]]:
    """Return the line of a start with its descriptors, or an empty line when the socket is closed."""
    line, numbers, _, _ = socket.recv_fds(control, LINE_BYTES, 3)
    if not line:
        return b"", (-1, -1, -1)
    while not line.endswith(b"\n"):
        line += control.recv(LINE_BYTES)
    output, errors, status = numbers
    return line, (output, errors, status)


def _report_ended(statuses: dict[int, int]) -> None:
    while statuses:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        to = statuses.pop(pid)
        try:
            os.write(to, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        except BrokenPipeError:
            # The test has ended, and asks no more.
            pass
        finally:
            os.close(to)


def _take_output(output: int, errors: int) -> None:
    for number, taken in ((1, output), (2, errors)):
        os.dup2(taken, number)
        os.close(taken)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(write_through=True)  # type: ignore[union-attr]  # they are text streams here


def run(start: dict[str, Any]) -> None:
    """Run the module of a start as `python -m` does."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(start["environment"])
    if start["folder"] is not None:
        os.chdir(start["folder"])
    random.seed()
    sys.argv = [start["module"], *start["arguments"]]
    runpy.run_module(start["module"], run_name="__main__", alter_sys=True)


def _import_server() -> None:
    for module in _MODULES:
        __import__(module)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _import_server()
    with socket.socket(fileno=int(sys.argv[1])) as end_of_tests:
        given = fork_for_starts(end_of_tests)
    if given is not None:
        run(given)
