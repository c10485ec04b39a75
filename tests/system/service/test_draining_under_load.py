"""SIGTERM to a server behind a load balancer, while shops send requests."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.system.service.server import MANY_SIGN_INS, Server, authorised, item, running

# Longer than any machine takes for this test. SIGINT ends it before.
_DRAIN_SECONDS = 600
_CONFIGURATION = f"""
demo = true
[serving]
drain_seconds = {_DRAIN_SECONDS}
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = ["demo-payments"]
[merchants.walley]
store_ids = [1001]
clients = [{{ client_id = "demo-client", client_secret = "demo-secret" }}]
{MANY_SIGN_INS}
merchant_requests = 1000000
"""
# This number of new connections reaches each of two processes.
_CONNECTIONS = 24
_SHOPS = 4


class Load:
    """Shops that create checkouts one after another. A refused or cut request ends the shop with an error."""

    def __init__(self, server: Server) -> None:
        self._address = server.address
        self._headers = authorised(server.address)
        self._answers: asyncio.Queue[httpx.Response] = asyncio.Queue()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Send requests until the end of the block, half of the shops over kept connections. Raises what failed."""
        stopped = asyncio.Event()
        async with asyncio.TaskGroup() as shops:
            for number in range(_SHOPS):
                shops.create_task(self._shop(stopped, keeps=number % 2 == 0))
            try:
                yield
            finally:
                stopped.set()

    async def answers(self, number: int) -> list[httpx.Response]:
        """The next answers."""
        while not self._answers.empty():
            self._answers.get_nowait()
        return [await self._answers.get() for _ in range(number)]

    async def _shop(self, stopped: asyncio.Event, *, keeps: bool) -> None:
        limits = httpx.Limits(max_keepalive_connections=1 if keeps else 0)
        body = {
            "storeId": 1001,
            "countryCode": "SE",
            "merchantTermsUri": "https://shop.example/terms",
            "notificationUri": "https://shop.example/notify",
            "cart": {"items": [item(1)]},
        }
        async with httpx.AsyncClient(
            base_url=self._address, headers=self._headers, limits=limits, timeout=60
        ) as client:
            while not stopped.is_set():
                answer = await client.post("/checkouts", json=body)
                assert answer.is_success, answer.text
                self._answers.put_nowait(answer)


async def _answers(address: str, path: str, status: int) -> bool:
    """Whether all of many new connections, which reach every process, get this status."""
    async with httpx.AsyncClient(timeout=60) as client:
        for _ in range(_CONNECTIONS):
            answer = await client.get(address + path, headers={"Connection": "close"})
            if answer.status_code != status:
                return False
    return True


def _listening(server: Server) -> list[psutil.Process]:
    """The processes of the server that have its socket. A supervisor has let go of it while they drain."""
    port = int(server.address.rpartition(":")[2])
    return [each for each in psutil.Process().children(recursive=True) if port in _ports(each)]


def _ports(process: psutil.Process) -> set[int]:
    try:
        addresses = [each.laddr for each in process.net_connections("tcp")]
    except psutil.Error:
        # It has ended meanwhile, or is of another account.
        return set()
    # A socket without an address has an empty one.
    return {int(getattr(each, "port", 0)) for each in addresses}


@pytest.mark.parametrize("workers", [pytest.param("1", marks=pytest.mark.thorough), "2"])
async def test_sigterm_refuses_nothing_while_the_server_drains(
    migrated_url: str, tmp_path: Path, workers: str
) -> None:
    """Each process is not ready and alive, answers old and new connections, asks to close them, and ends with 0."""
    file = tmp_path / "tillroll.toml"
    file.write_text(_CONFIGURATION)
    # The test does not read the log, which would fill the pipe.
    with running(
        migrated_url,
        *("--workers", workers),
        TILLROLL_CONFIG=str(file),
        TILLROLL_LOG_LEVEL="warning",
    ) as server:
        load = Load(server)
        async with load.running():
            await load.answers(20)
            assert await _answers(server.address, "/readyz", 200)
            server.process.send_signal(signal.SIGTERM)
            while not await _answers(server.address, "/readyz", 503):
                await load.answers(1)
            assert await _answers(server.address, "/healthz", 200)
            await load.answers(20)
            # A manager that sends SIGTERM to every process does not shorten the time.
            for process in _listening(server):
                process.send_signal(signal.SIGTERM)
            answered = await load.answers(20)
            assert {each.headers.get("connection") for each in answered} == {"close"}
        # As a terminal does at Ctrl-C.
        for process in _listening(server):
            process.send_signal(signal.SIGINT)
        assert await asyncio.to_thread(server.process.wait, 60) == 0
        with pytest.raises(httpx.ConnectError):
            await _answers(server.address, "/healthz", 200)
        assert server.process.stdout is not None
        printed = server.process.stdout.read()
    assert "Traceback" not in printed
