"""The processes of a server with several, as copies of the origin too: a new Python imports for a second.

uvicorn starts them with the standard library's `multiprocessing`, which starts a Python and sends it a pickled process.
"""

import io
import os
import socket
from collections.abc import Sequence
from multiprocessing import popen_spawn_posix, util

from tests.system.service.forked.process import ForkedProcess, send_start

_CHILD = "--multiprocessing-fork"


def start_workers_by(control: socket.socket) -> None:
    """Let `multiprocessing` of this process start its own by the origin at the other end of a socket."""
    started: dict[int, ForkedProcess] = {}
    start_python = util.spawnv_passfds

    def start(path: bytes, command: Sequence[str], descriptors: Sequence[int]) -> int:
        if command[-1] != _CHILD:
            return start_python(path, command, descriptors)
        copied = {
            "code": command[-2],
            "arguments": [_CHILD],
            "environment": dict(os.environ),
            "folder": None,
        }
        pid, status = send_start(control, copied, (1, 2), {each: each for each in descriptors})
        # Its outputs are those of the server.
        started[pid] = ForkedProcess(pid, io.StringIO(), status)
        return pid

    class Started(popen_spawn_posix.Popen):
        """A process that is a child of the origin, so its exit status comes from there."""

        def poll(self, flag: int = os.WNOHANG) -> int | None:
            """Return the exit status, or None while it runs. Without the flag, wait for it."""
            if self.returncode is None:
                process = started[self.pid]
                self.returncode = process.poll() if flag == os.WNOHANG else process.wait()
            return self.returncode

    setattr(util, "spawnv_passfds", start)  # noqa: B010  in a test's process
    setattr(popen_spawn_posix, "Popen", Started)  # noqa: B010
