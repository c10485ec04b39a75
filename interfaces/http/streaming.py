"""Answers that are made while they are sent."""

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import TypeVar

from fastapi.responses import StreamingResponse
from starlette.types import Send

T = TypeVar("T")


class Streamed(StreamingResponse):
    """A streamed answer that closes what it is made from as soon as the client goes away.

    An error on the way breaks the connection: what was sent so far must not look whole.
    """

    def __init__(
        self, parts: AsyncGenerator[bytes, None], *, media_type: str, headers: Mapping[str, str]
    ) -> None:
        super().__init__(parts, media_type=media_type, headers=headers)
        self._parts = parts

    async def stream_response(self, send: Send) -> None:
        async with contextlib.aclosing(self._parts):
            await super().stream_response(send)


async def begun(items: AsyncIterator[T]) -> AsyncGenerator[T, None]:
    """`items` with the first one had already: what goes wrong at once goes wrong before the answer begins."""
    first = await anext(items, None)
    return closed_after(_with_first(first, items), items)


async def closed_after(
    items: AsyncIterator[T], source: AsyncIterator[object] | None = None
) -> AsyncGenerator[T, None]:
    """`items`, and when nobody asks for more of them, their source is closed at once."""
    try:
        async for item in items:
            yield item
    finally:
        for each in (items, source):
            if isinstance(each, AsyncGenerator):
                await each.aclose()


async def _with_first(first: T | None, items: AsyncIterator[T]) -> AsyncGenerator[T, None]:
    if first is None:
        return
    yield first
    async for item in items:
        yield item
