"""Authentication: bearer tokens, shared keys, and credentials that are refused."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import msgspec
import pytest
from fastapi import Request

from interfaces.dialects.walley.auth.bearer_tokens import EXPIRES_IN, BearerTokens
from interfaces.dialects.walley.auth.credentials import Credentials
from interfaces.dialects.walley.settings import WalleyClient, WalleySettings, WalleySharedKey
from interfaces.http.merchant_settings import MerchantSettings
from tests.interfaces.dialects.walley.app_fixture import CHECKOUT_ID, OPENED_AT, AppFixture


def server_key() -> bytes:
    """The server's key for tokens."""
    return b"k" * 32


def _signed(username: str, key: str, path: str, body: bytes = b"", *, upper: bool = False) -> str:
    digest = hashlib.sha256(body + path.encode() + key.encode()).hexdigest()
    text = f"{username}:{digest.upper() if upper else digest}"
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("scheme", ["SharedKey", "sharedkey", "Bearer", "BEARER"])
@pytest.mark.parametrize("upper", [True, False])
async def test_a_shared_key_is_accepted_in_both_schemes(
    app_fixture: AppFixture, scheme: str, upper: bool
) -> None:
    """SharedKey credentials are accepted behind Bearer too, as in the documentation, and in both hex cases."""
    path = await app_fixture.opened()

    signed = _signed("demo", "demo-access-key", path, upper=upper)
    answer = await app_fixture.ask("GET", path, Authorization=f"{scheme} {signed}")

    assert answer.status_code == 200


async def test_a_shared_key_is_over_the_path_as_received(app_fixture: AppFixture) -> None:
    """The signature covers the path as sent, with a trailing slash and without the query."""
    path = await app_fixture.opened()

    slashed = _signed("demo", "demo-access-key", f"{path}/")
    answers = [
        await app_fixture.ask("GET", f"{path}/", Authorization=f"SharedKey {slashed}"),
        await app_fixture.ask("GET", f"{path}/?version=1", Authorization=f"SharedKey {slashed}"),
        await app_fixture.ask("GET", path, Authorization=f"SharedKey {slashed}"),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 401]


async def test_a_shared_key_without_base64_padding_is_accepted(app_fixture: AppFixture) -> None:
    """Base64 without its padding is accepted, since some encoders omit it."""
    path = await app_fixture.opened()
    signed = _signed("demo", "demo-access-key", path).rstrip("=")

    assert (
        await app_fixture.ask("GET", path, Authorization=f"SharedKey {signed}")
    ).status_code == 200


async def test_events_have_the_username_of_a_shared_key(app_fixture: AppFixture) -> None:
    """The actor of the events is the username, never the key."""
    path = await app_fixture.opened()
    body = b'{"reference":"R"}'

    signed = _signed("demo", "demo-access-key", f"{path}/reference", body)
    await app_fixture.ask("PUT", f"{path}/reference", body, Authorization=f"SharedKey {signed}")

    *_, event = await app_fixture.store.events(CHECKOUT_ID)
    assert event.provenance.actor == "shop:demo"


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic ZGVtbzpkZW1v",
        "Bearer a.b.c",
        "Bearer ...",
        "Bearer .",
        "SharedKey",
        "SharedKey !!!!",
        "SharedKey /w==",
        "SharedKey " + base64.b64encode(b"demo").decode(),
        "SharedKey " + base64.b64encode(b"demo:").decode(),
        "SharedKey " + base64.b64encode("demo:é".encode()).decode(),
        "Bearer " + "a" * 5000 + ".b.c",
        "Bearer " + base64.b64encode(b"[" * 1500).decode() + ".b.c",
    ],
)
async def test_other_authorization_is_refused(app_fixture: AppFixture, authorization: str) -> None:
    """Any other Authorization header gets 401 with the accepted schemes."""
    answer = await app_fixture.ask("GET", f"/checkouts/{CHECKOUT_ID}", Authorization=authorization)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer, SharedKey"
    assert answer.json()["error"]["code"] == 401


async def test_a_token_is_valid_longer_than_expires_in(app_fixture: AppFixture) -> None:
    """A token is valid for 60 s longer than `expires_in`, and no longer."""
    path = await app_fixture.opened()
    bearer = f"Bearer {await app_fixture.token()}"

    statuses = []
    for seconds in (EXPIRES_IN, EXPIRES_IN + 59, EXPIRES_IN + 60, EXPIRES_IN):
        app_fixture.time = OPENED_AT + timedelta(seconds=seconds)
        statuses.append((await app_fixture.ask("GET", path, Authorization=bearer)).status_code)

    assert statuses == [200, 200, 401, 200]


async def test_a_token_is_valid_in_another_process(app_fixture: AppFixture) -> None:
    """Tokens are not stored: another process with the client's secret accepts them."""
    token = await AppFixture().token()

    answer = await app_fixture.ask(
        "GET", f"/checkouts/{CHECKOUT_ID}", Authorization=f"Bearer {token}"
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [("demo-secret", "HS256"), ("other", "HS256"), ("", "none")],
)
def test_a_forged_token_is_refused(key: str, algorithm: str) -> None:
    """A token signed with the bare secret, with another key or without a key is refused."""
    claims = {"iss": "tillroll", "sub": "demo-client", "exp": 2**40}
    padded = hashlib.sha256(key.encode()).digest() if key == "other" else key.ljust(32, "\0")
    signing: Any = padded if algorithm == "HS256" else None
    forged = jwt.encode(claims, signing, algorithm, headers={"kid": "demo-client"})

    tokens = BearerTokens([("demo-client", "demo-secret")], lambda: OPENED_AT, server_key)

    assert tokens.client_of(forged) is None


NOW = int(OPENED_AT.timestamp())
CLAIMS: dict[str, Any] = {"iss": "tillroll", "sub": "a", "iat": NOW, "exp": NOW + EXPIRES_IN}


@pytest.mark.parametrize(
    "changed",
    [
        {"sub": "b"},
        {"sub": ""},
        {"sub": 7},
        {"sub": None},
        {"exp": 2**40},
        {"exp": str(NOW + EXPIRES_IN)},
        {"exp": float(NOW + 1)},
        {"exp": True},
        {"iat": str(NOW)},
        {"iat": None},
        {"iat": NOW + EXPIRES_IN + 1},
    ],
)
def test_the_claims_of_a_signed_token_are_checked(changed: dict[str, object]) -> None:
    """The subject must be the key's client, the times must be whole numbers, and the lifetime is limited."""
    tokens = BearerTokens([("a", "one"), ("b", "two")], lambda: OPENED_AT, server_key)
    key = tokens.key_of("a", "one")

    assert tokens.client_of(_encode_unchecked(key, CLAIMS)) == "a"
    assert tokens.client_of(_encode_unchecked(key, CLAIMS | changed)) is None


def test_a_token_needs_the_servers_key() -> None:
    """A merchant that knows its secret cannot sign a token without the server's key."""
    mine = BearerTokens(
        [("a", "one")], lambda: OPENED_AT, lambda: b"another installation, another key"
    )
    tokens = BearerTokens([("a", "one")], lambda: OPENED_AT, server_key)

    assert tokens.client_of(tokens.issue("a", "one")) == "a"
    assert tokens.client_of(mine.issue("a", "one")) is None


def test_equal_concatenations_of_id_and_secret_have_different_keys() -> None:
    """The client `ab` with the secret `c` and the client `a` with the secret `bc` have different keys."""
    tokens = BearerTokens([("ab", "c"), ("a", "bc")], lambda: OPENED_AT, server_key)

    assert tokens.key_of("ab", "c") != tokens.key_of("a", "bc")


def _encode_unchecked(key: bytes, claims: dict[str, Any]) -> str:
    """A token with any claims, including claims that the library refuses to encode."""
    head = {"alg": "HS256", "typ": "JWT", "kid": "a"}
    return jwt.PyJWS().encode(msgspec.json.encode(claims), key, "HS256", headers=head)


def test_a_token_is_refused_after_its_secret_is_removed() -> None:
    """A token is refused when its secret is removed from the configuration."""
    token = BearerTokens([("c", "old")], lambda: OPENED_AT, server_key).issue("c", "old")

    rotating = BearerTokens([("c", "new"), ("c", "old")], lambda: OPENED_AT, server_key)
    rotated = BearerTokens([("c", "new")], lambda: OPENED_AT, server_key)

    assert rotating.client_of(token) == "c"
    assert rotated.client_of(token) is None


def test_the_number_of_cached_tokens_is_limited() -> None:
    """A client that requests many tokens does not increase the memory beyond the limit of the cache."""
    time = datetime(2026, 1, 1, tzinfo=UTC)
    tokens = BearerTokens([("c", "s")], lambda: time, server_key)
    issued = []
    for _ in range(1_100):
        time += timedelta(seconds=1)
        issued.append(tokens.issue("c", "s"))

    assert {tokens.client_of(token) for token in issued} == {"c"}
    assert len(tokens._verified) == 1_000


async def test_every_secret_of_a_rotation_is_accepted() -> None:
    """Two clients, and two secrets of one client, all authenticate the merchant during a rotation."""
    settings = WalleySettings(
        store_ids=(1,),
        clients=(
            WalleyClient("a", "one"),
            WalleyClient("a", "two"),
            WalleyClient("b", "three"),
        ),
        shared_keys=(WalleySharedKey("u", "x"), WalleySharedKey("u", "y")),
    )
    credentials = Credentials([MerchantSettings("m", settings)], lambda: OPENED_AT, server_key)
    pairs = (("a", "one"), ("a", "two"), ("b", "three"))
    given = [f"Bearer {credentials.issue_token(*pair)}" for pair in pairs]
    given += [f"SharedKey {_signed('u', key, '/')}" for key in ("x", "y")]

    callers = [await credentials.caller(_request(authorization)) for authorization in given]

    assert {caller.merchant for caller in callers} == {"m"}
    assert [caller.name for caller in callers] == ["a", "a", "b", "u", "u"]


def _request(authorization: str) -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"authorization", authorization.encode())]
    return Request({"type": "http", "path": "/", "raw_path": b"/", "headers": headers}, receive)


async def test_the_checkout_of_another_merchant_gets_404(app_fixture: AppFixture) -> None:
    """Another merchant's checkout gets the same 404 as an unknown id, so ids cannot be probed."""
    path = await app_fixture.opened()
    bearer = f"Bearer {await app_fixture.token('other')}"
    unknown = path.replace(CHECKOUT_ID, CHECKOUT_ID.replace("1", "2"))

    theirs = [await app_fixture.ask("GET", path, Authorization=bearer, X_Request_Id="r")]
    unknowns = [await app_fixture.ask("GET", unknown, Authorization=bearer, X_Request_Id="r")]
    for part in ("", "/cart", "/fees", "/shippingProperties", "/metadata", "/reference"):
        body = {"cart": [], "items": [], "reference": "R"}
        for url, answers in ((path, theirs), (unknown, unknowns)):
            answer = await app_fixture.ask(
                "PUT", url + part, body, Authorization=bearer, X_Request_Id="r"
            )
            answers.append(answer)

    assert {answer.status_code for answer in theirs} == {404}
    assert [answer.content for answer in theirs] == [answer.content for answer in unknowns]
