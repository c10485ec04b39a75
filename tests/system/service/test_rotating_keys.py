"""Keys are changed in the configuration file while a server is running."""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from tests.system.service.server import (
    MANY_SIGN_INS,
    Process,
    Server,
    authorised,
    item,
    new_checkout,
    running,
)

TIMEOUT_SECONDS = 60
# This number of new connections reaches each of two processes.
CONNECTIONS = 24
CONFIGURATION = """
demo = true
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = [{payment_keys}]
[merchants.walley]
store_ids = [1001]
clients = [{clients}]
"""
STAYING = '{ client_id = "demo-client", client_secret = "demo-secret" }'
LEAVING = '{ client_id = "old-client", client_secret = "old-secret" }'


def _write(file: Path, payment_keys: str, clients: str) -> None:
    text = CONFIGURATION.format(payment_keys=payment_keys, clients=clients)
    file.write_text(text + MANY_SIGN_INS)


@contextmanager
def _new_connections(server: Server) -> Iterator[httpx.Client]:
    """A client with a new connection for each request, which any process of the server may accept."""
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(base_url=server.address, limits=limits, timeout=30) as client:
        yield client


def _wait_until_all(answer: Callable[[], int], status: int) -> None:
    """Waits until every process of the server responds with this status."""
    give_up = time.monotonic() + TIMEOUT_SECONDS
    while any(answer() != status for _ in range(CONNECTIONS)):
        assert time.monotonic() < give_up, f"some process does not answer {status}"


@contextmanager
def _customers(server: Server, headers: dict[str, str], path: str) -> Iterator[list[int]]:
    """Sends requests until the end of the block, on persistent and on new connections."""
    statuses: list[int] = []
    over = threading.Event()

    def send_requests() -> None:
        with (
            httpx.Client(base_url=server.address, headers=headers, timeout=30) as client,
            _new_connections(server) as anew,
        ):
            while not over.is_set():
                statuses.append(client.put(f"{path}/cart", json=[item(2)]).status_code)
                statuses.append(anew.get(path, headers=headers).status_code)

    thread = threading.Thread(target=send_requests)
    thread.start()
    try:
        yield statuses
    finally:
        over.set()
        thread.join()


def processes_of(server: Server) -> dict[int, psutil.Process]:
    """The processes that answer requests, by their ids: those that have the server's port, but not its own."""
    port = urlsplit(server.address).port
    found = {}
    # A copy's processes are those of its origin.
    origin = psutil.Process(psutil.Process(server.process.pid).ppid())
    for each in origin.children():
        with contextlib.suppress(psutil.ZombieProcess, psutil.NoSuchProcess):
            sockets = each.net_connections("tcp")
            listens = any(
                one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in sockets
            )
            if listens and each.pid != server.process.pid:
                found[each.pid] = each
    return found


def _replace_all(server: Server) -> None:
    """Kills every process, and waits for their replacements, which do not read an invalid file."""
    before = processes_of(server)
    for each in before.values():
        each.kill()
    give_up = time.monotonic() + TIMEOUT_SECONDS
    while len(processes_of(server).keys() - before.keys()) != len(before):
        assert time.monotonic() < give_up, "no process was started in their places"
        time.sleep(0.1)


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.thorough), 2])
def test_keys_are_rotated_under_load(migrated_url: str, tmp_path: Path, workers: int) -> None:
    """At SIGHUP every process accepts the new keys and refuses the old ones with their tokens. No request fails."""
    file = tmp_path / "tillroll.toml"
    _write(file, '"old"', f"{STAYING}, {LEAVING}")
    with (
        running(
            migrated_url,
            "--workers",
            str(workers),
            TILLROLL_CONFIG=str(file),
            TILLROLL_LOG_LEVEL="warning",
        ) as server,
        _new_connections(server) as anew,
    ):
        headers, leaving = authorised(server.address), authorised(server.address, "old")
        path = f"/checkouts/{new_checkout(server.address, headers)['privateId']}"
        paid = new_checkout(server.address, headers)["privateId"]

        def reads(sent: dict[str, str]) -> int:
            return anew.get(path, headers=sent).status_code

        def pays(key: str) -> int:
            sent = {"Authorization": f"Bearer {key}"}
            return anew.post(f"/payments/{paid}/failed", headers=sent).status_code

        _wait_until_all(lambda: reads(leaving), 200)
        with _customers(server, headers, path) as statuses:
            _write(file, '"old", "new"', f"{STAYING}, {LEAVING}")
            server.process.send_signal(signal.SIGHUP)
            _wait_until_all(lambda: pays("new"), 409)
            assert pays("old") == 409

            _write(file, '"new"', STAYING)
            server.process.send_signal(signal.SIGHUP)
            _wait_until_all(lambda: pays("old"), 401)
            _wait_until_all(lambda: reads(leaving), 401)
            assert pays("new") == 409

            file.write_text("merchants = 1")
            server.process.send_signal(signal.SIGHUP)
            time.sleep(1)
            _wait_until_all(lambda: pays("new"), 409)
        assert set(statuses) == {200}
        if workers > 1:
            _replace_all(server)
            _wait_until_all(lambda: pays("new"), 409)
        server.stop()
        assert server.process.stdout is not None
        log = server.process.stdout.read()
    assert "the configuration is refused, and the one before stays" in log
    assert "configuration reloaded" in log
    assert '"old"' not in log


@pytest.mark.parametrize("workers", [1, 2])
def test_a_hangup_during_the_start_is_applied(
    migrated_url: str, tmp_path: Path, workers: int
) -> None:
    """A server that gets SIGHUP before it answers applies that file in every process."""
    file = tmp_path / "tillroll.toml"
    _write(file, '"old"', STAYING)

    def rotate(process: Process) -> None:
        _write(file, '"new"', STAYING)
        process.send_signal(signal.SIGHUP)

    with (
        running(
            migrated_url,
            *("--workers", str(workers)),
            after_greeting=rotate,
            TILLROLL_CONFIG=str(file),
        ) as server,
        _new_connections(server) as anew,
    ):

        def pays(key: str) -> int:
            sent = {"Authorization": f"Bearer {key}"}
            return anew.post("/payments/unknown/failed", headers=sent).status_code

        _wait_until_all(lambda: pays("new"), 404)
        _wait_until_all(lambda: pays("old"), 401)


def test_a_hangup_ends_a_server_without_a_file(migrated_url: str) -> None:
    """A server without a configuration file ends at SIGHUP in order."""
    with running(migrated_url) as server:
        assert server.stop(signal.SIGHUP) == 0
