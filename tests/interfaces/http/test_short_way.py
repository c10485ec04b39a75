"""An endpoint that takes nothing but the request is called past FastAPI, and nobody can tell."""

from collections.abc import Mapping

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from httpx import ASGITransport, AsyncClient, Response

from interfaces.http.pipeline.direct import goes_the_short_way
from interfaces.http.pipeline.head_requests import HeadAsGet
from tests.interfaces.api.own_api import OwnApi
from tests.interfaces.dialects.walley.house import CREATION, House

CART = [{"id": "1", "description": "A product", "unitPrice": 50, "quantity": 3, "vat": 25}]
REQUEST = "0b4e2a4c-3f0e-4d0c-9d3b-8a4f6f1f8a55"


def without_the_short_way(app: FastAPI) -> AsyncClient:
    """A client of the same application, every request to which goes through FastAPI's own routes."""
    app.middleware_stack = HeadAsGet(FastAPI.build_middleware_stack(app))
    return AsyncClient(
        transport=ASGITransport(app, raise_app_exceptions=False), base_url="http://t"
    )


def of(answer: Response) -> tuple[int, bytes, Mapping[str, str]]:
    return answer.status_code, answer.content, dict(answer.headers)


def test_every_endpoint_of_walley_goes_the_short_way() -> None:
    """Their bodies are read by the dialect itself, and FastAPI only describes them."""
    routes = [route for route in House().app.routes if isinstance(route, APIRoute)]
    assert all(map(goes_the_short_way, routes))


def test_endpoints_with_parameters_do_not() -> None:
    """The shopper's and the payment's side have parameters, which FastAPI resolves."""
    routes = [route for route in OwnApi().app.routes if isinstance(route, APIRoute)]
    assert not any(map(goes_the_short_way, routes))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/cart", CART),
        ("PUT", "/cart/", CART),
        ("PUT", "/cart", [{"id": "1"}]),
        ("PUT", "/nothing", CART),
        ("POST", "/cart", CART),
        ("GET", "", None),
        ("GET", "/", None),
        ("HEAD", "", None),
        ("GET", "0", None),
    ],
)
async def test_both_ways_answer_the_same(method: str, path: str, body: object) -> None:
    """Successes, refusals and faults, with their headers, to the byte."""
    answers = []
    for is_short in (True, False):
        house = House()
        if not is_short:
            house.client = without_the_short_way(house.app)
        async with house.client:
            created = await house.ask("POST", "/checkouts", CREATION)
            url = f"/checkouts/{created.json()['data']['privateId']}{path}"
            answers.append(of(await house.ask(method, url, body, X_Request_Id=REQUEST)))
    assert answers[0] == answers[1]


async def test_a_bug_is_answered_the_same() -> None:
    """What nobody foresaw passes through to the layer that answers 500 and logs it."""
    answers = []
    for is_short in (True, False):
        house = House()
        if not is_short:
            house.client = without_the_short_way(house.app)
        async with house.client:
            path = await house.opened()
            house.store.is_broken = True
            answers.append(of(await house.ask("GET", path, X_Request_Id=REQUEST)))
    assert answers[0][0] == 500
    assert answers[0] == answers[1]
