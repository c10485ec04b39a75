"""kill -9 of a server between an effect and its answer: the next server gives the answer, and does nothing twice."""

import signal
from pathlib import Path

import httpx

from tests.system.service.agents import TOGETHER, TONGUES, creation, ids, is_replay, opened
from tests.system.service.held_up import Calls, Sent, held_up, post, serving, until, waits

REQUESTS = 12


def requests() -> list[Sent]:
    """Creations in both APIs, each with a key of its own."""
    found = []
    for number in range(REQUESTS):
        tongue = TONGUES[number % len(TONGUES)]
        found.append((tongue.root, creation(), tongue.sent(f"key {number}")))
    return found


async def test_what_was_done_and_never_answered(fresh_database_url: str, tmp_path: Path) -> None:
    """Sessions that were opened unbeknown to their agents answer the same requests; none is opened twice."""
    async with httpx.AsyncClient(timeout=30, limits=TOGETHER) as client:
        with serving(fresh_database_url, tmp_path) as server:
            async with held_up(fresh_database_url, "answers"):
                calls = Calls(client, server, requests())
                await until(lambda: waits(fresh_database_url))
                # PostgreSQL goes on with what it was sent; the server hears nothing of it.
                server.process.send_signal(signal.SIGSTOP)
            await until(lambda: opened(fresh_database_url))
            unanswered = opened(fresh_database_url)
            server.kill()
            assert await calls.answered() == []
        with serving(fresh_database_url, tmp_path) as server:
            again = [await post(client, server, each) for each in requests()]
            once_more = [await post(client, server, each) for each in requests()]
    assert {answer.status_code for answer in again} == {201}
    assert ids(answer for answer in again if is_replay(answer)) == unanswered
    assert [answer.content for answer in once_more] == [answer.content for answer in again]
    assert all(is_replay(answer) for answer in once_more)
    assert opened(fresh_database_url) == ids(again)
    assert len(ids(again)) == REQUESTS
