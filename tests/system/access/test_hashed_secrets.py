"""Secrets may stand in the configuration as hashes: the secret is still good, and its hash is not."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import Request

from interfaces.api.history.auth import HistoryKeys
from interfaces.api.payments.auth import PaymentKeys
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.merchants import payment_keys, selling_merchants, walley_merchants
from interfaces.configuration.settings import Configuration, ConfigurationRefused
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


def _asking(key: str) -> Request:
    headers = [(b"authorization", f"Bearer {key}".encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


def _in_capitals(secret: str) -> str:
    return f"sha256:{hash_secret(secret)[7:].upper()}"


@pytest.mark.parametrize("form", [hash_secret, str, _in_capitals])
async def test_a_secret_is_good_in_either_form(tmp_path: Path, form: Callable[[str], str]) -> None:
    """Of every kind that is only compared, and so is the token that is issued for one."""
    known = _loaded(tmp_path, *map(form, SECRETS))
    client, payment, api, history = SECRETS
    credentials = Credentials(walley_merchants(known.merchants), lambda: NOW, lambda: SERVER_KEY)
    token = credentials.issue_token("client", client)
    assert (await credentials.caller(_asking(token))).merchant == "shop"
    assert PaymentKeys(payment_keys(known.merchants)).owner(payment) == "shop"
    assert (
        ApiKeys(selling_merchants(known.merchants)).authenticate(_asking(api), READ).merchant
        == "shop"
    )
    assert HistoryKeys(known.history_keys).reader(history).name == "auditor"


def test_a_hash_opens_nothing(tmp_path: Path) -> None:
    """Whoever reads the configuration has not what it takes to ask."""
    known = _loaded(tmp_path, *map(hash_secret, SECRETS))
    client, payment, api, history = map(hash_secret, SECRETS)
    with pytest.raises(Unauthenticated):
        Credentials(walley_merchants(known.merchants), lambda: NOW, lambda: SERVER_KEY).issue_token(
            "client", client
        )
    with pytest.raises(Unauthenticated):
        PaymentKeys(payment_keys(known.merchants)).owner(payment)
    with pytest.raises(Unauthenticated):
        ApiKeys(selling_merchants(known.merchants)).authenticate(_asking(api), READ)
    with pytest.raises(Unauthenticated):
        HistoryKeys(known.history_keys).reader(history)


async def test_tokens_outlive_the_hashing_of_their_secret(tmp_path: Path) -> None:
    """They end when the client gets another secret."""
    plain = Credentials(
        walley_merchants(_loaded(tmp_path, *SECRETS).merchants), lambda: NOW, lambda: SERVER_KEY
    )
    token = plain.issue_token("client", SECRETS[0])
    hashes = tuple(map(hash_secret, SECRETS))
    after = Credentials(
        walley_merchants(_loaded(tmp_path, *hashes).merchants), lambda: NOW, lambda: SERVER_KEY
    )
    assert (await after.caller(_asking(token))).name == "client"
    renewed = _loaded(tmp_path, "another-client-secret", *SECRETS[1:])
    with pytest.raises(Unauthenticated):
        await Credentials(
            walley_merchants(renewed.merchants), lambda: NOW, lambda: SERVER_KEY
        ).caller(_asking(token))


def test_a_hash_makes_no_token(tmp_path: Path) -> None:
    """Tokens need the key of the installation, which is in no configuration."""
    merchants = _loaded(tmp_path, *map(hash_secret, SECRETS)).merchants
    ours = Credentials(walley_merchants(merchants), lambda: NOW, lambda: SERVER_KEY)
    forged = Credentials(walley_merchants(merchants), lambda: NOW, lambda: b"guessed".ljust(32))
    token = forged.issue_token("client", SECRETS[0])
    with pytest.raises(Unauthenticated):
        ours._caller_by_token(token)


@pytest.mark.parametrize("token_key", ["", "short", TOKEN_KEY, TOKEN_KEY[::-1]])
async def test_the_token_key_of_an_older_file_has_no_effect(tmp_path: Path, token_key: str) -> None:
    """It is neither needed nor checked, and the configuration names it among what is ignored."""
    older = _loaded(tmp_path, *map(hash_secret, SECRETS), token_key=token_key)
    plain = Credentials(
        walley_merchants(_loaded(tmp_path, *SECRETS).merchants), lambda: NOW, lambda: SERVER_KEY
    )
    token = plain.issue_token("client", SECRETS[0])
    credentials = Credentials(walley_merchants(older.merchants), lambda: NOW, lambda: SERVER_KEY)
    assert (await credentials.caller(_asking(token))).name == "client"
    expected = ["merchants[0].walley.token_key"] if token_key else []
    assert [*older.ignored_settings()] == expected


@pytest.mark.parametrize("secret", ["sha256:", "sha256:" + "0" * 63, "sha256:" + "g" * 64])
def test_what_only_looks_like_a_hash_is_refused(tmp_path: Path, secret: str) -> None:
    """It would be nobody's key, and nobody would know why."""
    with pytest.raises(ConfigurationRefused, match="64 hexadecimal digits"):
        _loaded(tmp_path, secret, *SECRETS[1:])


def test_what_signatures_are_made_of_is_not_hashed(tmp_path: Path) -> None:
    """The hash would be taken for the key itself."""
    with pytest.raises(ConfigurationRefused, match="cannot be hashed"):
        _loaded(tmp_path, *SECRETS, access_key=hash_secret("the-access-key"))


@pytest.mark.parametrize("place", range(4))
def test_production_knows_demo_secrets_by_their_hashes(tmp_path: Path, place: int) -> None:
    """A demo secret is one in any form."""
    demo = ("demo-secret", "demo-payments", "sk_test_demo", "demo-auditor")[place]
    secrets = [*SECRETS]
    secrets[place] = hash_secret(demo)
    with pytest.raises(ConfigurationRefused, match="everybody"):
        _loaded(tmp_path, *secrets, production=True)
    _loaded(tmp_path, *secrets)


def test_a_key_and_its_hash_are_one_key(tmp_path: Path) -> None:
    """Which is refused as any key that is there twice, without being named."""
    with pytest.raises(ConfigurationRefused, match="the same payment key twice"):
        _loaded(tmp_path, SECRETS[0], f'{SECRETS[1]}", "{hash_secret(SECRETS[1])}', *SECRETS[2:])


def test_the_command_hashes() -> None:
    """A secret from a pipe, or a new one, which it shows once; a short one is refused."""

    def run(*options: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "interfaces.cli.main", "hash-secret", *options]
        return subprocess.run(command, input=given, capture_output=True, text=True, check=False)

    assert run(given="a-client-secret-of-ours\n").stdout.strip() == hash_secret(SECRETS[0])
    secret, hash_of_it = run("--new").stdout.split()
    assert hash_secret(secret) == hash_of_it
    assert run(given="short\n").returncode == 2
