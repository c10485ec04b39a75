"""SIGTERM while a request is under way."""

import asyncio
import signal

import httpx

from tests.system.service.agents import rows
from tests.system.service.blocked_inserts import blocked_inserts, blocked_sessions, wait_until
from tests.system.service.server import Server, authorised, new_checkout, running

_SESSIONS = (
    "SELECT application_name, query FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def _takes_requests(server: Server) -> bool:
    try:
        return httpx.get(f"{server.address}/readyz").status_code == 200
    except httpx.TransportError:
        return False


async def test_sigterm_answers_the_running_request(fresh_database_url: str) -> None:
    """The server takes no new request, answers the one under way, and ends with 0 and without a session left."""
    with running(fresh_database_url, with_python=True) as server:
        headers = await asyncio.to_thread(authorised, server.address)
        assert await asyncio.to_thread(_takes_requests, server)
        async with blocked_inserts(fresh_database_url, "checkout_events"):
            request = asyncio.create_task(asyncio.to_thread(new_checkout, server.address, headers))
            await wait_until(lambda: blocked_sessions(fresh_database_url))
            server.process.send_signal(signal.SIGTERM)
            await wait_until(lambda: not _takes_requests(server))
            assert server.process.poll() is None
            assert not request.done()
        created = await request
        assert await asyncio.to_thread(server.process.wait, 30) == 0
        assert server.process.stdout is not None
        assert "Traceback" not in server.process.stdout.read()
    recorded = rows(fresh_database_url, "SELECT originator_id::text FROM tillroll.checkout_events")
    assert {str(each[0]) for each in recorded} == {created["privateId"]}
    assert rows(fresh_database_url, _SESSIONS) == []
