"""An application with one endpoint for each share, whose requests wait until a test lets them go."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI, Request, Response

from interfaces.http.app import Operation, create_http_app
from interfaces.http.dialect import Dialect
from interfaces.http.errors.problems import fault_problem
from interfaces.http.party import Party, Share
from interfaces.http.pipeline.admission import Admission, PlaceLimits
from interfaces.http.pipeline.body_budget import BodyBudget, BodyLimits
from interfaces.http.pipeline.places import give_back_place
from interfaces.http.request.body.reader import read_body
from tests.interfaces.http.pipeline.raw_requests import Exchange, scope_of


@asynccontextmanager
async def _nothing_to_open(_: FastAPI) -> AsyncIterator[None]:
    yield


class WaitingService:
    """A dialect that believes the header `Party`: a share and a name. `seconds` is the monotonic clock."""

    def __init__(self, places: int = 4, bodies: BodyLimits | None = None) -> None:
        self.seconds = 1000.0
        self.started = 0
        self.may_answer = asyncio.Event()
        self.counted: list[tuple[str, str]] = []
        limits = PlaceLimits(merchants=places, payments=places, history=places, strangers=places)
        self.admission = Admission(limits, observer=self, monotonic=lambda: self.seconds)
        self.bodies = BodyBudget(bodies)
        router = APIRouter()
        router.add_api_route("/shop/wait", self.wait, methods=["PUT"], response_model=None)
        router.add_api_route("/shop/asks", self.ask_others, methods=["PUT"], response_model=None)
        router.add_api_route("/shop/now", self.echo_size, methods=["PUT"], response_model=None)
        dialect = Dialect(
            name="shop",
            prefixes=frozenset({"/shop"}),
            router=router,
            render_refusal=lambda *_: Response(),
            render_error=fault_problem,
            identify=self.identify,
        )
        operation = Operation(admission=self.admission, bodies=self.bodies)
        self.app = create_http_app([dialect], _nothing_to_open, operation)

    def count_rejection(self, share: str, reason: str) -> None:
        """Note what the metrics would count."""
        self.counted.append((share, reason))

    async def identify(self, request: Request) -> Party:
        """Believe the header `Party`."""
        share, name, verified = msgspec.json.decode(request.headers["party"])
        return Party(Share(share), name, is_verified=verified)

    async def wait(self, request: Request) -> Response:
        """Answer after `may_answer`."""
        self.started += 1
        await self.may_answer.wait()
        return Response()

    async def ask_others(self, request: Request) -> Response:
        """Answer after `may_answer`, without a place."""
        give_back_place(request)
        return await self.wait(request)

    async def echo_size(self, request: Request) -> Response:
        """Answer at once with the size of the body."""
        return Response(str(len(await read_body(request))))

    async def send(self, path: str, party: Party, *parts: bytes, more: Any = None) -> Exchange:
        """Send a PUT; with `more`, the sender waits for it before the last part."""
        sender = Exchange(parts)

        async def receive() -> Any:
            if more is not None and sender.receives + 1 == len(parts):
                self.started += 1
                await more.wait()
            return await sender.receive()

        told = msgspec.json.encode([party.share, party.name, party.is_verified]).decode()
        size = str(sum(map(len, parts)))
        headers = {"Party": told, "Content-Length": size}
        await self.app(scope_of("PUT", path, headers), receive, sender.send)
        return sender

    async def wait_for(self, number: int) -> None:
        """Return when so many requests have started."""
        while self.started < number:  # noqa: ASYNC110  it ends in the next turn of the loop
            await asyncio.sleep(0)
