"""A client that reads an event stream until the test stops it."""

import asyncio
from typing import Any

from fastapi import FastAPI
from starlette.types import Message


class Listener:
    """A client that listens to an endless answer until it goes away."""

    def __init__(self, app: FastAPI, path: str, headers: dict[str, str]) -> None:
        raw_path, _, query = path.partition("?")
        self.scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "https",
            "path": raw_path,
            "raw_path": raw_path.encode(),
            "query_string": query.encode(),
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
            "client": ("192.0.2.9", 1),
            "server": ("tillroll.test", 443),
        }
        self.status = 0
        self.headers: dict[str, str] = {}
        self.heard = b""
        self.is_whole = False
        self._app = app
        self._more = asyncio.Condition()
        self._gone = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Listener":
        self._task = asyncio.create_task(self._app(self.scope, self._receive, self._send))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    async def until(self, text: str, times: int = 1) -> str:
        """Listens until a text was heard so many times."""
        async with self._more:
            await self._more.wait_for(lambda: self.heard.count(text.encode()) >= times)
        return self.heard.decode()

    async def ended(self) -> None:
        """Listens until the server has said all."""
        assert self._task is not None
        await self._task

    async def leave(self) -> None:
        """Goes away, and waits until the server has noticed."""
        self._gone.set()
        await self.ended()

    async def _receive(self) -> Message:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        async with self._more:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self.headers = {k.decode(): v.decode() for k, v in message["headers"]}
            else:
                self.heard += message.get("body", b"")
                self.is_whole = not message.get("more_body", False)
            self._more.notify_all()
