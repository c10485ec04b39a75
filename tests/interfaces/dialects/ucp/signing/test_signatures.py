"""Signatures of webhooks, which a receiver that follows the RFCs verifies."""

import base64
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    generate_private_key,
)

from application.webhooks.callbacks import CannotSign, OutgoingRequest
from interfaces.dialects.ucp.signing.detached_jws import sign_body
from interfaces.dialects.ucp.signing.keys import ShopKey
from interfaces.dialects.ucp.signing.message_signature import sign_request
from tests.interfaces.dialects.ucp.signing.receiving import (
    body_is_signed,
    components,
    request_is_signed,
    unpadded,
    verify,
)
from tests.interfaces.dialects.ucp.signing.vectors import (
    RFC_7515_KEY,
    RFC_7515_SIGNATURE,
    RFC_7515_SIGNED,
    RFC_9421_BASE,
    RFC_9421_SIGNATURE,
    rfc_9421_key,
)

KEY = ShopKey.of(generate_private_key(SECP256R1()))
OTHER = ShopKey.of(generate_private_key(SECP256R1()))
AT = datetime(2026, 3, 1, 12, 0, 0, 500_000, UTC)
BODY = b'{"id":"order_1"}'
URL = "https://platform.example/webhooks/orders?key=a%20b"
REQUEST = OutgoingRequest(
    channel="ucp.order",
    method="POST",
    url=URL,
    headers=(
        ("Content-Type", "application/json"),
        ("UCP-Agent", 'profile="https://shop.example/.well-known/ucp"'),
        ("Webhook-Id", "5c9f1f4e-6f0e-4b7c-9d0f-0f6a1d1b9d10"),
        ("Webhook-Timestamp", "1772366400"),
        ("Idempotency-Key", "5c9f1f4e-6f0e-4b7c-9d0f-0f6a1d1b9d10"),
    ),
    body=BODY,
)


def sent(request: OutgoingRequest, key: ShopKey = KEY) -> dict[str, str]:
    """The headers of a signed request, with lower-case names."""
    headers = {**dict(request.headers), **sign_request(key, request, AT)}
    return {name.lower(): value for name, value in headers.items()}


def test_the_receiver_of_these_tests_knows_the_published_signatures() -> None:
    """What verifies here verifies the examples of RFC 9421 and RFC 7515, and no changed ones."""
    jwk = ShopKey.of(rfc_9421_key()).jwk
    assert verify(jwk, base64.b64decode(RFC_9421_SIGNATURE), RFC_9421_BASE.encode())
    assert not verify(jwk, base64.b64decode(RFC_9421_SIGNATURE), RFC_9421_BASE.encode() + b" ")
    signature = unpadded(RFC_7515_SIGNATURE)
    assert verify(RFC_7515_KEY, signature, RFC_7515_SIGNED.encode())
    assert not verify(RFC_7515_KEY, signature[::-1], RFC_7515_SIGNED.encode())


def test_a_request_is_signed_with_its_target_its_agent_and_its_body() -> None:
    """The components have a fixed order, `@query` only where there is one; the digest is a byte sequence."""
    headers = sent(REQUEST)
    assert request_is_signed([KEY.jwk], "POST", URL, headers, BODY)
    assert components(headers) == [
        *("@method", "@authority", "@path", "@query", "ucp-agent", "idempotency-key"),
        *("content-digest", "content-type", "webhook-id", "webhook-timestamp"),
    ]
    assert headers["signature-input"].endswith(f';created={int(AT.timestamp())};keyid="{KEY.kid}"')
    plain = sent(replace(REQUEST, url="https://platform.example", headers=REQUEST.headers[:4]))
    assert request_is_signed([KEY.jwk], "POST", "https://platform.example", plain, BODY)
    assert {"@query", "idempotency-key"}.isdisjoint(components(plain))


def test_another_request_is_not_signed() -> None:
    """A changed body, target, agent or id, and another key of the same name, are found."""
    headers = sent(REQUEST)

    def is_signed(url: str = URL, body: bytes = BODY, method: str = "POST") -> bool:
        return request_is_signed([KEY.jwk], method, url, headers, body)

    def is_signed_with(name: str, value: str) -> bool:
        return request_is_signed([KEY.jwk], "POST", URL, headers | {name: value}, BODY)

    assert is_signed()
    assert not is_signed(body=BODY + b" ")
    assert not is_signed(url=URL + "1")
    assert not is_signed(url=URL.replace("orders", "others"))
    assert not is_signed(url=URL.replace("platform", "another"))
    assert not is_signed(method="PUT")
    for name in ("ucp-agent", "webhook-id", "webhook-timestamp", "content-type"):
        assert not is_signed_with(name, "changed"), name
    later = headers["signature-input"].replace("created=1", "created=2")
    assert not is_signed_with("signature-input", later)
    forged = OTHER.jwk | {"kid": KEY.kid}
    assert not request_is_signed([forged], "POST", URL, headers, BODY)
    assert not request_is_signed([OTHER.jwk], "POST", URL, headers, BODY)


def test_the_target_is_signed_as_it_is_sent() -> None:
    """Escapes, letters of the host and a default port are those of the request, and the fragment is not sent."""
    url = "HTTPS://Platform.Example:443/ä b?q=å#part"
    headers = sent(replace(REQUEST, url=url))
    wanted = "https://platform.example/%C3%A4%20b?q=%C3%A5"
    assert request_is_signed([KEY.jwk], "POST", wanted, headers, BODY)


@pytest.mark.parametrize(
    "request_",
    [
        replace(REQUEST, url="https://platform.example:port/"),
        replace(REQUEST, headers=(("UCP-Agent", 'profile="https://å.example"'),)),
    ],
)
def test_what_cannot_be_signed_says_why(request_: OutgoingRequest) -> None:
    """A URL that is none, and headers that are not ASCII, are failures of the attempt."""
    with pytest.raises(CannotSign, match="cannot be signed"):
        sign_request(KEY, request_, AT)


def test_a_body_is_signed_as_it_is() -> None:
    """The detached signature names its key, has no payload, and covers each byte of the body."""
    headers = {name.lower(): value for name, value in sign_body(KEY, BODY).items()}
    assert body_is_signed([OTHER.jwk, KEY.jwk], headers, BODY)
    assert not body_is_signed([KEY.jwk], headers, BODY + b"\n")
    assert not body_is_signed([KEY.jwk], headers, BODY.replace(b"1", b"2"))
    assert not body_is_signed([OTHER.jwk], headers, BODY)
    assert not body_is_signed([OTHER.jwk | {"kid": KEY.kid}], headers, BODY)
    protected, _, signature = headers["request-signature"].split(".")
    changed = {"request-signature": f"{protected}..{'A' * len(signature)}"}
    assert not body_is_signed([KEY.jwk], changed, BODY)
