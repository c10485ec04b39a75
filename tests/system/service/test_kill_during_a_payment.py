"""kill -9 of a server during payments: no customer pays twice, and every session ends open or completed."""

import asyncio
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.system.service.agents import ACP, PAYMENT, STATESET, creation, payments, rows
from tests.system.service.blocked_inserts import (
    PendingRequests,
    Sent,
    blocked_inserts,
    blocked_sessions,
    post,
    serving,
    wait_until,
)
from tests.system.service.server import Server

DIALECTS = (STATESET, ACP, STATESET)
"""The dialects of the three sessions. The agents of the first two repeat their requests, and the third does not."""
PIECES = 10


class Sessions:
    """Three sessions with a teapot each."""

    def __init__(self, database_url: str, folder: Path, client: httpx.AsyncClient) -> None:
        self._database_url, self._folder, self._client = database_url, folder, client
        self._paths: list[str] = []

    async def interrupt(self, *, requested: bool) -> None:
        """Commits the sessions on a server that is killed after (`requested`) or before the payment requests."""
        url = self._database_url
        with serving(url, self._folder) as server:
            for number, dialect in enumerate(DIALECTS):
                sent = (dialect.root, creation("item_789"), dialect.headers_for(f"open {number}"))
                opened = await post(self._client, server, sent)
                self._paths.append(f"{dialect.root}/{opened.json()['id']}")
            async with blocked_inserts(url, "demo_payments"):
                calls: list[PendingRequests] = []
                # One by one, since payments that are asked for at the same time are one statement.
                while len(calls) < len(DIALECTS):
                    sent = self._completion(len(calls))
                    calls.append(PendingRequests(self._client, server, [sent]))
                    await wait_until(lambda: len(blocked_sessions(url)) == len(calls))
                if requested:
                    server.process.send_signal(signal.SIGSTOP)
                else:
                    sessions = blocked_sessions(url)
                    server.kill()
                    for pid in sessions:
                        rows(url, f"SELECT pg_terminate_backend({pid})")
                    await wait_until(lambda: not blocked_sessions(url))
            if requested:
                await wait_until(lambda: len(payments(url)) == 3)
                server.kill()
            assert [await each.responses() for each in calls] == [[]] * len(DIALECTS)

    async def repeat(self, server: Server, number: int) -> httpx.Response:
        """Repeats a completion while it gets 409, and returns the response."""
        for _ in range(100):
            answer = await post(self._client, server, self._completion(number))
            if answer.status_code != 409:
                return answer
            assert answer.headers["Retry-After"]
            await asyncio.sleep(0.1)
        raise AssertionError("the payment stays in progress")

    async def status_of_the_last(self, server: Server) -> str:
        """The status of the third session, when its payment is no longer in progress."""
        url = server.address + self._paths[2]
        for _ in range(100):
            session: dict[str, Any] = (
                await self._client.get(url, headers=DIALECTS[2].headers_for("none"))
            ).json()
            if (status := str(session["status"])) != "in_progress":
                return status
            await asyncio.sleep(0.1)
        raise AssertionError("the payment stays in progress")

    def _completion(self, number: int) -> Sent:
        dialect = DIALECTS[number]
        return f"{self._paths[number]}/complete", PAYMENT, dialect.headers_for(f"complete {number}")


async def outcome(
    database_url: str, folder: Path, *, requested: bool
) -> tuple[list[httpx.Response], str]:
    """The final responses to the two agents, and the status of the third session."""
    async with httpx.AsyncClient(timeout=30) as client:
        sessions = Sessions(database_url, folder, client)
        await sessions.interrupt(requested=requested)
        assert stock(database_url) == PIECES - 3
        with serving(database_url, folder) as server:
            answers = [await sessions.repeat(server, number) for number in (0, 1)]
            again = [await sessions.repeat(server, number) for number in (0, 1)]
        assert [each.content for each in again] == [each.content for each in answers]
        # A server looks for interrupted payments when it starts, and every half a minute.
        with serving(database_url, folder) as server:
            return answers, await sessions.status_of_the_last(server)


async def test_a_requested_payment_is_not_requested_again(
    migrated_url: str, tmp_path: Path
) -> None:
    """The repeated requests and the third session complete with the payments that were requested before the kill."""
    answers, last = await outcome(migrated_url, tmp_path, requested=True)
    assert [(each.status_code, each.json()["status"]) for each in answers] == [
        (200, "completed")
    ] * 2
    assert last == "completed"
    assert payments(migrated_url) == [("paid", 1)] * 3
    assert stock(migrated_url) == PIECES - 3


async def test_an_unrequested_payment_is_made_by_the_repeated_request(
    migrated_url: str, tmp_path: Path
) -> None:
    """A repeated request pays once. The session that is not repeated is open again, and its item in stock."""
    answers, last = await outcome(migrated_url, tmp_path, requested=False)
    assert [(each.status_code, each.json()["status"]) for each in answers] == [
        (200, "completed")
    ] * 2
    assert last == "ready_for_payment"
    assert Counter(payments(migrated_url)) == {("paid", 1): 2, ("closed", 0): 3}
    assert stock(migrated_url) == PIECES - 2


def stock(database_url: str) -> int:
    """The number of teapots in stock."""
    found = "SELECT stock FROM tillroll.products WHERE merchant = 'demo-shop' AND id = 'item_789'"
    return int(rows(database_url, found)[0][0])
