"""The command of a first-time user: it starts without configuration, ends on a signal, and finds its data again."""

import os
import signal
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from tests.system.service.server import Server, authorised, new_checkout, running, start


def _read(server: Server, checkout_id: str) -> httpx.Response:
    headers = authorised(server.address)
    return httpx.get(f"{server.address}/checkouts/{checkout_id}", headers=headers)


def test_a_second_start_finds_the_data_of_the_first(database_folder: Path) -> None:
    """Without a database the server starts its own, ends it on Ctrl-C, and keeps the recorded data."""
    data = str(database_folder / "var")
    with running(None, "--data", data, with_python=True) as first:
        created = new_checkout(first.address, authorised(first.address))
        answered = _read(first, created["privateId"])
        assert first.stop() == 0
    assert not (database_folder / "var" / "postgres" / "postmaster.pid").exists()
    with running(None, "--data", data, with_python=True) as second:
        assert _read(second, created["privateId"]).content == answered.content


def test_a_killed_embedded_postgresql_is_started_again(database_folder: Path) -> None:
    """The server starts its own PostgreSQL again with all data, and still ends both on a signal."""
    running_as = database_folder / "var" / "postgres" / "postmaster.pid"
    with running(None, "--data", str(database_folder / "var")) as server:
        created = new_checkout(server.address, authorised(server.address))
        answered = _read(server, created["privateId"])
        killed = running_as.read_text().split()[0]
        os.kill(int(killed), signal.SIGKILL)
        while not _is_another(running_as, killed):
            time.sleep(0.1)
        while (again := _read(server, created["privateId"])).status_code == 503:
            time.sleep(0.1)
        assert again.content == answered.content
        new_checkout(server.address, authorised(server.address))
        assert server.stop() == 0
        assert server.process.stdout is not None
        assert "PostgreSQL had ended, and was started again" in server.process.stdout.read()
    assert not running_as.exists()


def _is_another(running_as: Path, killed: str) -> bool:
    return running_as.exists() and running_as.read_text().split()[:1] not in ([], [killed])


@pytest.mark.parametrize("workers", [pytest.param("1", marks=pytest.mark.thorough), "2"])
def test_sigterm_ends_with_status_0(fresh_database_url: str, workers: str) -> None:
    """SIGTERM ends one or several processes with exit status 0, and without warnings."""
    with running(fresh_database_url, "--workers", workers, with_python=True) as server:
        new_checkout(server.address, authorised(server.address))
        assert server.stop(signal.SIGTERM) == 0
        assert server.process.stdout is not None
        assert "Traceback" not in server.process.stdout.read()


def test_the_printed_request_works(fresh_database_url: str) -> None:
    """The request that the server prints under "Try it" creates a checkout."""
    with running(fresh_database_url) as server:
        pasted = server.output.partition("Try it:")[2]
        output = subprocess.run(
            ["bash", "-c", pasted], capture_output=True, text=True, check=True
        ).stdout
        assert '"privateId"' in output


def test_production_refuses_the_demo_secrets(fresh_database_url: str) -> None:
    """TILLROLL_ENV=production without a configuration ends with exit status 78."""
    process = start(fresh_database_url, with_python=True, TILLROLL_ENV="production")
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 78
    assert "everybody knows" in output
    assert "Traceback" not in output


def test_a_port_in_use_is_reported(fresh_database_url: str) -> None:
    """A second server on one port ends with status 69, and states the cause."""
    with running(fresh_database_url) as server:
        port = server.address.rpartition(":")[2]
        process = start(fresh_database_url, "--port", port)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 69
        assert "Address already in use" in output
        assert "Traceback" not in output


def test_demo_secrets_on_the_network_are_refused(fresh_database_url: str) -> None:
    """HOST=0.0.0.0 in demo mode ends with status 78, and names the option that allows it."""
    process = start(fresh_database_url, "--port", "0", HOST="0.0.0.0")
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 78
    assert "--demo-on-the-network" in output
    assert "Traceback" not in output
    with running(fresh_database_url, "--demo-on-the-network", HOST="0.0.0.0"):
        pass
