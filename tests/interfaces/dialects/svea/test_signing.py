"""Authentication by signature: keys, hex cases, timestamp formats and the time window."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import Request

from interfaces.dialects.svea.auth import Signatures
from interfaces.dialects.svea.settings import SveaCredential, SveaSettings
from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.http.merchant_settings import MerchantSettings
from tests.interfaces.dialects.svea.app_fixture import (
    CREATION,
    OPENED_AT,
    SECRETS,
    TIMESTAMP,
    AppFixture,
)
from tests.interfaces.dialects.svea.signing_client import authorization, signature, signed_headers

# Made with `printf … | sha512sum` and `openssl base64 -A`, not with the client here.
VECTOR_BODY = b'{"Cart":{"Items":[]}}'
VECTOR = (
    "a3c7fb7684e859478e1f44ee8ea096e39580e165b6dfa3e6f07a0c9bcc03fc92"
    "a05949fe762a06bcadc1a81becd964629a09e03e2aa260195a4f3776e89aa137"
)
VECTOR_HEADER = (
    "Svea MTAwMDAxOmEzYzdmYjc2ODRlODU5NDc4ZTFmNDRlZThlYTA5NmUzOTU4MGUxNjViNmRmYTNlNmYwN2EwYzliY2MwM2"
    "ZjOTJhMDU5NDlmZTc2MmEwNmJjYWRjMWE4MWJlY2Q5NjQ2MjlhMDllMDNlMmFhMjYwMTk1YTRmMzc3NmU4OWFhMTM3"
)
VECTOR_OF_A_GET = (
    "16d03c473337b8b60cc662ecb1610fd132c5ac4a3f892aebc9aff506b1011cab"
    "87c48825adf0b7dd7bc9b1aadb1e1dfc446aa4d01c0e4e61a32140dd43b05d4e"
)


def test_the_signing_client_matches_openssl() -> None:
    """The signing client of these tests and the operating system's tools compute the same signature."""
    assert signature(VECTOR_BODY, "demo-svea-secret", "2025-12-25 10:00:00") == VECTOR
    assert authorization("100001", VECTOR) == VECTOR_HEADER
    assert signature(b"", "demo-svea-secret", "2025-12-25 10:00") == VECTOR_OF_A_GET


async def test_the_reference_signature_is_accepted(app_fixture: AppFixture) -> None:
    """The API accepts the signature that the operating system's tools computed."""
    path = await app_fixture.opened()

    answer = await app_fixture.client.put(
        path,
        content=VECTOR_BODY,
        headers={"Authorization": VECTOR_HEADER, "Timestamp": "2025-12-25 10:00:00"},
    )

    assert answer.status_code == 200


async def _get(app_fixture: AppFixture, path: str, **headers: str) -> httpx.Response:
    return await app_fixture.client.get(path, headers=headers)


def _headers(timestamp: str = TIMESTAMP, merchant: str = "100001", **other: Any) -> dict[str, str]:
    return signed_headers(b"", timestamp, merchant, other.get("secret", SECRETS[merchant]))


@pytest.mark.parametrize("signer", SECRETS)
@pytest.mark.parametrize("secret", SECRETS.values())
@pytest.mark.parametrize("owner", SECRETS)
async def test_only_a_merchants_own_secret_is_accepted(
    app_fixture: AppFixture, signer: str, secret: str, owner: str
) -> None:
    """A merchant is accepted with its own secret only, and reads its own orders only."""
    answer = await app_fixture.ask("POST", "/api/orders", CREATION, merchant=owner)
    path = f"/api/orders/{answer.json()['OrderId']}"

    read = await _get(app_fixture, path, **signed_headers(b"", TIMESTAMP, signer, secret))

    if secret != SECRETS[signer]:
        assert read.status_code == 401
    else:
        assert read.status_code == (200 if signer == owner else 404)


async def test_upper_case_hex_is_accepted(app_fixture: AppFixture) -> None:
    """Upper-case hex is accepted, since .NET clients send it."""
    path = await app_fixture.opened()
    signed = signature(b"", "demo-svea-secret", TIMESTAMP).upper()

    answer = await _get(
        app_fixture, path, Authorization=authorization("100001", signed), Timestamp=TIMESTAMP
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "timestamp",
    [
        "2025-12-25 10:00:00",
        "2025-12-25 10:00",
        "2025-12-25T10:00:00",
        "2025-12-25T10:00:00Z",
        "2025-12-25T10:00:00.1234567Z",
        "2025-12-25T10:00:00+00:00",
        "2025-12-25T11:00:00.5+01:00",
        "2025-12-25 09:55:00",
        "2025-12-25 10:05:00",
    ],
)
async def test_every_timestamp_format_of_known_clients_is_accepted(
    app_fixture: AppFixture, timestamp: str
) -> None:
    """The timestamp is hashed as sent, is UTC without an offset, and may differ by five minutes."""
    path = await app_fixture.opened()

    assert (await _get(app_fixture, path, **_headers(timestamp))).status_code == 200


@pytest.mark.parametrize(
    "timestamp",
    [
        "2025-12-25 09:54:59",
        "2025-12-25 10:05:01",
        "2024-12-25 10:00:00",
        "2025-12-25T10:00:00+01:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2025-13-25 10:00:00",
        "2025-12-25",
        "1766656800",
        "Thu, 25 Dec 2025 10:00:00 GMT",
        "²025-12-25 10:00:00",
        "now",
    ],
)
async def test_a_signed_request_with_another_time_is_refused(
    app_fixture: AppFixture, timestamp: str
) -> None:
    """A time outside the window and a timestamp that is no time are refused, although signed."""
    path = await app_fixture.opened()
    raw = timestamp.encode("latin-1", "replace")
    signed = _signature_of_bytes(raw)

    answer = await app_fixture.client.get(
        path,
        headers=[
            (b"Authorization", authorization("100001", signed).encode()),
            (b"Timestamp", raw),
        ],
    )

    assert answer.status_code == 401
    assert "imestamp" in answer.json()["Message"]


def _signature_of_bytes(timestamp: bytes) -> str:
    return hashlib.sha512(b"demo-svea-secret" + timestamp).hexdigest()


async def test_a_replayed_signature_is_refused_outside_the_window(app_fixture: AppFixture) -> None:
    """The same request can be sent again within the time window, and is refused after it."""
    path = await app_fixture.opened()
    headers = _headers()
    app_fixture.time += timedelta(minutes=5)
    assert (await _get(app_fixture, path, **headers)).status_code == 200
    app_fixture.time += timedelta(seconds=1)

    answer = await _get(app_fixture, path, **headers)

    assert answer.status_code == 401
    assert answer.json()["Message"] == (
        "The Timestamp is more than 5 minutes away from this server's clock, which says 2025-12-25 10:05:01. "
        "Sign the request anew."
    )


async def test_a_changed_body_is_refused(app_fixture: AppFixture) -> None:
    """The signature covers the bytes, so one added space invalidates it."""
    path = await app_fixture.opened()
    headers = signed_headers(VECTOR_BODY, TIMESTAMP, "100001", "demo-svea-secret")

    answer = await app_fixture.client.put(path, content=VECTOR_BODY + b" ", headers=headers)

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Timestamp": TIMESTAMP},
        {"Authorization": VECTOR_HEADER},
        {"Authorization": "Svea", "Timestamp": TIMESTAMP},
        {"Authorization": "Svea !!!", "Timestamp": TIMESTAMP},
        {"Authorization": "Bearer " + VECTOR_HEADER[5:], "Timestamp": TIMESTAMP},
        {"Authorization": authorization("", ""), "Timestamp": TIMESTAMP},
        {"Authorization": authorization("100001", ""), "Timestamp": TIMESTAMP},
        {"Authorization": authorization("999999", VECTOR_OF_A_GET), "Timestamp": TIMESTAMP},
        {
            "Authorization": "Svea " + base64.b64encode(b"\xff\xfe:\xff").decode(),
            "Timestamp": TIMESTAMP,
        },
        # An unknown merchant has no valid secret, and the empty secret is not valid either.
        signed_headers(b"", TIMESTAMP, "999999", ""),
    ],
)
async def test_any_other_authorization_gets_401(
    app_fixture: AppFixture, headers: dict[str, str]
) -> None:
    """Any other header gets 401 in Svea's error format, which explains the signature and names the scheme."""
    answer = await app_fixture.client.get(await app_fixture.opened(), headers=headers)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Svea"
    assert dict(answer.headers.raw)[b"ErrorMessage"].decode() == answer.json()["Message"]


def _configured(**settings: Any) -> list[MerchantSettings[SveaSettings]]:
    secrets = (SveaCredential("100001", "old"), SveaCredential("100001", "new"))
    return [MerchantSettings("shop", SveaSettings(credentials=secrets, **settings))]


@pytest.mark.parametrize(("secret", "is_good"), [("old", True), ("new", True), ("older", False)])
async def test_two_secrets_are_accepted_during_a_rotation(secret: str, is_good: bool) -> None:
    """Both secrets are accepted until the old one is removed from the configuration."""
    signatures = Signatures(_configured(), lambda: OPENED_AT)
    request = _request(signed_headers(b"", TIMESTAMP, "100001", secret))

    if is_good:
        assert (await signatures.caller(request)).actor == "shop:100001"
    else:
        with pytest.raises(Unauthenticated):
            await signatures.caller(request)


@pytest.mark.parametrize(("minutes", "is_good"), [(29, False), (30, True)])
async def test_the_window_is_configurable(minutes: int, is_good: bool) -> None:
    """The window is configurable in minutes, for each merchant."""
    now = datetime(2025, 12, 25, 10, 30, tzinfo=UTC)
    signatures = Signatures(_configured(clock_window_minutes=minutes), lambda: now)
    request = _request(signed_headers(b"", TIMESTAMP, "100001", "new"))

    if is_good:
        await signatures.caller(request)
    else:
        with pytest.raises(Unauthenticated, match="more than 29 minutes"):
            await signatures.caller(request)


def _request(headers: dict[str, str]) -> Request:
    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "headers": raw, "state": {}}, receive)
