"""Signatures of answers, which the keys of the shop's profile verify."""

import base64
import hashlib
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from interfaces.configuration.demo.configuration import DEMO_HANDLERS
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.dialects.ucp.signing.keys import ShopKey
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, creation
from tests.interfaces.dialects.ucp.platforms import URL
from tests.interfaces.dialects.ucp.signing.receiving import verify

KEY = ShopKey.of(generate_private_key(SECP256R1()))
SIGNATURE = ("signature", "signature-input", "content-digest")


@pytest.fixture
async def signing() -> AsyncIterator[AppFixture]:
    """A shop that signs its answers."""
    settings = UcpSettings(
        open=True, handlers=DEMO_HANDLERS, profiles="lenient", signs_answers=True
    )
    app_fixture = AppFixture(ucp=settings, ucp_keys=(KEY,))
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


def is_signed(answer: httpx.Response) -> bool:
    """Whether an answer is signed as RFC 9421 has it, with the digest of its body."""
    found = re.fullmatch(
        r'sig1=(\("@status" "content-digest" "content-type"\);created=\d+;keyid="([^"]+)")',
        answer.headers["signature-input"],
    )
    assert found, answer.headers["signature-input"]
    assert found[2] == KEY.kid
    digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer.headers["content-digest"] == f"sha-256=:{digest}:"
    base = (
        f'"@status": {answer.status_code}\n'
        f'"content-digest": {answer.headers["content-digest"]}\n'
        f'"content-type": {answer.headers["content-type"]}\n'
        f'"@signature-params": {found[1]}'
    )
    signature = answer.headers["signature"].removeprefix("sig1=:").removesuffix(":")
    return verify(KEY.jwk, base64.b64decode(signature), base.encode())


@pytest.mark.parametrize("version", ["2026-04-08", "2026-08-25"])
async def test_answers_are_signed(signing: AppFixture, version: str) -> None:
    """Checkouts, orders, repeats, failures and errors are."""
    platform = Platform(signing, version=version)
    body = creation(("item_123", 1))
    opened = await platform.ask("POST", ROOT, body, Idempotency_Key="once")
    again = await platform.ask("POST", ROOT, body, Idempotency_Key="once")
    assert again.headers["idempotent-replayed"] == "true"
    paid = await platform.complete(await platform.ready(("item_123", 1)))
    order = await platform.ask("GET", f"/orders/{paid.json()['order']['id']}")
    unknown = await platform.ask("GET", f"{ROOT}/unknown")
    wrong = await platform.ask("POST", ROOT, {"line_items": 7})
    assert [each.status_code for each in (opened, unknown, wrong)] == [201, 200, 400]
    for answer in (opened, again, paid, order, unknown, wrong):
        assert is_signed(answer)


async def test_calls_of_tools_are_signed(signing: AppFixture) -> None:
    """The signature is that of the HTTP answer. One without a body has none."""
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    head = {"UCP-Agent": f'profile="{URL}"'}
    assert is_signed(await signing.client.post("/ucp/mcp", json=call, headers=head))
    notice = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    answer = await signing.client.post("/ucp/mcp", json=notice, headers=head)
    assert "signature" not in answer.headers


async def test_what_is_not_signed(signing: AppFixture, app_fixture: AppFixture) -> None:
    """Answers of January, documents, answers to unknown keys, and those of a shop without the setting."""
    january = Platform(signing, version="2026-01-11")
    first = await january.ask("POST", ROOT, creation(("item_123", 1)))
    document = await signing.client.get("/.well-known/ucp")
    unknown = await signing.client.post(ROOT, json={}, headers={"Authorization": "Bearer x"})
    usual = await Platform(app_fixture).ask("POST", ROOT, creation(("item_123", 1)))
    assert (unknown.status_code, usual.status_code) == (401, 201)
    for answer in (first, document, unknown, usual):
        assert not {*SIGNATURE} & {*answer.headers}
