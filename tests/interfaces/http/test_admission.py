"""Requests beyond the limit of concurrent requests are rejected, and running requests are unaffected."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from httpx import ASGITransport, AsyncClient

from interfaces.http.app import Operation, create_http_app
from interfaces.http.pipeline.admission import Admission, PlaceLimits


@asynccontextmanager
async def _empty_lifespan(_: FastAPI) -> AsyncIterator[None]:
    yield


class Service:
    """An application whose endpoints respond when a test allows it."""

    def __init__(self, limit: int) -> None:
        self.started = 0
        self.may_answer = asyncio.Event()
        self.may_end = asyncio.Event()
        router = APIRouter()
        router.add_api_route("/", self.answer, response_model=None)
        router.add_api_route("/probe", self.probe, response_model=None)
        router.add_api_route("/fails", self.fail, response_model=None)
        router.add_api_route("/stream", self.stream, response_model=None)
        limits = PlaceLimits(merchants=1, payments=1, history=1, strangers=limit)
        operation = Operation(
            probes=router, probed=frozenset({"/probe"}), admission=Admission(limits)
        )
        app = create_http_app([], _empty_lifespan, operation)
        transport = ASGITransport(app, raise_app_exceptions=False)
        self.client = AsyncClient(transport=transport, base_url="http://t")

    async def answer(self, request: Request) -> Response:
        """Responds after `may_answer` is set."""
        self.started += 1
        await self.may_answer.wait()
        return Response()

    async def probe(self, request: Request) -> Response:
        """Responds immediately."""
        return Response()

    async def fail(self, request: Request) -> Response:
        """Raises an unhandled exception."""
        raise ValueError

    async def stream(self, request: Request) -> Response:
        """Streams until `may_end` is set."""

        async def parts() -> AsyncIterator[bytes]:
            self.started += 1
            await self.may_end.wait()
            yield b"end"

        return StreamingResponse(parts())

    async def wait_for(self, number: int) -> None:
        """Returns when this number of requests has started."""
        while self.started < number:  # noqa: ASYNC110  a few iterations of the event loop
            await asyncio.sleep(0)


async def test_requests_beyond_the_limit_are_rejected() -> None:
    """Requests up to the limit are served, the next one gets 503, and later ones are admitted again."""
    service = Service(limit=3)
    async with service.client as client:
        first = [asyncio.create_task(client.get("/")) for _ in range(3)]
        await service.wait_for(3)
        rejected = await client.get("/")
        assert (rejected.status_code, rejected.headers["retry-after"]) == (503, "2")
        assert (await client.get("/probe")).status_code == 200
        service.may_answer.set()
        assert [answer.status_code for answer in await asyncio.gather(*first)] == [200] * 3
        assert (await client.get("/")).status_code == 200


async def test_a_started_response_does_not_count() -> None:
    """A request counts until its response starts, however long the response is."""
    service = Service(limit=1)
    service.may_answer.set()
    async with service.client as client:
        stream = asyncio.create_task(client.get("/stream"))
        await service.wait_for(1)
        assert (await client.get("/")).status_code == 200
        service.may_end.set()
        assert (await stream).content == b"end"


@pytest.mark.parametrize(("path", "status"), [("/fails", 500), ("/unknown", 404)])
async def test_a_failed_request_stops_counting(path: str, status: int) -> None:
    """After an error of any kind the next request is admitted."""
    service = Service(limit=1)
    service.may_answer.set()
    async with service.client as client:
        for _ in range(3):
            assert (await client.get(path)).status_code == status
        assert (await client.get("/")).status_code == 200
