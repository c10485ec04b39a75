"""Requests beyond a number are turned away at once, and those under way are not disturbed."""

import asyncio

from fastapi import Request, Response
from httpx import ASGITransport, AsyncClient
from starlette.types import Receive, Scope, Send

from interfaces.http.pipeline.admission import Admission, AdmissionLimit


class Counter:
    """An application that answers when it is let, and then goes on sending until it is let again."""

    def __init__(self) -> None:
        self.begun = 0
        self.may_answer = asyncio.Event()
        self.may_end = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun += 1
        if scope["path"] == "/fails":
            raise ValueError
        if scope["path"] != "/probe":
            await self.may_answer.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        if scope["path"] == "/stream":
            await self.may_end.wait()
        await send({"type": "http.response.body", "body": b""})


def client_of(counter: Counter, limit: int) -> AsyncClient:
    def turn_away(_: Request) -> Response:
        return Response(status_code=503)

    app = Admission(
        counter,
        places=AdmissionLimit(limit),
        unlimited=frozenset({"/probe"}),
        turn_away=turn_away,
    )
    transport = ASGITransport(app, raise_app_exceptions=False)
    return AsyncClient(transport=transport, base_url="http://t")


async def begun(counter: Counter, number: int) -> None:
    while counter.begun < number:  # noqa: ASYNC110  it ends in the next turn of the loop
        await asyncio.sleep(0)


async def test_what_is_too_much_is_turned_away() -> None:
    """Of requests at one time as many as may are answered; the next one is told 503, and later ones are let in."""
    counter = Counter()
    async with client_of(counter, limit=3) as client:
        first = [asyncio.create_task(client.get("/")) for _ in range(3)]
        await begun(counter, 3)
        assert (await client.get("/")).status_code == 503
        assert (await client.get("/probe")).status_code == 200
        counter.may_answer.set()
        assert [answer.status_code for answer in await asyncio.gather(*first)] == [200] * 3
        assert (await client.get("/")).status_code == 200


async def test_an_answer_that_is_being_read_takes_up_no_place() -> None:
    """A request is under way until its answer begins, however long it then goes on."""
    counter = Counter()
    counter.may_answer.set()
    async with client_of(counter, limit=1) as client:
        stream = asyncio.create_task(client.get("/stream"))
        await begun(counter, 1)
        assert (await client.get("/")).status_code == 200
        counter.may_end.set()
        await stream


async def test_a_request_that_fails_gives_its_place_back() -> None:
    """Whatever ends a request, the next one is let in."""
    counter = Counter()
    counter.may_answer.set()
    async with client_of(counter, limit=1) as client:
        for _ in range(3):
            await client.get("/fails")
        assert (await client.get("/")).status_code == 200
