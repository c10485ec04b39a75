"""The API that agents ask over HTTP: one path, which takes messages of the protocol."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter, Request, Response

from interfaces.api.history.errors import render_refusal
from interfaces.cli.history_tools.asker import HTTP_DIALECT
from interfaces.http.dialect import Dialect, Endpoint, Middleware
from interfaces.http.errors.problems import fault_problem
from interfaces.http.party import Party

PATH = "/mcp"


class MessageEndpoint:
    """The endpoint. Messages are answered once the lifespan of the application has set `answer`."""

    answer: Endpoint | None = None

    async def respond(self, request: Request) -> Response:
        """Answer a message of the protocol. Raises AssertionError before the start."""
        if self.answer is None:
            raise AssertionError("a message came before the application had started")
        return await self.answer(request)


def agent_dialect(
    endpoint: MessageEndpoint, identify: Callable[[Request], Party], checks: Sequence[Middleware]
) -> Dialect:
    """Build the API. `identify` reads the key that every message needs; `checks` come before it."""
    router = APIRouter()

    @router.post(PATH, include_in_schema=False)
    async def answer(request: Request) -> Response:
        return await endpoint.respond(request)

    async def party(request: Request) -> Party:
        return identify(request)

    return Dialect(
        name=HTTP_DIALECT,
        prefixes=frozenset({PATH}),
        router=router,
        render_refusal=render_refusal,
        render_error=fault_problem,
        middleware=checks,
        identify=party,
    )
