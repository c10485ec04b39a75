"""Heads of requests with a body that strangers can send: none needs a right credential."""

import base64

from tests.measure.soak.strangers.connection import head

_JSON = {"Content-Type": "application/json"}
_UNKNOWN_MERCHANT = base64.b64encode(b"nobody:" + b"0" * 128).decode()


def shopper_commit(length: int) -> bytes:
    """Build the head of a commit by an unknown token."""
    return head("POST", "/shopper/x/commit", {**_JSON, "Content-Length": str(length)})


def token_form(length: int) -> bytes:
    """Build the head of a request for a bearer token."""
    form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(length)}
    return head("POST", "/oauth2/v2.0/token", form)


def svea_order(length: int) -> bytes:
    """Build the head of a Svea order, signed by a merchant that does not exist."""
    signed = {
        "Authorization": f"Svea {_UNKNOWN_MERCHANT}",
        "Timestamp": "2026-01-01 00:00:00",
        "Content-Length": str(length),
    }
    return head("POST", "/api/orders", {**_JSON, **signed})
