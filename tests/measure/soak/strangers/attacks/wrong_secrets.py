"""Wrong secrets in every dialect, from 20 connections as fast as the answers come."""

import base64
import hashlib
from collections import Counter
from itertools import count
from urllib.parse import urlencode

from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacks.repeating import repeat
from tests.measure.soak.strangers.configuration import MEASURED, client_id
from tests.measure.soak.strangers.connection import Address, Connection, request

_STRANGERS = 20
_TOKEN_HEAD = b'{"alg":"HS256","kid":"%b"}' % client_id(MEASURED, 0).encode()
_JSON = {"Content-Type": "application/json"}


async def _strike(address: Address, known: Prepared, answered: Counter[str]) -> None:
    guesses = count()

    async def guess(connection: Connection) -> None:
        is_kept_open = True
        while is_kept_open:
            number = next(guesses)
            answer = await connection.ask(_GUESSES[number % len(_GUESSES)](number))
            answered[str(answer.status)] += 1
            is_kept_open = answer.is_kept_open

    await repeat(_STRANGERS, address, known, answered, guess)


def _token_form(number: int) -> bytes:
    form = {
        "grant_type": "client_credentials",
        "client_id": client_id(MEASURED, 0),
        "client_secret": f"guess-{number}",
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return request("POST", "/oauth2/v2.0/token", headers, urlencode(form).encode())


def _shared_key(number: int) -> bytes:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    value = base64.b64encode(f"{MEASURED}:{digest}".encode()).decode()
    return request("POST", "/checkouts", {**_JSON, "Authorization": f"SharedKey {value}"}, b"{}")


def _bearer_token(number: int) -> bytes:
    head = base64.urlsafe_b64encode(_TOKEN_HEAD).rstrip(b"=").decode()
    value = f"{head}.e30.{hashlib.sha256(str(number).encode()).hexdigest()}"
    return request("GET", "/checkouts/x", {"Authorization": f"Bearer {value}"})


def _svea_signature(number: int) -> bytes:
    digest = hashlib.sha512(str(number).encode()).hexdigest()
    value = base64.b64encode(f"{MEASURED}:{digest}".encode()).decode()
    headers = {"Authorization": f"Svea {value}", "Timestamp": "2026-01-01 00:00:00"}
    return request("POST", "/api/orders", {**_JSON, **headers}, b"{}")


def _stateset_key(number: int) -> bytes:
    return request("GET", "/v1/checkouts/x", {"Authorization": f"Bearer sk_guess_{number}"})


def _acp_key(number: int) -> bytes:
    headers = {"Authorization": f"Bearer sk_guess_{number}", "API-Version": "2026-04-17"}
    return request("GET", "/checkout_sessions/x", headers)


def _payment_key(number: int) -> bytes:
    headers = {**_JSON, "Authorization": f"Bearer guess-{number}"}
    return request("POST", "/payments/1/failed", headers, b"{}")


def _history_key(number: int) -> bytes:
    return request("GET", "/history/events", {"Authorization": f"Bearer guess-{number}"})


_GUESSES = (
    _token_form,
    _shared_key,
    _bearer_token,
    _svea_signature,
    _stateset_key,
    _acp_key,
    _payment_key,
    _history_key,
)
WRONG_SECRETS = Attack(
    name="wrong-secrets",
    summary="20 connections guess secrets in every dialect",
    strike=_strike,
    evidence="401",
)
