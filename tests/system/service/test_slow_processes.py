"""Processes of a server that a busy machine does not let run for a while."""

import contextlib
import time

import httpx
import psutil

from tests.system.service.server import running
from tests.system.service.test_rotating_keys import processes_of

# Longer than the 5 seconds after which uvicorn replaces a process by default.
SILENCE_SECONDS = 7


def _has_answered(process: psutil.Process) -> bool:
    """Whether a client is connected to it, which it lets in when it has started."""
    return any(each.status == psutil.CONN_ESTABLISHED for each in process.net_connections("tcp"))


def test_a_process_that_is_silent_for_a_while_is_kept(migrated_url: str) -> None:
    """The same processes answer afterwards."""
    with running(migrated_url, "--workers", "2") as server, contextlib.ExitStack() as clients:
        while len(before := processes_of(server)) < 2:
            time.sleep(0.02)
        while not all(map(_has_answered, before.values())):
            client = clients.enter_context(httpx.Client())
            assert client.get(f"{server.address}/healthz").status_code == 200
        for each in before.values():
            each.suspend()
        time.sleep(SILENCE_SECONDS)
        for each in before.values():
            each.resume()
        assert httpx.get(f"{server.address}/readyz", timeout=60).status_code == 200
        time.sleep(1)
        assert processes_of(server).keys() == before.keys()
