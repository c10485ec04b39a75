"""Mandates that authorise nothing, each with the code of the extension."""

import base64
import json
from typing import Any

import pytest

from interfaces.dialects.ucp.wire import SUPPORTED
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, payment
from tests.interfaces.dialects.ucp.mandates.test_mandates import ready_in
from tests.interfaces.dialects.ucp.mandates.trusted_platform import (
    NOW,
    OF_HOLDER,
    OF_PLATFORM,
    bound,
    complete,
    delegated_mandate,
    digest,
    disclosure,
    is_authorised,
    jws,
    mandate_for,
)

HOLDER = {"jwk": OF_HOLDER.jwk}
UNKNOWN = "agent_missing_key"
INVALID = "mandate_invalid_signature"
SCOPE = "mandate_scope_mismatch"
FORGED = "merchant_authorization_invalid"


def mandates(ready: dict[str, Any]) -> list[tuple[str, Any]]:
    """The code and the mandate."""
    cheaper = {**ready, "totals": [{**each, "amount": 1} for each in ready["totals"]]}
    unsigned = {name: each for name, each in ready.items() if name != "ap2"}
    right, in_ap2 = mandate_for(ready), delegated_mandate(ready)
    header, payload, signature = right.rstrip("~").split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    own = jws(OF_HOLDER.private, {"alg": "ES256", "kid": OF_PLATFORM.kid}, unsigned)
    return [
        ("mandate_required", None),
        ("mandate_required", ""),
        (UNKNOWN, mandate_for(ready, key=OF_HOLDER)),
        (INVALID, mandate_for(ready, key=OF_HOLDER, kid=OF_PLATFORM.kid)),
        (INVALID, f"{none}.{payload}.{signature}~"),
        (INVALID, f"{header}.{payload}.{signature[:-4]}AAAA~"),
        (INVALID, "e30.e30.c2ln~"),
        (INVALID, "no mandate"),
        (INVALID, right + disclosure("x", 1) + "~"),
        (INVALID, in_ap2 + in_ap2.split("~")[1] + "~"),
        (INVALID, delegated_mandate(ready, checkout_hash=digest("other"))),
        (INVALID, mandate_for(ready, cnf=HOLDER)),
        (INVALID, bound(mandate_for(ready))),
        (INVALID, bound(mandate_for(ready, cnf=HOLDER), key=OF_PLATFORM)),
        (INVALID, bound(mandate_for(ready, cnf=HOLDER), sd_hash=digest("other"))),
        (INVALID, mandate_for(ready, iat=NOW + 3600)),
        (INVALID, mandate_for(ready, exp="soon")),
        (INVALID, mandate_for(ready, _sd_alg="md5")),
        ("mandate_expired", mandate_for(ready, exp=NOW - 1)),
        ("mandate_expired", delegated_mandate(ready, exp=NOW - 1)),
        ("mandate_expired", bound(mandate_for(ready, cnf=HOLDER), exp=NOW - 1)),
        (SCOPE, mandate_for(ready, vct="mandate.checkout.open.1")),
        (SCOPE, mandate_for(ready, vct="mandate.payment.1")),
        (FORGED, mandate_for(cheaper)),
        (FORGED, mandate_for(None, checkout_jwt=own, checkout_hash=digest(own))),
        (FORGED, mandate_for({**ready, "note": "x"})),
        ("merchant_authorization_missing", mandate_for(unsigned)),
        ("merchant_authorization_missing", mandate_for(None)),
    ]


async def test_wrong_mandates(taking: AppFixture) -> None:
    """Nothing is paid, the checkout is answered as it is, and the right mandate is taken afterwards."""
    platform, ready = await ready_in(taking)
    for place, (code, mandate) in enumerate(mandates(ready)):
        answer = await complete(platform, ready, mandate)
        shape = answer.json()
        assert answer.status_code == 200, (place, answer.text)
        assert shape["messages"][0]["code"] == code, (place, shape["messages"])
        assert shape["messages"][0]["path"] == "$.ap2.checkout_mandate"
        assert shape["status"] == "ready_for_complete"
    assert not taking.provider.requests
    paid = await complete(platform, ready, mandate_for(ready))
    assert paid.json()["status"] == "completed"


@pytest.mark.parametrize("version", SUPPORTED)
async def test_the_status_of_each_version(taking: AppFixture, version: str) -> None:
    """January answers 400, later versions 200 with the checkout."""
    platform, ready = await ready_in(taking, version)
    path = f"{ROOT}/{ready['id']}/complete"
    body = payment({"type": "token", "token": "success_token"})
    answer = await platform.ask("POST", path, body)
    assert answer.status_code == (400 if version.startswith("2026-01") else 200)
    assert answer.json()["messages"][0]["code"] == "mandate_required"
    for ap2, at in ((7, "$.ap2"), ({"checkout_mandate": 7}, "$.ap2.checkout_mandate")):
        refused = await platform.ask("POST", path, {**body, "ap2": ap2})
        assert (refused.status_code, refused.json()["messages"][0]["path"]) == (400, at)


async def test_a_mandate_of_another_platform(taking: AppFixture) -> None:
    """The key is that of the platform that opened the checkout, also where a client with a key completes it."""
    platform, ready = await ready_in(taking)
    body = {**payment({"type": "token", "token": "success_token"})}
    body["ap2"] = {"checkout_mandate": mandate_for(ready)}
    answer = await taking.client.post(
        f"{ROOT}/{ready['id']}/complete",
        content=json.dumps(body),
        headers={
            "Authorization": "Bearer sk_test_demo",
            "UCP-Agent": 'profile="https://other.example/ucp.json"',
        },
    )
    assert answer.json()["messages"][0]["code"] == UNKNOWN
    assert (await complete(platform, ready, mandate_for(ready))).json()["status"] == "completed"


async def test_the_signed_text_is_the_canonical_one(taking: AppFixture) -> None:
    """Numbers and texts that JSON can write in several ways are signed in one (RFC 8785)."""
    platform, ready = await ready_in(taking)
    odd = {"first_name": "Ångström", "loyalty": {"b": 1.50, "a": 10**20, "é": "\u2028"}}
    answer = await platform.update(ready, {"buyer": odd})
    changed = json.loads(answer.text, parse_int=float)
    assert is_authorised(changed)
    paid = await complete(platform, ready, mandate_for(changed))
    assert paid.json()["status"] == "completed", paid.text
