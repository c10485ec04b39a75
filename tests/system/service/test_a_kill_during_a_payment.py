"""kill -9 of a server whose agents are paying: nobody pays twice, and no session stays between open and completed."""

import asyncio
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.system.service.agents import ACP, PAYING, STATESET, creation, payments, rows
from tests.system.service.held_up import Calls, Sent, held_up, post, serving, until, waits
from tests.system.service.server import Server

TONGUES = (STATESET, ACP, STATESET)
"""Of the three sessions. The agents of the first two send their requests again, that of the last never comes back."""
PIECES = 10


class Sessions:
    """Three sessions for a teapot each."""

    def __init__(self, database_url: str, folder: Path, client: httpx.AsyncClient) -> None:
        self._database_url, self._folder, self._client = database_url, folder, client
        self._paths: list[str] = []

    async def interrupt(self, *, asked: bool) -> None:
        """Has them committed by a server that dies; the provider was `asked` for their payments, or never will be."""
        url = self._database_url
        with serving(url, self._folder) as server:
            for number, tongue in enumerate(TONGUES):
                sent = (tongue.root, creation("item_789"), tongue.sent(f"open {number}"))
                opened = await post(self._client, server, sent)
                self._paths.append(f"{tongue.root}/{opened.json()['id']}")
            async with held_up(url, "demo_payments"):
                calls = Calls(self._client, server, [self._completing(each) for each in range(3)])
                await until(lambda: len(waits(url)) == 3)
                if asked:
                    server.process.send_signal(signal.SIGSTOP)
                else:
                    asking = waits(url)
                    server.kill()
                    for pid in asking:
                        rows(url, f"SELECT pg_terminate_backend({pid})")
                    await until(lambda: not waits(url))
            if asked:
                await until(lambda: len(payments(url)) == 3)
                server.kill()
            assert await calls.answered() == []

    async def sent_again(self, server: Server, number: int) -> httpx.Response:
        """The answer to a completion, which is sent again as long as it may be under way."""
        for _ in range(100):
            answer = await post(self._client, server, self._completing(number))
            if answer.status_code != 409:
                return answer
            assert answer.headers["Retry-After"]
            await asyncio.sleep(0.1)
        raise AssertionError("it stays under way")

    async def status_of_the_last(self, server: Server) -> str:
        """What the session is whose agent never came back, when it is no longer being paid for."""
        url = server.address + self._paths[2]
        for _ in range(100):
            session: dict[str, Any] = (
                await self._client.get(url, headers=TONGUES[2].sent("none"))
            ).json()
            if (status := str(session["status"])) != "in_progress":
                return status
            await asyncio.sleep(0.1)
        raise AssertionError("it stays under way")

    def _completing(self, number: int) -> Sent:
        tongue = TONGUES[number]
        return f"{self._paths[number]}/complete", PAYING, tongue.sent(f"complete {number}")


async def afterwards(
    database_url: str, folder: Path, *, asked: bool
) -> tuple[list[httpx.Response], str]:
    """What the two agents are answered in the end, and the status of the third session."""
    async with httpx.AsyncClient(timeout=30) as client:
        sessions = Sessions(database_url, folder, client)
        await sessions.interrupt(asked=asked)
        assert stock(database_url) == PIECES - 3
        with serving(database_url, folder) as server:
            answers = [await sessions.sent_again(server, number) for number in (0, 1)]
            again = [await sessions.sent_again(server, number) for number in (0, 1)]
        assert [each.content for each in again] == [each.content for each in answers]
        # A server looks for payments that came to nothing when it starts, and every half a minute.
        with serving(database_url, folder) as server:
            return answers, await sessions.status_of_the_last(server)


async def test_the_payment_had_been_asked_for(fresh_database_url: str, tmp_path: Path) -> None:
    """It is not asked for again: the same request is answered with the completed session, and the rest complete too."""
    answers, last = await afterwards(fresh_database_url, tmp_path, asked=True)
    assert [(each.status_code, each.json()["status"]) for each in answers] == [
        (200, "completed")
    ] * 2
    assert last == "completed"
    assert payments(fresh_database_url) == [("paid", 1)] * 3
    assert stock(fresh_database_url) == PIECES - 3


async def test_the_payment_had_not_been_asked_for(fresh_database_url: str, tmp_path: Path) -> None:
    """The same request pays, once. Where it never comes, the session is open again and its piece back in stock."""
    answers, last = await afterwards(fresh_database_url, tmp_path, asked=False)
    assert [(each.status_code, each.json()["status"]) for each in answers] == [
        (200, "completed")
    ] * 2
    assert last == "ready_for_payment"
    assert Counter(payments(fresh_database_url)) == {("paid", 1): 2, ("closed", 0): 3}
    assert stock(fresh_database_url) == PIECES - 2


def stock(database_url: str) -> int:
    """How many teapots are left."""
    found = "SELECT stock FROM tillroll.products WHERE merchant = 'demo-shop' AND id = 'item_789'"
    return int(rows(database_url, found)[0][0])
