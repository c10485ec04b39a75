"""The checks of callbacks that the Python client has, against the signatures that tillroll makes."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from tillroll_client.callbacks import (
    InvalidSignature,
    verify_body_signature,
    verify_merchant_signature,
    verify_request_signature,
)

from application.webhooks.callbacks import OutgoingRequest
from interfaces.dialects.session.webhooks import signature
from interfaces.dialects.ucp.signing.detached_jws import sign_body
from interfaces.dialects.ucp.signing.keys import ShopKey
from interfaces.dialects.ucp.signing.message_signature import sign_request

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
NOW = AT.timestamp()
BODY = b'{"id": "order-1", "name": "\xc3\x85sa"}'
KEY = ShopKey.of(generate_private_key(SECP256R1()))
OTHER = ShopKey.of(generate_private_key(SECP256R1()))
REQUEST = OutgoingRequest(
    channel="ucp",
    method="POST",
    url="https://platform.example/orders?key=1",
    headers=(
        ("Content-Type", "application/json"),
        ("UCP-Agent", 'profile="https://shop.example/.well-known/ucp"'),
        ("Webhook-Id", "7d1e4a52-6f4d-4d0e-9d1f-6d3f0f4b9a10"),
        ("Webhook-Timestamp", "1795953600"),
    ),
    body=BODY,
)


def test_a_signature_of_a_merchant_is_accepted() -> None:
    """A body of ACP or StateSet is accepted with the present or with the next secret."""
    verify_merchant_signature(signature("whsec_2", BODY, AT), BODY, ["whsec_1", "whsec_2"], now=NOW)


@pytest.mark.parametrize(
    ("body", "secret", "now"),
    [(BODY + b" ", "whsec_1", NOW), (BODY, "whsec_3", NOW), (BODY, "whsec_1", NOW + 301)],
    ids=["altered body", "other secret", "too old"],
)
def test_a_wrong_signature_of_a_merchant_is_refused(body: bytes, secret: str, now: float) -> None:
    """Another body, another secret and an old signature are refused."""
    with pytest.raises(InvalidSignature):
        verify_merchant_signature(signature(secret, BODY, AT), body, ["whsec_1"], now=now)


def test_a_body_signature_of_ucp_is_accepted() -> None:
    """The detached JWS of 2026-01-11 is accepted with the published keys of the shop."""
    header = sign_body(KEY, BODY)["Request-Signature"]

    verify_body_signature(header, BODY, [OTHER.jwk, KEY.jwk])


def test_a_wrong_body_signature_of_ucp_is_refused() -> None:
    """Another body, an unpublished key and a missing header are refused."""
    header = sign_body(KEY, BODY)["Request-Signature"]

    for given, body, key in ((header, b"{}", KEY), (header, BODY, OTHER), (None, BODY, KEY)):
        with pytest.raises(InvalidSignature):
            verify_body_signature(given, body, [key.jwk])


def test_a_message_signature_of_ucp_is_accepted() -> None:
    """The message signature of 2026-04-08 is accepted with the published keys of the shop."""
    headers = dict(REQUEST.headers) | dict(sign_request(KEY, REQUEST, AT))

    verify_request_signature("POST", REQUEST.url, headers, BODY, [OTHER.jwk, KEY.jwk], now=NOW)


@pytest.mark.parametrize("altered", ["body", "address", "agent", "id", "key", "time"])
def test_a_wrong_message_signature_of_ucp_is_refused(altered: str) -> None:
    """Whatever the signature covers cannot be altered, and it is neither old nor of an unpublished key."""
    headers = dict(REQUEST.headers) | dict(sign_request(KEY, REQUEST, AT))
    headers |= {"agent": {"UCP-Agent": "x"}, "id": {"Webhook-Id": "x"}}.get(altered, {})
    url = "https://other.example/orders?key=1" if altered == "address" else REQUEST.url
    body = b"{}" if altered == "body" else BODY
    key = OTHER if altered == "key" else KEY
    now = NOW + 301 if altered == "time" else NOW

    with pytest.raises(InvalidSignature):
        verify_request_signature("POST", url, headers, body, [key.jwk], now=now)
