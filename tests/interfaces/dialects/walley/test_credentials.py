"""Whose request it is: tokens, shared keys, and what is taken for neither."""

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
    """The installation's key."""
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
    """The documents' own example has SharedKey credentials behind Bearer; hex has two cases."""
    path = await app_fixture.opened()

    signed = _signed("demo", "demo-access-key", path, upper=upper)
    answer = await app_fixture.ask("GET", path, Authorization=f"{scheme} {signed}")

    assert answer.status_code == 200


async def test_a_shared_key_is_over_the_path_as_received(app_fixture: AppFixture) -> None:
    """With the slash that the client put at its end, and without the query."""
    path = await app_fixture.opened()

    slashed = _signed("demo", "demo-access-key", f"{path}/")
    answers = [
        await app_fixture.ask("GET", f"{path}/", Authorization=f"SharedKey {slashed}"),
        await app_fixture.ask("GET", f"{path}/?version=1", Authorization=f"SharedKey {slashed}"),
        await app_fixture.ask("GET", path, Authorization=f"SharedKey {slashed}"),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 401]


async def test_a_shared_key_without_padding_is_read(app_fixture: AppFixture) -> None:
    """Some encoders leave the equals signs out."""
    path = await app_fixture.opened()
    signed = _signed("demo", "demo-access-key", path).rstrip("=")

    assert (
        await app_fixture.ask("GET", path, Authorization=f"SharedKey {signed}")
    ).status_code == 200


async def test_a_shared_key_names_its_user_in_the_history(app_fixture: AppFixture) -> None:
    """The actor is the username, never the key."""
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
    """401, with the schemes that would do, whatever was sent in their place."""
    answer = await app_fixture.ask("GET", f"/checkouts/{CHECKOUT_ID}", Authorization=authorization)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer, SharedKey"
    assert answer.json()["error"]["code"] == 401


async def test_a_token_is_valid_longer_than_expires_in(app_fixture: AppFixture) -> None:
    """Clients keep it for exactly `expires_in` seconds; it is valid for 60 s more, and no longer."""
    path = await app_fixture.opened()
    bearer = f"Bearer {await app_fixture.token()}"

    statuses = []
    for seconds in (EXPIRES_IN, EXPIRES_IN + 59, EXPIRES_IN + 60, EXPIRES_IN):
        app_fixture.time = OPENED_AT + timedelta(seconds=seconds)
        statuses.append((await app_fixture.ask("GET", path, Authorization=bearer)).status_code)

    assert statuses == [200, 200, 401, 200]


async def test_a_token_outlives_the_process_that_issued_it(app_fixture: AppFixture) -> None:
    """Nothing is stored: another process that knows the client's secret knows the token."""
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
    """Neither the bare secret signs one, nor another key, nor none."""
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
def test_what_a_signed_token_may_say(changed: dict[str, object]) -> None:
    """Signed with the right key: the subject is the client of that key, the times are whole, the life is bounded."""
    tokens = BearerTokens([("a", "one"), ("b", "two")], lambda: OPENED_AT, server_key)
    key = tokens.key_of("a", "one")

    assert tokens.client_of(_unchecked(key, CLAIMS)) == "a"
    assert tokens.client_of(_unchecked(key, CLAIMS | changed)) is None


def test_a_secret_alone_signs_no_token() -> None:
    """Each merchant knows its own secret; a token needs the installation's key as well."""
    mine = BearerTokens(
        [("a", "one")], lambda: OPENED_AT, lambda: b"another installation, another key"
    )
    tokens = BearerTokens([("a", "one")], lambda: OPENED_AT, server_key)

    assert tokens.client_of(tokens.issue("a", "one")) == "a"
    assert tokens.client_of(mine.issue("a", "one")) is None


def test_ids_and_secrets_that_join_alike_have_keys_of_their_own() -> None:
    """A client `ab` with the secret `c` is not the client `a` with the secret `bc`."""
    tokens = BearerTokens([("ab", "c"), ("a", "bc")], lambda: OPENED_AT, server_key)

    assert tokens.key_of("ab", "c") != tokens.key_of("a", "bc")


def _unchecked(key: bytes, claims: dict[str, Any]) -> str:
    """A token with any claims; the library would refuse to make some of them."""
    head = {"alg": "HS256", "typ": "JWT", "kid": "a"}
    return jwt.PyJWS().encode(msgspec.json.encode(claims), key, "HS256", headers=head)


def test_a_token_dies_with_its_secret() -> None:
    """A secret that is taken out of the configuration takes its tokens with it."""
    token = BearerTokens([("c", "old")], lambda: OPENED_AT, server_key).issue("c", "old")

    rotating = BearerTokens([("c", "new"), ("c", "old")], lambda: OPENED_AT, server_key)
    rotated = BearerTokens([("c", "new")], lambda: OPENED_AT, server_key)

    assert rotating.client_of(token) == "c"
    assert rotated.client_of(token) is None


def test_only_so_many_tokens_are_remembered() -> None:
    """A client that asks for a token with each request costs no more memory than one that keeps it."""
    time = datetime(2026, 1, 1, tzinfo=UTC)
    tokens = BearerTokens([("c", "s")], lambda: time, server_key)
    issued = []
    for _ in range(1_100):
        time += timedelta(seconds=1)
        issued.append(tokens.issue("c", "s"))

    assert {tokens.client_of(token) for token in issued} == {"c"}
    assert len(tokens._verified) == 1_000


async def test_every_secret_of_a_rotation_is_accepted() -> None:
    """Two clients, and two secrets of one name, all lead to the merchant while a secret is rotated."""
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

    callers = [await credentials.caller(_asking(authorization)) for authorization in given]

    assert {caller.merchant for caller in callers} == {"m"}
    assert [caller.name for caller in callers] == ["a", "a", "b", "u", "u"]


def _asking(authorization: str) -> Request:
    async def no_body() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"authorization", authorization.encode())]
    return Request({"type": "http", "path": "/", "raw_path": b"/", "headers": headers}, no_body)


async def test_a_merchant_never_touches_the_checkout_of_another(app_fixture: AppFixture) -> None:
    """404 and not 403, so that ids cannot be probed; the same body as for an unknown id."""
    path = await app_fixture.opened()
    bearer = f"Bearer {await app_fixture.token('other')}"
    unknown = path.replace(CHECKOUT_ID, CHECKOUT_ID.replace("1", "2"))

    theirs = [await app_fixture.ask("GET", path, Authorization=bearer, X_Request_Id="r")]
    nobodys = [await app_fixture.ask("GET", unknown, Authorization=bearer, X_Request_Id="r")]
    for part in ("", "/cart", "/fees", "/shippingProperties", "/metadata", "/reference"):
        body = {"cart": [], "items": [], "reference": "R"}
        for url, answers in ((path, theirs), (unknown, nobodys)):
            said = await app_fixture.ask(
                "PUT", url + part, body, Authorization=bearer, X_Request_Id="r"
            )
            answers.append(said)

    assert {answer.status_code for answer in theirs} == {404}
    assert [answer.content for answer in theirs] == [answer.content for answer in nobodys]
