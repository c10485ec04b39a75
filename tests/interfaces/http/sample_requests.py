"""Requests to every endpoint of every dialect and API: valid, invalid and without credentials."""

import contextlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI

from tests.interfaces.api.api_fixture import KEY, TOKEN, ApiFixture
from tests.interfaces.api.history.app_fixture import HISTORY
from tests.interfaces.api.history.app_fixture import AppFixture as HistoryFixture
from tests.interfaces.dialects.session.app_fixture import AppFixture as SessionFixture
from tests.interfaces.dialects.svea.app_fixture import AppFixture as SveaFixture
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyFixture

REQUEST_ID = "0b4e2a4c-3f0e-4d0c-9d3b-8a4f6f1f8a55"
_AGENT = {
    "Authorization": "Bearer sk_test_demo",
    "API-Version": "2026-04-17",
    "Content-Type": "application/json",
}
_BODIES = (
    None,
    b"{",
    b"{}",
    b"[]",
    b'[{"id": "1", "description": "A", "unitPrice": 5, "quantity": 3, "vat": 25}]',
)
_METHODS = ("get", "post", "put", "patch", "delete")

Send = Callable[[str, str, bytes | None], Awaitable[httpx.Response]]


@dataclass(frozen=True)
class Service:
    """An application, a client of it, a function that sends with credentials, and the values of path parameters."""

    app: FastAPI
    client: httpx.AsyncClient
    send: Send
    known: dict[str, str]


async def _walley() -> Service:
    app_fixture = WalleyFixture()
    path = await app_fixture.opened()

    async def send(method: str, path: str, body: bytes | None) -> httpx.Response:
        return await app_fixture.ask(method, path, body, X_Request_Id=REQUEST_ID)

    return Service(
        app_fixture.app, app_fixture.client, send, {"checkout_id": path.rpartition("/")[2]}
    )


async def _svea() -> Service:
    app_fixture = SveaFixture()
    path = await app_fixture.opened()

    async def send(method: str, path: str, body: bytes | None) -> httpx.Response:
        return await app_fixture.ask(method, path, body, **{"X-Request-Id": REQUEST_ID})

    return Service(app_fixture.app, app_fixture.client, send, {"order_id": path.rpartition("/")[2]})


async def _session() -> Service:
    app_fixture = SessionFixture()
    return _with_headers(app_fixture, _AGENT, {})


async def _own() -> Service:
    app_fixture = ApiFixture()
    checkout = await app_fixture.opened()
    return _with_headers(
        app_fixture,
        KEY | {"Content-Type": "application/json"},
        {"public_token": TOKEN, "checkout_id": checkout.id},
    )


async def _history() -> Service:
    app_fixture = HistoryFixture()
    checkout = await app_fixture.opened()
    return _with_headers(app_fixture, HISTORY, {"checkout_id": checkout.id})


def _with_headers(app_fixture: Any, headers: dict[str, str], known: dict[str, str]) -> Service:
    async def send(method: str, path: str, body: bytes | None) -> httpx.Response:
        sent = {"X-Request-Id": REQUEST_ID, **headers}
        answer: httpx.Response = await app_fixture.client.request(
            method, path, content=body, headers=sent
        )
        return answer

    return Service(app_fixture.app, app_fixture.client, send, known)


SERVICES: dict[str, Callable[[], Awaitable[Service]]] = {
    "walley": _walley,
    "svea": _svea,
    "session": _session,
    "own": _own,
    "history": _history,
}


async def answers_of(service: Service) -> dict[str, tuple[int, bytes, list[tuple[str, str]]]]:
    """Sends requests of every kind, and returns the status, body and headers of each response. Closes the client."""
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(service.client.aclose)
        return await _answers_of(service)


async def _answers_of(service: Service) -> dict[str, tuple[int, bytes, list[tuple[str, str]]]]:
    answers = {}

    async def note(name: str, sending: Awaitable[httpx.Response]) -> None:
        answer = await sending
        answers[name] = (answer.status_code, answer.content, answer.headers.multi_items())

    for template, operations in service.app.openapi()["paths"].items():
        for values in (service.known, {}):
            path = re.sub(r"{(\w+)}", lambda found: values.get(found[1], "0"), template)  # noqa: B023  called in this iteration
            if "stream" not in path:
                for method in _METHODS:
                    for body in _BODIES if method in operations and method != "get" else (None,):
                        await note(f"{method} {path} {body!r}", service.send(method, path, body))
                await note(f"head {path}", service.send("head", path, None))
            await note(f"slash {path}", service.send("put", f"{path}/", b"{}"))
            bare = {"X-Request-Id": REQUEST_ID}
            await note(f"anonymous {path}", service.client.post(path, headers=bare))
            preflight = bare | {
                "Access-Control-Request-Method": "POST",
                "Origin": "https://shop.example",
            }
            await note(f"preflight {path}", service.client.options(path, headers=preflight))
            await note(f"below {path}", service.send("get", f"{path}/unknown/x", None))
    for path in ("/", "/unknown", "/docs", "/docs/", "/openapi.json"):
        await note(f"get {path}", service.send("get", path, None))
        await note(f"foo {path}", service.send("FOO", path, None))
    return answers
