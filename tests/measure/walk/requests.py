"""The requests whose calls are counted, each on a checkout that is ready for it."""

import itertools
from collections.abc import Callable
from functools import cache
from uuid import uuid4

import httpx

from tests.measure.bench.carts import cart, creation
from tests.system.service import svea_shop

_AGENT = {"Authorization": "Bearer sk_test_demo", "API-Version": "2026-04-17"}
_ADDRESS = {
    "name": "John Doe",
    "line_one": "456 Oak Ave",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}
_CREDENTIAL = {"type": "spt", "token": "tok_succeed"}
_PAYING = {
    "payment_data": {
        "handler_id": "card_tokenized",
        "instrument": {"type": "card", "credential": _CREDENTIAL},
    }
}
_quantities = itertools.cycle(range(1, 1000))


@cache
def _shop(client: httpx.Client) -> dict[str, str]:
    """The headers of Demo Shop's Walley client, with a bearer token."""
    answer = client.post(
        "/oauth2/v2.0/token",
        data={
            "grant_type": "client_credentials",
            "client_id": "demo-client",
            "client_secret": "demo-secret",
        },
    ).raise_for_status()
    token = answer.json()["access_token"]
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


@cache
def _checkout(client: httpx.Client) -> str:
    """The path of one Walley checkout with two lines."""
    answer = client.post("/checkouts", content=creation(), headers=_shop(client))
    return "/checkouts/" + str(answer.raise_for_status().json()["data"]["privateId"])


@cache
def _order(client: httpx.Client) -> int:
    """The number of one Svea order."""
    number: int = svea_shop.new_order(str(client.base_url).rstrip("/"), uuid4().hex)["OrderId"]
    return number


def _put_cart(client: httpx.Client) -> httpx.Request:
    return client.build_request(
        "PUT",
        f"{_checkout(client)}/cart",
        content=cart(next(_quantities)),
        headers=_shop(client),
    )


def _get(client: httpx.Client) -> httpx.Request:
    return client.build_request("GET", _checkout(client), headers=_shop(client))


def _update_order(client: httpx.Client) -> httpx.Request:
    row = svea_shop.ROW | {"Quantity": 100 * next(_quantities)}
    request = client.build_request(
        "PUT", f"/api/orders/{_order(client)}", json={"Cart": {"Items": [row]}}
    )
    request.headers.update(svea_shop.signed(request.content))
    return request


def _complete(client: httpx.Client) -> httpx.Request:
    body = {
        "currency": "usd",
        "capabilities": {},
        "line_items": [{"id": "item_123", "quantity": 1}],
        "buyer": {"first_name": "John", "last_name": "Doe", "email": "john@example.com"},
        "fulfillment_details": {"address": _ADDRESS},
    }
    headers = _AGENT | {"Idempotency-Key": uuid4().hex}
    opened = client.post("/checkout_sessions", json=body, headers=headers).raise_for_status()
    return client.build_request(
        "POST",
        f"/checkout_sessions/{opened.json()['id']}/complete",
        json=_PAYING,
        headers=_AGENT | {"Idempotency-Key": uuid4().hex},
    )


def _state_at_a_version(client: httpx.Client) -> httpx.Request:
    return client.build_request(
        "GET",
        f"/history{_checkout(client)}?version=1",
        headers={"Authorization": "Bearer demo-history"},
    )


WALKS: dict[str, Callable[[httpx.Client], httpx.Request]] = {
    "walley-put-cart": _put_cart,
    "walley-get": _get,
    "svea-update-order": _update_order,
    "acp-complete": _complete,
    "history-at-a-version": _state_at_a_version,
}
