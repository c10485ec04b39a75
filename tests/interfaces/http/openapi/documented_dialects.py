"""Each dialect with its OpenAPI document, valid credentials and an existing checkout."""

import asyncio
import functools
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI
from msgspec.structs import replace as changed

from interfaces.configuration.demo.configuration import demo_configuration
from tests.interfaces.api import api_fixture
from tests.interfaces.api.history.app_fixture import AUDITOR
from tests.interfaces.api.history.app_fixture import AppFixture as HistoryFixture
from tests.interfaces.api.history.dispute import ID
from tests.interfaces.api.ledger.ledger_fixture import LedgerFixture
from tests.interfaces.api.orders.shop import KEY as ORDER_KEY
from tests.interfaces.api.orders.shop import Shop
from tests.interfaces.dialects.acp.agent import VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import AppFixture as SessionFixture
from tests.interfaces.dialects.svea.app_fixture import SECRETS
from tests.interfaces.dialects.svea.app_fixture import TOKEN as SVEA_TOKEN
from tests.interfaces.dialects.svea.app_fixture import AppFixture as SveaFixture
from tests.interfaces.dialects.svea.signing_client import signed_headers
from tests.interfaces.dialects.ucp.agent import Platform
from tests.interfaces.dialects.ucp.platforms import URL as PLATFORM
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyFixture

Headers = Mapping[str, str]
DIALECTS = (
    *("walley", "svea", "stateset", "acp", "ucp"),
    *("catalogue", "shopper", "payments", "orders", "history", "ledger"),
)
KEY = {"Authorization": "Bearer sk_test_demo"}
_SIMULATION = "the secret of simulations"


@dataclass(frozen=True, kw_only=True)
class DocumentedDialect:
    """A dialect on in-memory stores. `known` has the values of path parameters that exist.

    `credentials` returns the headers for a body, which override the headers of the request.
    `is_refusal` checks that an error response has the dialect's format.
    """

    app: FastAPI
    prefixes: tuple[str, ...]
    known: Mapping[str, str]
    credentials: Callable[[bytes], Headers]
    is_refusal: Callable[[httpx.Response], bool]
    client: httpx.AsyncClient = field(repr=False)

    def ask(self, method: str, url: str, headers: Headers, body: bytes) -> httpx.Response:
        """Sends a request with credentials."""
        sent = {name.lower(): value for name, value in headers.items()}
        sent |= {name.lower(): value for name, value in self.credentials(body).items()}
        raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in sent.items()]
        return asyncio.run(self._request(method, url, raw, body))

    async def _request(
        self, method: str, url: str, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> httpx.Response:
        return await self.client.request(method, url, headers=headers, content=body)

    def document(self) -> dict[str, Any]:
        """The OpenAPI document of this dialect, without the endless response of the event stream."""
        document = self.app.openapi()
        paths = {
            path: item
            for path, item in document["paths"].items()
            if path.startswith(self.prefixes) and path != "/history/stream"
        }
        return {**document, "paths": paths}


@functools.cache
def dialect_named(name: str) -> DocumentedDialect:
    """The dialect with this name. All examples share its state."""
    return asyncio.run(_BUILT[name]())


async def _walley() -> DocumentedDialect:
    app_fixture = WalleyFixture()
    path = await app_fixture.opened()
    token = await app_fixture.token()
    return DocumentedDialect(
        app=app_fixture.app,
        prefixes=("/checkout", "/merchants", "/oauth2"),
        known={"checkout_id": path.rpartition("/")[2], "store_id": "1001"},
        credentials=lambda _: {"Authorization": f"Bearer {token}"},
        is_refusal=_is_walley,
        client=app_fixture.client,
    )


async def _svea() -> DocumentedDialect:
    app_fixture = SveaFixture()
    await app_fixture.token()
    order = await app_fixture.opened(ClientOrderNumber="another")

    def signed(body: bytes) -> Headers:
        timestamp = f"{app_fixture.time:%Y-%m-%d %H:%M:%S}"
        return signed_headers(body, timestamp, "100001", SECRETS["100001"])

    return DocumentedDialect(
        app=app_fixture.app,
        prefixes=("/api",),
        known={"order_id": order.rpartition("/")[2], "token": SVEA_TOKEN},
        credentials=signed,
        is_refusal=lambda answer: set(answer.json()) == {"Code", "Message", "Errors"},
        client=app_fixture.client,
    )


async def _stateset() -> DocumentedDialect:
    app_fixture = SessionFixture()
    await app_fixture.fill()
    body = {"items": [{"id": "item_123", "quantity": 1}]}
    answer = await app_fixture.client.post("/v1/checkouts", json=body, headers=KEY)
    return DocumentedDialect(
        app=app_fixture.app,
        prefixes=("/v1",),
        known={"checkout_id": answer.json()["id"]},
        credentials=lambda _: KEY,
        is_refusal=lambda answer: {"type", "code", "message"} <= set(answer.json()["error"]),
        client=app_fixture.client,
    )


async def _acp() -> DocumentedDialect:
    app_fixture = SessionFixture()
    await app_fixture.fill()
    session = await Agent(app_fixture, VERSIONS[-1]).create(("item_123", 1))
    return DocumentedDialect(
        app=app_fixture.app,
        prefixes=("/checkout_sessions", "/carts", "/.well-known/acp.json"),
        known={"checkout_id": session["id"]},
        credentials=lambda body: {**KEY, "API-Version": VERSIONS[len(body) % len(VERSIONS)]},
        is_refusal=lambda answer: {"type", "code", "message"} <= set(answer.json()),
        client=app_fixture.client,
    )


async def _ucp() -> DocumentedDialect:
    demo = next(each.ucp for each in demo_configuration().merchants if each.ucp is not None)
    app_fixture = SessionFixture(ucp=changed(demo, simulation_secret=_SIMULATION))
    await app_fixture.fill()
    platform = Platform(app_fixture)
    checkout = await platform.create(("item_123", 1))
    completed = await platform.complete(await platform.ready(("item_123", 1)))
    return DocumentedDialect(
        app=app_fixture.app,
        prefixes=("/checkout-sessions", "/ucp/mcp", "/.well-known/ucp", "/orders", "/testing"),
        known={
            "checkout_id": checkout["id"],
            "handler_id": "mock_payment_handler",
            "order_id": completed.json()["order"]["id"],
        },
        # A platform without a key, as the demo lets it report what happened to its orders.
        credentials=lambda _: {
            "UCP-Agent": f'profile="{PLATFORM}"',
            "Simulation-Secret": _SIMULATION,
        },
        is_refusal=lambda answer: {"ucp", "code", "content"} <= set(answer.json()),
        client=app_fixture.client,
    )


async def _catalogue() -> DocumentedDialect:
    app_fixture = SessionFixture()
    await app_fixture.fill()
    return DocumentedDialect(
        app=app_fixture.app,
        prefixes=("/catalogue",),
        known={},
        credentials=lambda _: KEY,
        is_refusal=api_fixture.is_problem,
        client=app_fixture.client,
    )


async def _orders() -> DocumentedDialect:
    app_fixture = SessionFixture()
    checkout = await Shop(app_fixture).sell()
    return DocumentedDialect(
        app=app_fixture.app,
        prefixes=("/purchases",),
        known={"checkout_id": checkout.id},
        credentials=lambda _: {"Authorization": f"Bearer {ORDER_KEY}"},
        is_refusal=api_fixture.is_problem,
        client=app_fixture.client,
    )


async def _own(prefix: str, credentials: Headers) -> DocumentedDialect:
    api = api_fixture.ApiFixture()
    checkout = await api.opened()
    return DocumentedDialect(
        app=api.app,
        prefixes=(prefix,),
        known={"checkout_id": checkout.id, "public_token": api_fixture.TOKEN},
        credentials=lambda _: credentials,
        is_refusal=api_fixture.is_problem,
        client=api.client,
    )


async def _history() -> DocumentedDialect:
    app_fixture = HistoryFixture()
    await app_fixture.dispute()
    return DocumentedDialect(
        app=app_fixture.app,
        prefixes=("/history",),
        known={"checkout_id": ID},
        credentials=lambda _: AUDITOR,
        is_refusal=api_fixture.is_problem,
        client=app_fixture.client,
    )


async def _ledger() -> DocumentedDialect:
    fixture = LedgerFixture()
    return DocumentedDialect(
        app=fixture.app,
        prefixes=("/ledger",),
        known={"tile_path": "0/000"},
        credentials=lambda _: AUDITOR,
        is_refusal=api_fixture.is_problem,
        client=fixture.client,
    )


def _is_walley(answer: httpx.Response) -> bool:
    body = answer.json()
    if answer.request.url.path.startswith("/oauth2"):
        return set(body) == {"error", "error_description"}
    return set(body) == {"id", "data", "error"} and body["error"]["code"] == answer.status_code


_BUILT: dict[str, Callable[[], Coroutine[Any, Any, DocumentedDialect]]] = {
    "walley": _walley,
    "svea": _svea,
    "stateset": _stateset,
    "acp": _acp,
    "ucp": _ucp,
    "catalogue": _catalogue,
    "shopper": lambda: _own("/shopper", {}),
    "payments": lambda: _own("/payments", api_fixture.KEY),
    "orders": _orders,
    "history": _history,
    "ledger": _ledger,
}
