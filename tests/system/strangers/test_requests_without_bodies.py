"""Requests whose bodies do not arrive hold no places, from any sender."""

import base64
import select

import httpx
import pytest

from tests.system.service.server import Server, authorised, item, new_checkout
from tests.system.strangers.sockets import connection_to, head, holding, status_of

_JSON = "Content-Type: application/json"
_TIME = "Timestamp: 2026-01-01 00:00:00"


def _svea(merchant: str) -> str:
    return "Authorization: Svea " + base64.b64encode(f"{merchant}:00".encode()).decode()


HEADS = {
    "a shopper": head("POST /shopper/x/commit", _JSON, "Content-Length: 10"),
    "who wants a token": head(
        "POST /oauth2/v2.0/token",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Length: 10",
    ),
    "who claims to be a merchant": head(
        "POST /api/orders", _JSON, _svea("100001"), _TIME, "Content-Length: 3999999"
    ),
    "a payment side": head(
        "POST /payments/1/failed",
        _JSON,
        "Authorization: Bearer demo-payments",
        "Content-Length: 10",
    ),
    "nobody at an unknown path": head("POST /unknown", "Content-Length: 10"),
}


@pytest.mark.parametrize("sender", HEADS)
def test_heads_without_bodies_hold_no_place(small_server: Server, sender: str) -> None:
    """While 30 of them wait, with room for 20 requests, a merchant changes a cart and a stranger gets a token."""
    with holding(small_server, 30, HEADS[sender]):
        headers = authorised(small_server.address)
        checkout_id = new_checkout(small_server.address, headers)["privateId"]
        changed = httpx.put(
            f"{small_server.address}/checkouts/{checkout_id}/cart", headers=headers, json=[item(2)]
        )
        assert changed.status_code == 200
        assert httpx.get(f"{small_server.address}/readyz").status_code == 200


def test_an_unknown_merchant_is_refused_before_its_body(small_server: Server) -> None:
    """The answer arrives though nothing of the body was sent."""
    sent = head("POST /api/orders", _JSON, _svea("nobody"), _TIME, "Content-Length: 3999999")
    with connection_to(small_server) as connection:
        connection.sendall(sent)
        assert status_of(connection) == 401


def test_bodies_that_wait_are_bounded_in_bytes(small_server: Server) -> None:
    """One address may have 4 MB of unverified bodies waiting; one of two gets 503, and merchants are served."""
    sent = head("POST /api/orders", _JSON, _svea("100001"), _TIME, "Content-Length: 3999999")
    with holding(small_server, 2, sent) as both:
        for connection in both:
            connection.sendall(b"x" * 3_900_000)
        answered, _, _ = select.select(both, [], [])
        assert status_of(answered[0]) == 503
        headers = authorised(small_server.address)
        assert new_checkout(small_server.address, headers)["privateId"]
        assert httpx.get(f"{small_server.address}/readyz").status_code == 200


def test_a_request_without_a_host_is_malformed(small_server: Server) -> None:
    """400, also with two of them."""
    for text in ("", "Host: a\r\nHost: a\r\n"):
        with connection_to(small_server) as connection:
            connection.sendall(f"GET /healthz HTTP/1.1\r\n{text}\r\n".encode())
            assert status_of(connection) == 400
