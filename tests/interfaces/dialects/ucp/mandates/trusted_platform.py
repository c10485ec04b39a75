"""A platform that proves the consent of buyers with mandates, written from RFC 9901 without the code of the shop."""

import base64
import hashlib
import json
from dataclasses import replace
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from interfaces.configuration.demo.configuration import DEMO_HANDLERS
from interfaces.configuration.merchants import ucp_merchants
from interfaces.configuration.signing_keys import public_keys
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.dialects.ucp.signing.keys import ShopKey
from tests.interfaces.dialects.session.app_fixture import OPENED_AT, AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, payment
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, FULFILLMENT, URL, profile
from tests.interfaces.dialects.ucp.signing.receiving import unpadded, verify

OF_SHOP = ShopKey.of(generate_private_key(SECP256R1()))
OF_PLATFORM = ShopKey.of(generate_private_key(SECP256R1()))
OF_HOLDER = ShopKey.of(generate_private_key(SECP256R1()))
NOW = int(OPENED_AT.timestamp())
SETTINGS = UcpSettings(open=True, handlers=DEMO_HANDLERS, ap2_mandates=True)
NAMES = {"2026-08-25": "dev.ucp.common.payment.ap2_mandate"}
NAME = "dev.ucp.shopping.ap2_mandate"


def shop() -> AppFixture:
    """A shop that takes mandates, and the profile of a platform that makes them."""
    return AppFixture(ucp=SETTINGS, ucp_keys=(OF_SHOP,))


def publish(app_fixture: AppFixture, version: str, *keys: ShopKey) -> None:
    """Put the profile of a platform with mandates and these keys."""
    name = NAMES.get(version, NAME)
    shape = profile(CHECKOUT, FULFILLMENT, name, version=version)
    app_fixture.platforms.put(URL, {**shape, "signing_keys": [each.jwk for each in keys]})


def replace_keys(app_fixture: AppFixture, *keys: ShopKey) -> None:
    """Gives the shop other keys, as a reload of its configuration does."""
    app_fixture.ucp_shops.replace(
        ucp_merchants(app_fixture.merchants, lambda each: replace(public_keys(each), own=keys))
    )


def encoded(value: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def digest(text: str) -> str:
    """The hash of a text as SD-JWT has it."""
    return encoded(hashlib.sha256(text.encode()).digest())


def jws(key: EllipticCurvePrivateKey, header: dict[str, Any], payload: Any) -> str:
    """A compact signature of JSON."""
    parts = (json.dumps(each).encode() for each in (header, payload))
    signed = ".".join(map(encoded, parts))
    halves = decode_dss_signature(key.sign(signed.encode(), ECDSA(SHA256())))
    return f"{signed}.{encoded(b''.join(each.to_bytes(32, 'big') for each in halves))}"


def disclosure(*parts: Any) -> str:
    """A disclosure with a salt."""
    return encoded(json.dumps(["salt", *parts]).encode())


def attached(checkout: dict[str, Any]) -> str:
    """The signature of the shop with what it covers, as `checkout_jwt` of AP2 has it."""
    members = {name: each for name, each in checkout.items() if name != "ap2"}
    header, _, signature = checkout["ap2"]["merchant_authorization"].split(".")
    return f"{header}.{encoded(rfc8785.dumps(members))}.{signature}"


def is_authorised(checkout: dict[str, Any]) -> bool:
    """Whether the shop has signed a checkout, by its published key."""
    header, payload, signature = attached(checkout).split(".")
    assert json.loads(unpadded(header)) == {"alg": "ES256", "kid": OF_SHOP.kid}
    return verify(OF_SHOP.jwk, unpadded(signature), f"{header}.{payload}".encode())


def mandate_for(
    checkout: dict[str, Any] | None,
    *,
    key: ShopKey = OF_PLATFORM,
    kid: str | None = None,
    **claims: Any,
) -> str:
    """A mandate of UCP, which has the whole checkout, with other claims."""
    payload = {"iat": NOW, "exp": NOW + 600, "checkout": checkout, **claims}
    header = {"alg": "ES256", "typ": "dc+sd-jwt", "kid": kid or key.kid}
    return jws(key.private, header, payload) + "~"


def delegated_mandate(checkout: dict[str, Any], **claims: Any) -> str:
    """A mandate of AP2: the checkout and the claims of it are disclosed."""
    of_shop = attached(checkout)
    inner = disclosure("checkout_jwt", of_shop)
    content = {
        "_sd": [digest(inner)],
        "vct": "mandate.checkout.1",
        "checkout_hash": digest(of_shop),
        **claims,
    }
    outer = disclosure(content)
    payload = {"delegate_payload": [{"...": digest(outer)}], "_sd_alg": "sha-256", "iat": NOW}
    header = {"alg": "ES256", "typ": "dc+sd-jwt", "kid": OF_PLATFORM.kid}
    return f"{jws(OF_PLATFORM.private, header, payload)}~{outer}~{inner}~"


def bound(mandate: str, key: ShopKey = OF_HOLDER, **claims: Any) -> str:
    """A mandate whose holder has signed the presentation."""
    payload = {"iat": NOW, "aud": "merchant", "nonce": "n", "sd_hash": digest(mandate), **claims}
    return mandate + jws(key.private, {"alg": "ES256", "typ": "kb+jwt"}, payload)


def completion(mandate: Any, version: str = "2026-04-08") -> dict[str, Any]:
    """The body of "complete" with a mandate."""
    body = payment({"type": "token", "token": "success_token"})
    if version == "2026-01-11":
        body = {"payment_data": body["payment"]["instruments"][0]}
    return {**body, "ap2": {"checkout_mandate": mandate}}


async def complete(platform: Platform, checkout: dict[str, Any], mandate: Any, **more: str) -> Any:
    """The answer to a completion with a mandate."""
    path = f"{ROOT}/{checkout['id']}/complete"
    return await platform.ask("POST", path, completion(mandate, platform.version), **more)
