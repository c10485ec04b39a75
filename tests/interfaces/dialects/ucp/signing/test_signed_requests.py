"""Signatures of the requests of platforms, which the keys of their profile verify."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from interfaces.configuration.demo.configuration import DEMO_HANDLERS
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.dialects.ucp.signing.detached_jws import sign_body
from interfaces.dialects.ucp.signing.keys import Jwk, ShopKey
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, creation
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, URL, profile
from tests.interfaces.dialects.ucp.signing.signing import signed

KEY = ShopKey.of(generate_private_key(SECP256R1()))
NEXT = ShopKey.of(generate_private_key(SECP256R1()))
NEW_VERSIONS = ("2026-04-08", "2026-08-25")
OLD_VERSIONS = ("2026-01-11", "2026-01-23")
BODY = json.dumps(creation(("item_123", 1))).encode()
_keys = itertools.count(1)


@pytest.fixture
async def demanding() -> AsyncIterator[AppFixture]:
    """A shop that demands signatures."""
    settings = UcpSettings(
        open=True, handlers=DEMO_HANDLERS, profiles="lenient", signatures="required"
    )
    app_fixture = AppFixture(ucp=settings)
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


def publish(app_fixture: AppFixture, *keys: Jwk, member: str = "signing_keys") -> None:
    """Put a profile with these keys."""
    app_fixture.platforms.put(URL, {**profile(CHECKOUT), member: list(keys)})


def head(version: str) -> dict[str, str]:
    """The headers of a creation without a signature."""
    return {
        "Content-Type": "application/json",
        "UCP-Agent": f'profile="{URL}"; version="{version}"',
        "Idempotency-Key": f"key-{next(_keys)}",
    }


async def create(
    app_fixture: AppFixture, headers: dict[str, str], body: bytes = BODY
) -> httpx.Response:
    """Send a creation."""
    return await app_fixture.client.post(ROOT, content=body, headers=headers)


def created(
    app_fixture: AppFixture, version: str, key: ShopKey = KEY, **more: Any
) -> dict[str, str]:
    """The headers of a signed creation."""
    sent = head(version)
    return sent | signed(key, "POST", f"https://tillroll.test{ROOT}", sent, BODY, **more)


@pytest.mark.parametrize("version", NEW_VERSIONS)
async def test_a_signed_purchase_begins(demanding: AppFixture, version: str) -> None:
    """A message signature opens a checkout, reads it, and without one both are refused."""
    member = "keys" if version == "2026-08-25" else "signing_keys"
    publish(demanding, KEY.jwk, member=member)
    answer = await create(demanding, created(demanding, version))
    assert answer.status_code == 201, answer.text
    path = f"{ROOT}/{answer.json()['id']}?version=1"
    sent = {"UCP-Agent": f'profile="{URL}"; version="{version}"'}
    read = sent | signed(KEY, "GET", f"https://tillroll.test{path}", sent, b"")
    assert (await demanding.client.get(path, headers=read)).status_code == 200
    for refused in (
        await create(demanding, head(version)),
        await demanding.client.get(path, headers=sent),
    ):
        assert (refused.status_code, refused.json()["code"]) == (401, "signature_missing")
        assert refused.json()["ucp"]["version"] == version


@pytest.mark.parametrize("version", OLD_VERSIONS)
async def test_a_signed_body_of_january(demanding: AppFixture, version: str) -> None:
    """A detached JWS of the body is accepted, that of another body is not, and a placeholder is none."""
    publish(demanding, KEY.jwk)
    answer = await create(demanding, head(version) | dict(sign_body(KEY, BODY)))
    assert answer.status_code == 201, answer.text
    other = await create(demanding, head(version) | dict(sign_body(KEY, b"{}")))
    assert (other.status_code, other.json()["code"]) == (401, "signature_invalid")
    none = await create(demanding, head(version) | {"Request-Signature": "test"})
    assert (none.status_code, none.json()["code"]) == (401, "signature_missing")
    later = await create(demanding, head(NEW_VERSIONS[0]) | dict(sign_body(KEY, BODY)))
    assert later.json()["code"] == "signature_missing"


async def test_a_signature_is_checked_where_it_is(app_fixture: AppFixture) -> None:
    """By default nobody has to sign, but what is signed has to be right."""
    publish(app_fixture, KEY.jwk)
    version = NEW_VERSIONS[0]
    assert (await create(app_fixture, head(version))).status_code == 201
    right = created(app_fixture, version)
    assert (await create(app_fixture, right)).status_code == 201
    wrong = right | {"Idempotency-Key": "another"}
    refused = await create(app_fixture, wrong)
    assert (refused.status_code, refused.json()["code"]) == (401, "signature_invalid")
    body = await create(app_fixture, created(app_fixture, version), BODY.replace(b"1", b"2", 1))
    assert (body.status_code, body.json()["code"]) == (400, "digest_mismatch")
    cut = await create(app_fixture, created(app_fixture, version) | {"Signature": "sig1=:"})
    assert (cut.status_code, cut.json()["code"]) == (401, "signature_invalid")


@pytest.mark.parametrize("left_out", ["@method", "ucp-agent", "idempotency-key", "content-digest"])
async def test_a_signature_that_leaves_out_a_part_is_none(
    demanding: AppFixture, left_out: str
) -> None:
    """It does not count where a signature is demanded."""
    publish(demanding, KEY.jwk)
    answer = await create(demanding, created(demanding, NEW_VERSIONS[0], left_out=left_out))
    assert answer.json()["code"] == "signature_missing"


async def test_the_time_of_a_signature(demanding: AppFixture) -> None:
    """One that has expired, or was made in the future, is refused by the clock of the shop."""
    publish(demanding, KEY.jwk)
    now, hour = demanding.time, timedelta(hours=1)
    for times, status in (
        ({"created": now, "expires": now + hour}, 201),
        ({"created": now - hour, "expires": now - hour / 2}, 401),
        ({"created": now + hour}, 401),
    ):
        answer = await create(demanding, created(demanding, NEW_VERSIONS[0], KEY, **times))
        assert answer.status_code == status, answer.text


async def test_the_keys_of_a_platform_change(demanding: AppFixture) -> None:
    """An unknown key fetches the profile anew, once a minute and once for all requests; a removed one is gone."""
    publish(demanding, KEY.jwk)
    version = NEW_VERSIONS[0]
    assert (await create(demanding, created(demanding, version))).status_code == 201
    publish(demanding, NEXT.jwk)
    early = await create(demanding, created(demanding, version, NEXT))
    assert (early.status_code, early.json()["code"]) == (401, "key_not_found")
    assert demanding.platforms.fetched == {URL: 1}
    demanding.time += timedelta(seconds=61)
    together = [create(demanding, created(demanding, version, NEXT)) for _ in range(5)]
    assert {each.status_code for each in await asyncio.gather(*together)} == {201}
    assert demanding.platforms.fetched == {URL: 2}
    gone = await create(demanding, created(demanding, version))
    assert gone.json()["code"] == "key_not_found"


async def test_a_profile_that_cannot_be_fetched_anew_is_kept(demanding: AppFixture) -> None:
    """An unknown key does not take the known keys away while the platform is out of reach."""
    publish(demanding, KEY.jwk)
    version = NEW_VERSIONS[0]
    assert (await create(demanding, created(demanding, version))).status_code == 201
    demanding.platforms.answers.clear()
    demanding.time += timedelta(seconds=61)
    unknown = await create(demanding, created(demanding, version, NEXT))
    assert unknown.json()["code"] == "key_not_found"
    assert (await create(demanding, created(demanding, version))).status_code == 201


async def test_a_key_of_another_kind(demanding: AppFixture) -> None:
    """It cannot be used, and does not spoil those beside it; without a profile nothing is verified."""
    other = {"kid": KEY.kid, "kty": "OKP", "crv": "Ed25519", "x": "AA"}
    publish(demanding, other, NEXT.jwk)
    version = NEW_VERSIONS[0]
    answer = await create(demanding, created(demanding, version))
    assert (answer.status_code, answer.json()["code"]) == (400, "algorithm_unsupported")
    assert (await create(demanding, created(demanding, version, NEXT))).status_code == 201


async def test_a_profile_without_an_answer(demanding: AppFixture) -> None:
    """A signature cannot be verified then, and the request is refused."""
    answer = await create(demanding, created(demanding, NEW_VERSIONS[0]))
    assert (answer.status_code, answer.json()["code"]) == (424, "profile_unreachable")
