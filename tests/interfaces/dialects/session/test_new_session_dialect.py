"""A new session dialect needs readers, a renderer and field paths. `SessionEndpoints` does the rest."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request, Response

from application.selling.payments import Purchase
from application.selling.pricing import ItemRequest
from application.selling.purchases import Purchases
from application.selling.session_requests import NewSession, SessionUpdate
from application.selling.sessions import Sessions
from domain.checkout import Checkout
from domain.refusals import Refusal
from interfaces.configuration.merchants import selling_merchants
from interfaces.dialects.session.auth import WRITE, ApiKeys, Client
from interfaces.dialects.session.endpoints import SessionEndpoints
from interfaces.dialects.session.formats import Completion, SessionDialect, SessionFormat
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.app import create_http_app
from interfaces.http.dialect import Dialect
from interfaces.http.errors.request_errors import InvalidFields, RequestError
from interfaces.http.idempotency import ErrorRenderer, Idempotency
from interfaces.storage.subdivisions import state_codes
from tests.interfaces.dialects.session.app_fixture import AppFixture, empty_lifespan
from tests.interfaces.dialects.stateset.client_requests import KEY

_Endpoint = Callable[[Request, Client, SessionFormat], Awaitable[Response]]


class _Requests:
    """Bodies of a made-up dialect: {"basket": ["item_123"]} and {"pay": "tok_succeed"}."""

    def new_session(
        self, body: bytes, client: Client, *, checkout_id: str, public_token: str
    ) -> NewSession:
        return NewSession(
            merchant=client.merchant,
            dialect="basket",
            checkout_id=checkout_id,
            public_token=public_token,
            country=client.selling.country,
            currency=client.selling.currency,
            items=_items(body),
        )

    def session_update(self, body: bytes) -> SessionUpdate:
        return SessionUpdate(items=_items(body))

    def completion(self, body: bytes, checkout: Checkout) -> Completion:
        token = "" if checkout.total == 0 else json.loads(body)["pay"]
        purchase = Purchase(token=token, provider="demo")
        return Completion(purchase=purchase, buyer=None, billing=None)

    def cancellation(self, body: bytes) -> str | None:
        return body.decode() or None


def _items(body: bytes) -> tuple[ItemRequest, ...]:
    return tuple(ItemRequest(article=each, quantity=1) for each in json.loads(body)["basket"])


def _refused(_: Request, refusal: Refusal) -> Response:
    return Response(type(refusal).__name__, 409)


def _faulty(_: Request, error: RequestError) -> Response:
    message = error.faults[0].message if isinstance(error, InvalidFields) else repr(error)
    return Response(message, 400)


@dataclass
class _Shop:
    """The made-up dialect on the stores of an `AppFixture`. `rendered` lists the versions that it rendered."""

    client: httpx.AsyncClient
    app_fixture: AppFixture
    rendered: list[int] = field(default_factory=list)

    async def post(self, path: str, key: str | None = None, **body: Any) -> httpx.Response:
        headers = KEY if key is None else {**KEY, "Idempotency-Key": key}
        return await self.client.post(path, headers=headers, json=body)


def _serve(app_fixture: AppFixture, rendered: list[int]) -> FastAPI:
    def render(checkout: Checkout, _: SellingSettings, is_completion: bool) -> bytes:
        rendered.append(checkout.version)
        basket = [line.article for line in checkout.cart.lines]
        shape = {"id": checkout.id, "basket": basket, "stage": checkout.stage.value}
        return json.dumps({**shape, "is_receipt": is_completion}).encode()

    session_format = SessionFormat(
        renderer="test/1",
        requests=_Requests(),
        render=render,
        item_path="basket[{place}]",
        option_path="sending",
    )
    sessions = Sessions(
        app_fixture.checkouts,
        app_fixture.storage.catalogue,
        state_codes,
        clock=lambda: app_fixture.time,
    )
    endpoints = SessionEndpoints(
        SessionDialect(
            name="basket",
            id_prefix="basket",
            noun="basket",
            errors=ErrorRenderer(render_refusal=_refused, render_error=_faulty),
        ),
        checkouts=app_fixture.checkouts,
        sessions=sessions,
        purchases=Purchases(
            checkouts=app_fixture.checkouts,
            sessions=sessions,
            provider=app_fixture.provider,
            clock=lambda: app_fixture.time,
            new_id=app_fixture.new_id,
        ),
        idempotency=Idempotency(
            app_fixture.storage.answers, app_fixture.storage.persons, lambda: app_fixture.time
        ),
        new_id=app_fixture.new_id,
        new_public_token=lambda country: app_fixture.new_id(f"public-{country}"),
    )
    keys = ApiKeys(selling_merchants(app_fixture.merchants))

    def route(endpoint: _Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def run(request: Request) -> Response:
            return await endpoint(request, keys.authenticate(request, WRITE), session_format)

        return run

    router = APIRouter()
    one = "/baskets/{checkout_id}"
    for method, path, endpoint in (
        ("POST", "/baskets", endpoints.create),
        ("GET", one, endpoints.read),
        ("POST", one, endpoints.update),
        ("POST", f"{one}/complete", endpoints.complete),
        ("POST", f"{one}/cancel", endpoints.cancel),
    ):
        router.add_api_route(path, route(endpoint), methods=[method], response_model=None)
    dialect = Dialect(
        name="basket",
        prefixes=frozenset({"/baskets"}),
        router=router,
        render_refusal=_refused,
        render_error=_faulty,
    )
    return create_http_app([dialect], empty_lifespan)


@pytest.fixture
async def shop(app_fixture: AppFixture) -> AsyncIterator[_Shop]:
    """The made-up dialect, with a filled catalogue."""
    rendered: list[int] = []
    transport = httpx.ASGITransport(_serve(app_fixture, rendered))
    async with httpx.AsyncClient(transport=transport, base_url="https://tillroll.test") as client:
        yield _Shop(client, app_fixture, rendered)


async def test_a_session_is_created_updated_and_read(shop: _Shop) -> None:
    """The dialect creates a session with its own id prefix, updates it and reads it."""
    opened = await shop.post("/baskets", basket=["item_123"])
    assert opened.status_code == 201
    path = f"/baskets/{opened.json()['id']}"
    assert path.startswith("/baskets/basket_")
    updated = await shop.post(path, basket=["item_123", "item_456"])
    assert updated.json()["basket"] == ["item_123", "item_456"]
    read = await shop.client.get(path, headers=KEY)
    assert read.json() == updated.json()
    assert read.headers["ETag"] == updated.headers["ETag"]


async def test_a_cancelled_session_refuses_changes(shop: _Shop) -> None:
    """A change of a cancelled session is refused with the dialect's own error format."""
    opened = await shop.post("/baskets", basket=["item_123"])
    path = f"/baskets/{opened.json()['id']}"
    cancelled = await shop.post(f"{path}/cancel")
    assert cancelled.json()["stage"] == "cancelled"
    refused = await shop.post(path, basket=["item_456"])
    assert (refused.status_code, refused.text) == (409, "CheckoutCancelled")


async def test_an_unknown_item_is_an_error_at_its_path(shop: _Shop) -> None:
    """An item that the shop does not sell is an error at the dialect's own path."""
    refused = await shop.post("/baskets", basket=["item_123", "nothing"])
    assert (refused.status_code, refused.text) == (
        400,
        "basket[1]: the shop does not sell 'nothing'.",
    )


async def test_a_stored_response_is_not_rendered_again(shop: _Shop) -> None:
    """The response stored under the idempotency key is the response that is sent, without a second rendering."""
    opened = await shop.post("/baskets", key="a", basket=["item_123"])
    path = f"/baskets/{opened.json()['id']}"
    updated = await shop.post(path, key="b", basket=["item_456"])
    cancelled = await shop.post(f"{path}/cancel", key="c")
    tags = [each.headers["ETag"] for each in (opened, updated, cancelled)]
    assert [f'"{version}"' for version in shop.rendered] == tags
    replayed = await shop.post(path, key="b", basket=["item_456"])
    assert replayed.content == updated.content
    assert replayed.headers["ETag"] == updated.headers["ETag"]
    assert len(shop.rendered) == 3
