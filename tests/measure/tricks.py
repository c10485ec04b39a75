"""`python -m tests.measure.tricks`: the CPU time of a request with and without each optimization of the hot path.

The request is Walley's `PUT …/cart` with two lines on an in-memory store, sent to the ASGI application without a
server. The rounds of both forms alternate, and each figure is the median of the rounds. It is the CPU time of the
process, which excludes the time of other programs.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

import uvloop
from fastapi import FastAPI, Request
from starlette.datastructures import Headers
from starlette.types import Message, Scope

from interfaces.dialects.walley.requests import updates
from interfaces.http.pipeline import pipeline, routes
from interfaces.http.request.body import reception
from interfaces.http.request.body.digests import READ
from tests.interfaces.dialects.walley.app_fixture import AppFixture
from tests.measure.bench.carts import cart

ROUNDS = 30
REQUESTS = 300


class IndexedRequest(Request):
    """A request with an index of its headers. Starlette scans all of them for each lookup."""

    @property
    def headers(self) -> Headers:
        """The headers, indexed."""
        if not hasattr(self, "_headers"):
            self._headers: Headers = _IndexedHeaders(raw=self.scope["headers"])
        return self._headers


class _IndexedHeaders(Headers):
    def __init__(self, raw: list[tuple[bytes, bytes]]) -> None:
        super().__init__(raw=raw)
        pairs = reversed(raw)
        self._values = {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def get(self, key: str, default: Any = None) -> Any:
        """Returns the value, or `default`."""
        return self._values.get(key.lower(), default)


async def timed_always(seconds: float, work: Coroutine[Any, Any, None]) -> None:
    """Sets the timer before the body is read."""
    async with asyncio.timeout(seconds):
        await work


async def streamed(request: Request, *_: object) -> None:
    """Reads the body with Starlette's generator."""
    request.scope[READ] = b"".join([part async for part in request.stream()])


# The patched attribute and its replacement, without the optimization. Indexed headers are not in the code.
TRICKS: dict[str, tuple[object, str, Any]] = {
    "endpoints called directly": (routes, "takes_only_the_request", lambda _: False),
    "headers not indexed": (pipeline, "Request", IndexedRequest),
    "timer only when the body waits": (reception, "with_timeout", timed_always),
    "own receive loop": (reception, "_receive_all", streamed),
    "strict reader of the common cart": (updates, "read_strict_items", lambda _: None),
}


@asynccontextmanager
async def sending() -> AsyncIterator[Callable[[int], Coroutine[Any, Any, None]]]:
    """A function that sends the request `times` times, to its own application."""
    app_fixture = AppFixture()
    path = await app_fixture.opened()
    token = await vars(AppFixture)["_bearer"](app_fixture)
    app: FastAPI = app_fixture.app
    quantity = 0

    async def send_many(times: int) -> None:
        nonlocal quantity
        for _ in range(times):
            quantity = quantity % 900 + 1
            body = cart(quantity)

            async def receive(body: bytes = body) -> Message:
                return {"type": "http.request", "body": body, "more_body": False}

            await app(_scope(f"{path}/cart", token, len(body)), receive, _ignore)

    yield send_many
    await app_fixture.client.aclose()


def _scope(path: str, token: str, size: int) -> Scope:
    headers = {
        "host": "127.0.0.1:8000",
        "accept": "*/*",
        "accept-encoding": "gzip, deflate",
        "connection": "keep-alive",
        "user-agent": "wrk",
        "authorization": token,
        "content-type": "application/json",
        "content-length": str(size),
    }
    return {
        "type": "http",
        "method": "PUT",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
    }


async def _ignore(_: Message) -> None:
    pass


async def measure(target: object, name: str, other: Any) -> tuple[float, float]:
    """Returns the microseconds of a request with the code as it is, and with `name` patched."""
    taken: tuple[list[float], list[float]] = ([], [])
    async with sending() as unpatched:
        for each in range(ROUNDS):
            started = process_time()
            await unpatched(REQUESTS)
            taken[0].append(process_time() - started)
            with patch.object(target, name, other):
                async with sending() as patched:
                    await patched(10 + each % 2)
                    started = process_time()
                    await patched(REQUESTS)
                    taken[1].append(process_time() - started)
    first, second = (median(each) / REQUESTS * 1_000_000 for each in taken)
    return first, second


def main() -> None:
    """Prints a line for each optimization, and one for the noise, with the same code on both sides."""
    noise = (reception, "with_timeout", vars(reception)["with_timeout"])
    rows = {"noise (nothing is patched)": noise, **TRICKS}
    for name, (target, attribute, other) in rows.items():
        first, second = uvloop.run(measure(target, attribute, other))
        print(f"{name:<36} {first:6.1f} µs, otherwise {second:6.1f}: {second / first:.3f}")  # noqa: T201  the output


if __name__ == "__main__":
    main()
