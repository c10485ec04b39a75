"""The command that a newcomer runs: it starts with nothing, ends when asked, and finds its data again."""

import signal
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.service.server import Server, authorised, new_checkout, running, start


def _read(server: Server, checkout_id: str) -> httpx.Response:
    headers = authorised(server.address)
    return httpx.get(f"{server.address}/checkouts/{checkout_id}", headers=headers)


def test_a_second_start_finds_the_data_of_the_first(database_folder: Path) -> None:
    """With no database named, the server brings its own, ends it on Ctrl-C, and keeps what it recorded."""
    data = str(database_folder / "var")
    with running(None, "--data", data) as first:
        created = new_checkout(first.address, authorised(first.address))
        answered = _read(first, created["privateId"])
        assert first.stop() == 0
    assert not (database_folder / "var" / "postgres" / "postmaster.pid").exists()
    with running(None, "--data", data) as second:
        assert _read(second, created["privateId"]).content == answered.content


@pytest.mark.parametrize("workers", ["1", "2"])
def test_being_asked_to_end_is_success(fresh_database_url: str, workers: str) -> None:
    """SIGTERM ends one process or several, with exit status 0 and nothing to be alarmed about."""
    with running(fresh_database_url, "--workers", workers) as server:
        new_checkout(server.address, authorised(server.address))
        assert server.stop(signal.SIGTERM) == 0
        assert server.process.stdout is not None
        assert "Traceback" not in server.process.stdout.read()


def test_the_request_in_the_greeting_works_when_pasted(fresh_database_url: str) -> None:
    """What the server prints under "Try it" creates a checkout."""
    with running(fresh_database_url) as server:
        pasted = server.said.partition("Try it:")[2]
        output = subprocess.run(
            ["bash", "-c", pasted], capture_output=True, text=True, check=True
        ).stdout
        assert '"privateId"' in output


def test_production_refuses_the_demo_secrets(fresh_database_url: str) -> None:
    """With TILLROLL_ENV=production and no configuration of one's own, nothing is served; exit status 78."""
    process = start(fresh_database_url, TILLROLL_ENV="production")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 78
    assert "everybody knows" in said
    assert "Traceback" not in said


def test_a_port_in_use_is_said_in_words(fresh_database_url: str) -> None:
    """A second server on one port ends with status 69 and says why."""
    with running(fresh_database_url) as server:
        port = server.address.rpartition(":")[2]
        process = start(fresh_database_url, "--port", port)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 69
        assert "Address already in use" in said
        assert "Traceback" not in said
