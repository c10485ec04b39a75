"""Secrets in the configuration file: their length, characters and file permissions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.runtime.secret_digests import hash_secret

FIELDS = {
    "merchants[0].payment_keys[0]": "payment",
    "merchants[0].walley.clients[0].client_secret": "client",
    "merchants[0].walley.shared_keys[0].access_key": "access",
    "merchants[0].svea.credentials[0].secret": "svea",
    "merchants[0].selling.webhook_secret": "webhook",
    "history_keys[0].key": "history",
}
FILE = """
[[merchants]]
id = "my-shop"
name = "My Shop"
payment_keys = ["{payment}"]
[merchants.walley]
store_ids = [1]
clients = [{{ client_id = "client", client_secret = "{client}" }}]
shared_keys = [{{ username = "user", access_key = "{access}" }}]
[merchants.svea]
credentials = [{{ merchant_id = "1", secret = "{svea}" }}]
[merchants.selling]
webhook_secret = "{webhook}"
[[history_keys]]
name = "auditor"
key = "{history}"
merchants = "all"
"""


def _loaded(
    folder: Path,
    secret_of: Callable[[str], str],
    *,
    production: bool = False,
    demo: bool = False,
    mode: int = 0o600,
    other: dict[str, str] | None = None,
) -> Configuration:
    secrets = {name: secret_of(name) for name in FIELDS.values()}
    file = folder / "tillroll.toml"
    text = FILE.format(**(secrets | (other or {})))
    file.write_text("demo = true\n" * demo + text, encoding="utf-8")
    file.chmod(mode)
    return load_configuration(file, production=production)


def _of(length: int) -> Callable[[str], str]:
    return lambda name: name.ljust(length, "-")


@pytest.mark.parametrize("path", FIELDS)
@pytest.mark.parametrize(
    ("secret", "message"),
    [
        ("", "is empty"),
        ("fifteen-letters", "is shorter than 16"),
        ("a secret with white space", "white space"),
        ("a-secret-with-no-break\\u00a0space", "white space"),
        ("a-secret-with-a-zero\\u0000byte", "cannot be printed"),
    ],
)
def test_a_faulty_secret_is_named_by_its_field(
    tmp_path: Path, path: str, secret: str, message: str
) -> None:
    """The message names the field, for every field of a secret, and does not contain the secret."""
    with pytest.raises(ConfigurationRefused) as refused:
        _loaded(tmp_path, _of(16), other={FIELDS[path]: secret})
    assert path in str(refused.value)
    assert message in str(refused.value)
    assert not secret or secret not in str(refused.value)


def test_all_faulty_secrets_are_reported_together(tmp_path: Path) -> None:
    """One start of the server reports all faulty secrets."""
    with pytest.raises(ConfigurationRefused) as refused:
        _loaded(tmp_path, _of(15))
    assert all(path in str(refused.value) for path in FIELDS)


def test_production_requires_longer_secrets(tmp_path: Path) -> None:
    """16 characters are enough outside production, and 32 are required in it."""
    _loaded(tmp_path, _of(16))
    with pytest.raises(ConfigurationRefused, match="shorter than 32"):
        _loaded(tmp_path, _of(31), production=True)
    _loaded(tmp_path, _of(32), production=True)


def test_demo_mode_accepts_short_secrets_and_no_empty_ones(tmp_path: Path) -> None:
    """Demo mode accepts short secrets, because the demo's own are short and public."""
    assert _loaded(tmp_path, _of(3), demo=True).demo
    with pytest.raises(ConfigurationRefused, match="is empty"):
        _loaded(tmp_path, _of(3), demo=True, other={"payment": ""})


def test_a_hash_is_accepted_in_production(tmp_path: Path) -> None:
    """Secrets that are only compared may be given as hashes."""
    hashes = {name: hash_secret(name) for name in ("payment", "history")}
    assert _loaded(tmp_path, _of(32), production=True, other=hashes).merchants


@pytest.mark.parametrize("mode", [0o644, 0o604])
def test_production_refuses_a_world_readable_file(tmp_path: Path, mode: int) -> None:
    """The message has the command that corrects it. A group may read the file, and outside production any user may."""
    with pytest.raises(ConfigurationRefused, match="chmod o-r"):
        _loaded(tmp_path, _of(32), production=True, mode=mode)
    _loaded(tmp_path, _of(32), production=True, mode=0o640)
    _loaded(tmp_path, _of(32), mode=mode)
