"""One message of an agent and the answer of the SDK's transport, as a request and a response of the pipeline."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from fastapi import Request, Response
from starlette.types import Message, Receive

from interfaces.cli.history_tools.server import build_server
from interfaces.cli.history_tools.source import HistorySource
from interfaces.http.dialect import Endpoint
from interfaces.http.request.body.reader import read_body, require_json

_current: Final[ContextVar[Request]] = ContextVar("message")
_LENGTH: Final = b"content-length"


def current_request() -> Request:
    """Return the request of the message that is answered now. Raises LookupError outside a message."""
    return _current.get()


@asynccontextmanager
async def answering_messages(source: HistorySource) -> AsyncIterator[Endpoint]:
    """Yield the endpoint that answers one message, in JSON and without a session: each message has its asker's key."""
    server = build_server(source)
    # This makes the manager. The pipeline routes to it, so the application of the SDK is not used.
    server.streamable_http_app(json_response=True, stateless_http=True)
    manager = server.session_manager

    async def answer(request: Request) -> Response:
        require_json(request)
        body = await read_body(request)
        answered = _Answered()
        token = _current.set(request)
        try:
            await manager.handle_request(request.scope, _receiver(request, body), answered.send)
        finally:
            _current.reset(token)
        return answered.response()

    async with manager.run():
        yield answer


def _receiver(request: Request, body: bytes) -> Receive:
    """Return what the transport receives: the body that the pipeline has read, and then the end of the connection."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return first.pop() if first else await request.receive()

    return receive


@dataclass
class _Answered:
    """The answer of the transport. Answers in JSON are whole, so nothing streams."""

    start: Message | None = None
    body: bytearray = field(default_factory=bytearray)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.body += message.get("body", b"")

    def response(self) -> Response:
        if self.start is None:
            raise AssertionError("the transport did not answer a message")
        response = Response(bytes(self.body), self.start["status"])
        sent = [(name.lower(), value) for name, value in self.start.get("headers", ())]
        response.raw_headers += [each for each in sent if each[0] != _LENGTH]
        return response
