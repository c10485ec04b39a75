"""Every dialect as a stranger finds it: what OpenAPI says of it, keys that work, and a checkout that is there."""

import asyncio
import functools
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI

from tests.interfaces.api import api_fixture
from tests.interfaces.api.history.app_fixture import AUDITOR, ID
from tests.interfaces.api.history.app_fixture import AppFixture as HistoryHouse
from tests.interfaces.dialects.acp.agent import VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import AppFixture as AgenticHouse
from tests.interfaces.dialects.svea.app_fixture import SECRETS
from tests.interfaces.dialects.svea.app_fixture import TOKEN as SVEA_TOKEN
from tests.interfaces.dialects.svea.app_fixture import AppFixture as SveaHouse
from tests.interfaces.dialects.svea.signing_client import signed_headers
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyHouse

Headers = Mapping[str, str]
DIALECTS = ("walley", "svea", "stateset", "acp", "catalogue", "shopper", "payments", "history")
KEY = {"Authorization": "Bearer sk_test_demo"}


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A dialect on stores in memory. `known` are path parameters that lead to something, by name.

    `credentials` gives the headers of a request with this body, which come on top of what the request has.
    `is_refusal` says whether an answer from 400 on has the dialect's own shape.
    """

    app: FastAPI
    prefixes: tuple[str, ...]
    known: Mapping[str, str]
    credentials: Callable[[bytes], Headers]
    is_refusal: Callable[[httpx.Response], bool]
    client: httpx.AsyncClient = field(repr=False)

    def ask(self, method: str, url: str, headers: Headers, body: bytes) -> httpx.Response:
        """The answer to a request, with credentials put over its headers."""
        sent = {name.lower(): value for name, value in headers.items()}
        sent |= {name.lower(): value for name, value in self.credentials(body).items()}
        raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in sent.items()]
        return asyncio.run(self._asked(method, url, raw, body))

    async def _asked(
        self, method: str, url: str, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> httpx.Response:
        return await self.client.request(method, url, headers=headers, content=body)

    def document(self) -> dict[str, Any]:
        """What OpenAPI says of this dialect alone. Endless answers are left out: they have a test of their own."""
        said = self.app.openapi()
        paths = {
            path: item
            for path, item in said["paths"].items()
            if path.startswith(self.prefixes) and path != "/history/stream"
        }
        return {**said, "paths": paths}


@functools.cache
def spoken(name: str) -> Spoken:
    """The dialect of this name. What one example leaves behind, the next one finds."""
    return asyncio.run(_BUILT[name]())


async def _walley() -> Spoken:
    app_fixture = WalleyHouse()
    path = await app_fixture.opened()
    token = await app_fixture.token()
    return Spoken(
        app=app_fixture.app,
        prefixes=("/checkout", "/merchants", "/oauth2"),
        known={"checkout_id": path.rpartition("/")[2], "store_id": "1001"},
        credentials=lambda _: {"Authorization": f"Bearer {token}"},
        is_refusal=_is_walley,
        client=app_fixture.client,
    )


async def _svea() -> Spoken:
    app_fixture = SveaHouse()
    await app_fixture.token()
    order = await app_fixture.opened(ClientOrderNumber="another")

    def signed(body: bytes) -> Headers:
        timestamp = f"{app_fixture.time:%Y-%m-%d %H:%M:%S}"
        return signed_headers(body, timestamp, "100001", SECRETS["100001"])

    return Spoken(
        app=app_fixture.app,
        prefixes=("/api",),
        known={"order_id": order.rpartition("/")[2], "token": SVEA_TOKEN},
        credentials=signed,
        is_refusal=lambda answer: set(answer.json()) == {"Code", "Message", "Errors"},
        client=app_fixture.client,
    )


async def _stateset() -> Spoken:
    app_fixture = AgenticHouse()
    await app_fixture.fill()
    body = {"items": [{"id": "item_123", "quantity": 1}]}
    answer = await app_fixture.client.post("/v1/checkouts", json=body, headers=KEY)
    return Spoken(
        app=app_fixture.app,
        prefixes=("/v1",),
        known={"checkout_id": answer.json()["id"]},
        credentials=lambda _: KEY,
        is_refusal=lambda answer: {"type", "code", "message"} <= set(answer.json()["error"]),
        client=app_fixture.client,
    )


async def _acp() -> Spoken:
    app_fixture = AgenticHouse()
    await app_fixture.fill()
    session = await Agent(app_fixture, VERSIONS[-1]).create(("item_123", 1))
    return Spoken(
        app=app_fixture.app,
        prefixes=("/checkout_sessions", "/.well-known"),
        known={"checkout_id": session["id"]},
        credentials=lambda body: {**KEY, "API-Version": VERSIONS[len(body) % len(VERSIONS)]},
        is_refusal=lambda answer: {"type", "code", "message"} <= set(answer.json()),
        client=app_fixture.client,
    )


async def _catalogue() -> Spoken:
    app_fixture = AgenticHouse()
    await app_fixture.fill()
    return Spoken(
        app=app_fixture.app,
        prefixes=("/catalogue",),
        known={},
        credentials=lambda _: KEY,
        is_refusal=api_fixture.is_problem,
        client=app_fixture.client,
    )


async def _own(prefix: str, credentials: Headers) -> Spoken:
    api = api_fixture.ApiFixture()
    checkout = await api.opened()
    return Spoken(
        app=api.app,
        prefixes=(prefix,),
        known={"checkout_id": checkout.id, "public_token": api_fixture.TOKEN},
        credentials=lambda _: credentials,
        is_refusal=api_fixture.is_problem,
        client=api.client,
    )


async def _history() -> Spoken:
    app_fixture = HistoryHouse()
    await app_fixture.dispute()
    return Spoken(
        app=app_fixture.app,
        prefixes=("/history",),
        known={"checkout_id": ID},
        credentials=lambda _: AUDITOR,
        is_refusal=api_fixture.is_problem,
        client=app_fixture.client,
    )


def _is_walley(answer: httpx.Response) -> bool:
    said = answer.json()
    if answer.request.url.path.startswith("/oauth2"):
        return set(said) == {"error", "error_description"}
    return set(said) == {"id", "data", "error"} and said["error"]["code"] == answer.status_code


_BUILT: dict[str, Callable[[], Coroutine[Any, Any, Spoken]]] = {
    "walley": _walley,
    "svea": _svea,
    "stateset": _stateset,
    "acp": _acp,
    "catalogue": _catalogue,
    "shopper": lambda: _own("/shopper", {}),
    "payments": lambda: _own("/payments", api_fixture.KEY),
    "history": _history,
}
