"""Guesses of a secret are soon answered 429, and the right secret from another address is accepted."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode

import jwt
import pytest

from tests.interfaces.dialects.svea.signing_client import signed_headers
from tests.measure.bench import carts
from tests.system.service.server import Server, authorised
from tests.system.service.svea_shop import creation
from tests.system.strangers.sender import Reply, Sender, sending

# More than any default limit of failed sign-ins in a minute.
MOST_GUESSES = 500
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_JSON = {"Content-Type": "application/json"}


class Request(NamedTuple):
    """A request that is signed in one way."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


def _token_form(secret: str) -> Request:
    form = {"grant_type": "client_credentials", "client_id": "demo-client", "client_secret": secret}
    return Request("POST", "/oauth2/v2.0/token", _FORM, urlencode(form).encode())


def _shared_key(secret: str) -> Request:
    body, path = carts.creation(2), "/checkouts"
    digest = hashlib.sha256(body + path.encode() + secret.encode()).hexdigest()
    value = base64.b64encode(f"demo:{digest}".encode()).decode()
    return Request("POST", path, {**_JSON, "Authorization": f"SharedKey {value}"}, body)


def _bearer_token(token: str) -> Request:
    return Request("GET", "/checkouts/unknown", _bearer(token))


def _svea(secret: str) -> Request:
    body, now = creation("A-1"), f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    return Request("POST", "/api/orders", _JSON | signed_headers(body, now, "100001", secret), body)


def _stateset(key: str) -> Request:
    return Request("GET", "/v1/checkouts/unknown", _bearer(key))


def _acp(key: str) -> Request:
    return Request("GET", "/checkout_sessions/unknown", _bearer(key))


def _payments(key: str) -> Request:
    return Request("POST", "/payments/unknown/failed", _JSON | _bearer(key), b"{}")


def _history(key: str) -> Request:
    return Request("GET", "/history/events", _bearer(key))


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


# The request, the right secret, and what it is answered with that. A bearer token is fetched.
SCHEMES: dict[str, tuple[Callable[[str], Request], str, set[int]]] = {
    "token form": (_token_form, "demo-secret", {200}),
    "SharedKey": (_shared_key, "demo-access-key", {201}),
    "bearer token": (_bearer_token, "", {404}),
    "Svea": (_svea, "demo-svea-secret", {201}),
    "StateSet": (_stateset, "sk_test_demo", {404}),
    "ACP": (_acp, "sk_test_demo", {404}),
    "payments": (_payments, "demo-payments", {404, 422}),
    "history": (_history, "demo-history", {200}),
}


def _guess(sender: Sender, scheme: str, number: int) -> Reply:
    build, _, _ = SCHEMES[scheme]
    if build is _bearer_token:
        claims = {"sub": "demo-client", "exp": 2**33}
        forged = jwt.encode(claims, f"{number:032}", headers={"kid": "demo-client"})
        return sender.send(*build(forged))
    return sender.send(*build(f"guess-{number}"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_guesses_end_in_429_and_the_right_secret_gets_in(server: Server, scheme: str) -> None:
    """The 429 says when to come again and what the limit is; the same name signs in from elsewhere."""
    build, secret, expected = SCHEMES[scheme]
    number = 1 + list(SCHEMES).index(scheme)
    if build is _bearer_token:
        secret = authorised(server.address)["Authorization"].removeprefix("Bearer ")
    with sending(server, f"127.0.1.{number}") as guesser:
        guesses = [_guess(guesser, scheme, 0)]
        while guesses[-1].status == 401 and len(guesses) < MOST_GUESSES:
            guesses.append(_guess(guesser, scheme, len(guesses)))
    assert guesses[0].status == 401
    assert guesses[-1].status == 429
    assert int(guesses[-1].headers["Retry-After"]) > 0
    assert guesses[-1].headers["RateLimit"]
    assert guesses[-1].headers["RateLimit-Policy"]
    with sending(server, f"127.0.2.{number}") as known:
        assert known.send(*build(secret)).status in expected
