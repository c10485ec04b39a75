"""A process that has imported the server, and forks for each start: a copy needs no second of imports.

`python -m tests.system.service.forked.origin FD` reads starts from the socket FD until its other end closes. A start is
a line of JSON with descriptors: for the output, for the errors, for the exit status when the copy has ended, and those
that the copy gets with the numbers in `descriptors`. The origin answers with the process id. Each copy has such a
socket of its own, by which a server starts its processes for the audit log (`projection.py`) and for requests
(`workers.py`).

A copy runs the module as `python -m` does, or the code as `python -c` does, with the environment and the folder of its
start. What it takes over is imported modules, which do nothing at import; the generator of `random` is seeded anew.
"""

import atexit
import fcntl
import gc
import json
import os
import random
import runpy
import select
import signal
import socket
import sys
import threading
from typing import Any

from prometheus_client import values

from tests.system.service.forked.projection import start_projections_by
from tests.system.service.forked.workers import start_workers_by

LINE_BYTES = 1 << 16
MOST_DESCRIPTORS = 64
# Above the numbers that a copy's descriptors are given.
_MOVED_FROM = 200
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


def fork_for_starts(control: socket.socket) -> tuple[dict[str, Any], socket.socket] | None:
    """Fork for each start. Return the start and a socket for further ones in each copy, and None in the origin.

    It ends in the origin when `control` closes.
    """
    statuses: dict[int, int] = {}
    controls = [control]
    children, ended = socket.socketpair()
    for end in (children, ended):
        end.setblocking(False)
    signal.set_wakeup_fd(ended.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # A Ctrl-C goes to all processes of the terminal; this one ends with its socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        ready, _, _ = select.select([*controls, children], [], [])
        if children in ready:
            children.recv(LINE_BYTES)
            _report_ended(statuses)
        for asking in controls.copy():
            if asking not in ready:
                continue
            line, numbers = _start_from(asking)
            if not line and asking is control:
                return None
            if not line:
                controls.remove(asking)
                asking.close()
                continue
            near, far = socket.socketpair()
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                for end in (*controls, near, children, ended):
                    end.close()
                for number in (numbers[2], *statuses.values()):
                    os.close(number)
                start: dict[str, Any] = json.loads(line)
                own = socket.socket(fileno=_moved(far.detach()))
                _take_descriptors(numbers, start["descriptors"])
                return start, own
            far.close()
            controls.append(near)
            statuses[pid] = numbers.pop(2)
            for number in numbers:
                os.close(number)
            asking.sendall(f"{pid}\n".encode())


def _start_from(control: socket.socket) -> tuple[bytes, list[int]]:
    """Return the line of a start with its descriptors, or an empty line when the socket is closed."""
    try:
        line, numbers, _, _ = socket.recv_fds(control, LINE_BYTES, MOST_DESCRIPTORS)
    except ConnectionResetError:
        return b"", []
    if not line:
        return b"", []
    while not line.endswith(b"\n"):
        line += control.recv(LINE_BYTES)
    return line, numbers


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


def _take_descriptors(numbers: list[int], wanted: list[int]) -> None:
    output, errors, _, *given = numbers
    to = (1, 2, *wanted)
    # First away from the numbers that others of them get.
    for number, taken in zip(to, [_moved(each) for each in (output, errors, *given)], strict=True):
        os.dup2(taken, number)
        os.close(taken)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(write_through=True)  # type: ignore[union-attr]  # they are text streams here


def _moved(number: int) -> int:
    moved = fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, _MOVED_FROM)
    os.close(number)
    return moved


def run(start: dict[str, Any], control: socket.socket) -> None:
    """Run what a start names as Python does. A server in it uses the socket for its other processes."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(start["environment"])
    if start["folder"] is not None:
        os.chdir(start["folder"])
    random.seed()
    start_projections_by(control)
    start_workers_by(control)
    # The library of metrics looks at the environment once, when it is imported.
    setattr(values, "ValueClass", values.get_value_class())  # type: ignore[no-untyped-call]  # noqa: B010
    try:
        _run_as_main(start)
    except SystemExit as ended:
        if not isinstance(ended.code, int | None):
            raise
        _exit(ended.code or 0)
    _exit(0)


def _run_as_main(start: dict[str, Any]) -> None:
    if "code" in start:
        sys.argv = ["-c", *start["arguments"]]
        exec(start["code"], {"__name__": "__main__"})
        return
    sys.argv = [start["module"], *start["arguments"]]
    # Imported already, and run once more as the main module.
    sys.modules.pop(start["module"], None)
    runpy.run_module(start["module"], run_name="__main__", alter_sys=True)


def _exit(status: int) -> None:
    """End as Python does, but leave its objects: to free them, it would first copy all that it has of the origin."""
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status)


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
        run(*given)
