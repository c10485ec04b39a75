"""The files of the keys with which merchants sign what they send to platforms."""

import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.merchants import ucp_merchants
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.reload import reload_configuration
from interfaces.configuration.settings import Configuration
from interfaces.configuration.signing_keys import (
    KeyFiles,
    inherited_key_files,
    prepare_key_files,
)
from interfaces.dialects.ucp.signing.keys import ShopKeys
from interfaces.runtime.live import Live
from interfaces.storage.ecdsa_key_file import create_ecdsa_key
from interfaces.storage.signing_key_file import create_signing_key

SHOP = """
[[merchants]]
id = "shop"
name = "Shop"
[merchants.selling]
[merchants.ucp]
signing_key_files = [{files}]
"""


def load(folder: Path, *files: str) -> Configuration:
    """Load a configuration whose merchant has these key files."""
    path = folder / "tillroll.toml"
    path.write_text(SHOP.format(files=", ".join(f'"{each}"' for each in files)))
    return load_configuration(path, production=False)


def keys_of(configuration: Configuration, files: KeyFiles) -> ShopKeys:
    """Return the keys of the only merchant that sells to platforms."""
    (shop,) = ucp_merchants(configuration.merchants, files.keys_of)
    return shop.settings.keys


def prepare(folder: Path, configuration: Configuration, *, production: bool = False) -> KeyFiles:
    """Prepare the files as a server without a database of its own does."""
    return prepare_key_files(configuration, folder / "tillroll.toml", None, production=production)


def test_files_are_found_beside_the_configuration(tmp_path: Path) -> None:
    """Paths are relative to its folder. The first file signs, and its processes get only the places."""
    for name in ("old.key", "new.key"):
        create_ecdsa_key(tmp_path / "keys" / name)
    configuration = load(tmp_path, "keys/new.key", str(tmp_path / "keys" / "old.key"))
    files = prepare(tmp_path, configuration)
    found = keys_of(configuration, files)
    turned = keys_of(load(tmp_path, "keys/old.key", "keys/new.key"), files)
    assert found.own == tuple(reversed(turned.own))
    assert found.signer == found.own[0]


def test_processes_inherit_the_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the server hands over has folders and no key; without it, files are relative to the working directory."""
    monkeypatch.setenv("TILLROLL_SIGNING_KEYS", "")
    assert inherited_key_files(os.environ) == KeyFiles()
    files = KeyFiles(folder=tmp_path, demo=tmp_path / "demo.key", is_production=True)
    files.hand_over()
    assert inherited_key_files(os.environ) == files


def _other_curve(file: Path) -> None:
    pem = generate_private_key(SECP384R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    file.write_bytes(pem)
    file.chmod(0o600)


def _readable_by_others(file: Path) -> None:
    create_ecdsa_key(file)
    file.chmod(0o640)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda file: None, "cannot be read"),
        (_readable_by_others, "chmod 600"),
        (create_signing_key, "none of the curve P-256"),
        (_other_curve, "none of the curve P-256"),
        (lambda file: os.close(os.open(file, os.O_CREAT, 0o600)), "no private key in PEM"),
    ],
)
def test_unusable_files_are_refused(tmp_path: Path, make: object, message: str) -> None:
    """A file that is missing, that others can read, or that has another key, stops the start with a sentence."""
    assert callable(make)
    make(tmp_path / "a.key")
    with pytest.raises(ConfigurationRefused, match=message):
        prepare(tmp_path, load(tmp_path, "a.key"))


def test_a_demo_makes_a_key_of_its_own(tmp_path: Path) -> None:
    """It is kept in the folder of the database. With a named database there is none."""
    demo = demo_configuration()
    first = prepare_key_files(demo, None, tmp_path, production=False)
    again = prepare_key_files(demo, None, tmp_path, production=False)
    assert keys_of(demo, first).own == keys_of(demo, again).own
    assert first.demo is not None
    assert stat.S_IMODE(first.demo.stat().st_mode) == 0o600
    without = prepare_key_files(demo, None, None, production=False)
    assert keys_of(demo, without).own == ()


def test_a_merchant_of_its_own_gets_no_demo_key(tmp_path: Path) -> None:
    """Outside demo mode no key is made, and a merchant without files has none."""
    configuration = load(tmp_path)
    files = prepare_key_files(configuration, None, tmp_path, production=False)
    assert keys_of(configuration, files).signer is None
    assert list(tmp_path.glob("*.key")) == []


def test_production_refuses_the_key_of_a_demo(tmp_path: Path) -> None:
    """A file that a demo made signs nothing there."""
    create_ecdsa_key(tmp_path / "a.key", for_demo=True)
    configuration = load(tmp_path, "a.key")
    prepare(tmp_path, configuration)
    with pytest.raises(ConfigurationRefused, match="was made for a demo"):
        prepare(tmp_path, configuration, production=True)


def test_a_reload_takes_the_next_key(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file that is named first signs from then on. If a file is unusable, the keys of before sign on."""
    for name in ("old.key", "new.key"):
        create_ecdsa_key(tmp_path / name)
    configuration = load(tmp_path, "old.key")
    files = prepare(tmp_path, configuration)
    live = Live(configuration)
    keys = live.derive(lambda each: keys_of(each, files))
    (old,) = keys.now.own

    reload_configuration(live, lambda: load(tmp_path, "new.key", "old.key"))
    new = keys.now.signer
    assert new is not None
    assert keys.now.own == (new, old)
    reload_configuration(live, lambda: load(tmp_path, "missing.key"))
    assert keys.now.own == (new, old)
    assert "cannot be read" in caplog.text
