"""kill -9 of a server between an effect and its response: the next server responds, and nothing is done twice."""

import signal
from pathlib import Path

import httpx

from tests.system.service.agents import CONCURRENT, DIALECTS, ids, is_replay, opened
from tests.system.service.blocked_inserts import (
    PendingRequests,
    Sent,
    blocked_inserts,
    blocked_sessions,
    post,
    serving,
    wait_until,
)

REQUESTS = 12


def requests() -> list[Sent]:
    """Creations in each API, each with its own idempotency key."""
    found = []
    for number in range(REQUESTS):
        dialect = DIALECTS[number % len(DIALECTS)]
        found.append(
            (dialect.root, dialect.creation("item_123", 1), dialect.headers_for(f"key {number}"))
        )
    return found


async def test_a_creation_without_a_response_is_replayed(migrated_url: str, tmp_path: Path) -> None:
    """Repeated requests get the sessions that were opened before the kill, and no session is opened twice."""
    async with httpx.AsyncClient(timeout=30, limits=CONCURRENT) as client:
        with serving(migrated_url, tmp_path) as server:
            async with blocked_inserts(migrated_url, "answers"):
                calls = PendingRequests(client, server, requests())
                await wait_until(lambda: blocked_sessions(migrated_url))
                # PostgreSQL completes the statements that it received, and the server gets no result.
                server.process.send_signal(signal.SIGSTOP)
            await wait_until(lambda: opened(migrated_url))
            unanswered = opened(migrated_url)
            server.kill()
            assert await calls.responses() == []
        with serving(migrated_url, tmp_path) as server:
            again = [await post(client, server, each) for each in requests()]
            repeated = [await post(client, server, each) for each in requests()]
    assert {answer.status_code for answer in again} == {201}
    assert ids(answer for answer in again if is_replay(answer)) == unanswered
    assert [answer.content for answer in repeated] == [answer.content for answer in again]
    assert all(is_replay(answer) for answer in repeated)
    assert opened(migrated_url) == ids(again)
    assert len(ids(again)) == REQUESTS
