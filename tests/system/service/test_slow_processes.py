"""Processes of a server that a busy machine does not let run for a while."""

import time

import httpx

from tests.system.service.server import running
from tests.system.service.test_rotating_keys import processes_of

# Longer than the 5 seconds after which uvicorn replaces a process by default.
SILENCE_SECONDS = 7


def test_a_process_that_is_silent_for_a_while_is_kept(migrated_url: str) -> None:
    """The same processes answer afterwards."""
    with running(migrated_url, "--workers", "2") as server:
        before = processes_of(server)
        assert len(before) == 2
        for each in before.values():
            each.suspend()
        time.sleep(SILENCE_SECONDS)
        for each in before.values():
            each.resume()
        assert httpx.get(f"{server.address}/readyz", timeout=60).status_code == 200
        time.sleep(1)
        assert processes_of(server).keys() == before.keys()
