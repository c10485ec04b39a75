"""Secrets in the configuration may be hashes: the secret is accepted, and its hash is not."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import Request

from interfaces.api.payments.auth import PaymentKeys
from interfaces.api.readers.auth import HistoryKeys
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.merchants import payment_keys, selling_merchants, walley_merchants
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.dialects.session.auth import READ, ApiKeys
from interfaces.dialects.walley.auth.credentials import Credentials
from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.runtime.secret_digests import hash_secret

SECRETS = (
    "a-client-secret-of-ours",
    "a-payment-key-of-ours",
    "an-api-key-of-ours",
    "a-history-key",
)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SHOP = """
demo = true
[[merchants]]
id = "shop"
name = "Shop"
payment_keys = ["{1}"]
[merchants.walley]
store_ids = [1]
token_key = "{token_key}"
clients = [{{ client_id = "client", client_secret = "{0}" }}]
shared_keys = [{{ username = "user", access_key = "{access_key}" }}]
[merchants.selling]
keys = [{{ name = "agent", key = "{2}" }}]

[[history_keys]]
name = "auditor"
key = "{3}"
merchants = "all"
"""
SERVER_KEY = b"k" * 32
TOKEN_KEY = "only-this-server-knows-its-token-key"


def _loaded(
    folder: Path,
    *secrets: str,
    access_key: str = "the-access-key",
    token_key: str = "",
    production: bool = False,
) -> Configuration:
    file = folder / "tillroll.toml"
    text = SHOP.format(*secrets, access_key=access_key, token_key=token_key)
    file.write_text(text.replace('token_key = ""\n', ""))
    return load_configuration(file, production=production)


def _request(key: str) -> Request:
    headers = [(b"authorization", f"Bearer {key}".encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


def _upper_case_hash(secret: str) -> str:
    return f"sha256:{hash_secret(secret)[7:].upper()}"


@pytest.mark.parametrize("form", [hash_secret, str, _upper_case_hash])
async def test_a_secret_can_be_configured_in_plain_text_or_hashed(
    tmp_path: Path, form: Callable[[str], str]
) -> None:
    """A secret of each kind that is only compared can be hashed, and so can the secret of a token."""
    known = _loaded(tmp_path, *map(form, SECRETS))
    client, payment, api, history = SECRETS
    credentials = Credentials(walley_merchants(known.merchants), lambda: NOW, lambda: SERVER_KEY)
    token = credentials.issue_token("client", client)
    assert (await credentials.caller(_request(token))).merchant == "shop"
    assert PaymentKeys(payment_keys(known.merchants)).owner(payment) == "shop"
    assert (
        ApiKeys(selling_merchants(known.merchants)).authenticate(_request(api), READ).merchant
        == "shop"
    )
    assert HistoryKeys(known.history_keys).reader(history).name == "auditor"


def test_a_hash_does_not_authenticate(tmp_path: Path) -> None:
    """The hash in the configuration is no valid credential."""
    known = _loaded(tmp_path, *map(hash_secret, SECRETS))
    client, payment, api, history = map(hash_secret, SECRETS)
    with pytest.raises(Unauthenticated):
        Credentials(walley_merchants(known.merchants), lambda: NOW, lambda: SERVER_KEY).issue_token(
            "client", client
        )
    with pytest.raises(Unauthenticated):
        PaymentKeys(payment_keys(known.merchants)).owner(payment)
    with pytest.raises(Unauthenticated):
        ApiKeys(selling_merchants(known.merchants)).authenticate(_request(api), READ)
    with pytest.raises(Unauthenticated):
        HistoryKeys(known.history_keys).reader(history)


async def test_a_token_stays_valid_when_its_secret_is_hashed(tmp_path: Path) -> None:
    """A token stays valid when its secret is hashed, and becomes invalid with another secret."""
    plain = Credentials(
        walley_merchants(_loaded(tmp_path, *SECRETS).merchants), lambda: NOW, lambda: SERVER_KEY
    )
    token = plain.issue_token("client", SECRETS[0])
    hashes = tuple(map(hash_secret, SECRETS))
    after = Credentials(
        walley_merchants(_loaded(tmp_path, *hashes).merchants), lambda: NOW, lambda: SERVER_KEY
    )
    assert (await after.caller(_request(token))).name == "client"
    renewed = _loaded(tmp_path, "another-client-secret", *SECRETS[1:])
    with pytest.raises(Unauthenticated):
        await Credentials(
            walley_merchants(renewed.merchants), lambda: NOW, lambda: SERVER_KEY
        ).caller(_request(token))


def test_a_token_needs_the_key_of_the_installation(tmp_path: Path) -> None:
    """A token signed with a guessed installation key is refused. The key is in no configuration."""
    merchants = _loaded(tmp_path, *map(hash_secret, SECRETS)).merchants
    ours = Credentials(walley_merchants(merchants), lambda: NOW, lambda: SERVER_KEY)
    forged = Credentials(walley_merchants(merchants), lambda: NOW, lambda: b"guessed".ljust(32))
    token = forged.issue_token("client", SECRETS[0])
    with pytest.raises(Unauthenticated):
        ours._caller_by_token(token)


@pytest.mark.parametrize("token_key", ["", "short", TOKEN_KEY, TOKEN_KEY[::-1]])
async def test_the_token_key_of_an_older_file_has_no_effect(tmp_path: Path, token_key: str) -> None:
    """An old `token_key` is neither needed nor checked, and is listed among the ignored settings."""
    older = _loaded(tmp_path, *map(hash_secret, SECRETS), token_key=token_key)
    plain = Credentials(
        walley_merchants(_loaded(tmp_path, *SECRETS).merchants), lambda: NOW, lambda: SERVER_KEY
    )
    token = plain.issue_token("client", SECRETS[0])
    credentials = Credentials(walley_merchants(older.merchants), lambda: NOW, lambda: SERVER_KEY)
    assert (await credentials.caller(_request(token))).name == "client"
    expected = ["merchants[0].walley.token_key"] if token_key else []
    assert [*older.ignored_settings()] == expected


@pytest.mark.parametrize("secret", ["sha256:", "sha256:" + "0" * 63, "sha256:" + "g" * 64])
def test_an_invalid_hash_is_refused(tmp_path: Path, secret: str) -> None:
    """An invalid hash in the configuration is refused, since no secret would match it."""
    with pytest.raises(ConfigurationRefused, match="64 hexadecimal digits"):
        _loaded(tmp_path, secret, *SECRETS[1:])


def test_a_signing_key_cannot_be_hashed(tmp_path: Path) -> None:
    """A key that signs requests cannot be hashed, since the hash would be used as the key."""
    with pytest.raises(ConfigurationRefused, match="cannot be hashed"):
        _loaded(tmp_path, *SECRETS, access_key=hash_secret("the-access-key"))


@pytest.mark.parametrize("place", range(4))
def test_production_refuses_hashed_demo_secrets(tmp_path: Path, place: int) -> None:
    """Production refuses a demo secret in plain text and as a hash."""
    demo = ("demo-secret", "demo-payments", "sk_test_demo", "demo-auditor")[place]
    secrets = [*SECRETS]
    secrets[place] = hash_secret(demo)
    with pytest.raises(ConfigurationRefused, match="everybody"):
        _loaded(tmp_path, *secrets, production=True)
    _loaded(tmp_path, *secrets)


def test_a_key_and_its_hash_count_as_duplicates(tmp_path: Path) -> None:
    """A key and its hash together are refused as a duplicate, without showing the key."""
    with pytest.raises(ConfigurationRefused, match="the same payment key twice"):
        _loaded(tmp_path, SECRETS[0], f'{SECRETS[1]}", "{hash_secret(SECRETS[1])}', *SECRETS[2:])


def test_the_command_hashes_secrets() -> None:
    """The command hashes a secret from standard input or a new one, and refuses a short one."""

    def run(*options: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "interfaces.cli.main", "hash-secret", *options]
        return subprocess.run(command, input=given, capture_output=True, text=True, check=False)

    assert run(given="a-client-secret-of-ours\n").stdout.strip() == hash_secret(SECRETS[0])
    secret, hash_of_it = run("--new").stdout.split()
    assert hash_secret(secret) == hash_of_it
    assert run(given="short\n").returncode == 2
