"""`tillroll init`: the files that it writes, and what it refuses."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from interfaces.api.console.settings import ConsoleSettings
from interfaces.configuration.limits import LimitSettings
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.serving import (
    BodySettings,
    DeliverySettings,
    PlaceSettings,
    ServingSettings,
)
from interfaces.configuration.settings import CheckoutSettings, Configuration
from interfaces.storage.master_key_file import read_master_keys
from interfaces.storage.signing_key_file import read_signing_key
from tests.interfaces.cli.conftest import Tillroll

_PRINTED = re.compile(r"^  (.+?) {2,}([A-Za-z0-9_-]{43})$", re.MULTILINE)
_SECTIONS = (
    *(CheckoutSettings, ServingSettings, PlaceSettings, BodySettings),
    *(LimitSettings, DeliverySettings, ConsoleSettings),
)


def _modes(folder: Path) -> dict[str, str]:
    return {file.name: f"{stat.S_IMODE(file.stat().st_mode):o}" for file in folder.iterdir()}


def test_a_new_configuration_is_ready_for_production(tillroll: Tillroll, tmp_path: Path) -> None:
    """Production accepts the file. Its secrets are printed, and those that are compared are in it as hashes only."""
    folder = tmp_path / "new"
    result = tillroll("init", str(folder), "--merchant", "tea", "--name", 'Tea "&" Co')
    assert result.exit_code == 0, result.output
    loaded = load_configuration(folder / "tillroll.toml", production=True)
    assert [(each.id, each.name) for each in loaded.merchants] == [("tea", 'Tea "&" Co')]
    printed = dict(_PRINTED.findall(result.output))
    text = (folder / "tillroll.toml").read_text()
    assert {name for name, secret in printed.items() if secret in text} == {"Svea secret"}
    assert len(set(printed.values())) == len(printed) == 5
    assert _modes(folder) == {"tillroll.toml": "600", "master.key": "600"}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_ledger_and_agents_are_added_where_they_are_wanted(
    tillroll: Tillroll, tmp_path: Path
) -> None:
    """--ledger-origin makes the key of a ledger, and --demo adds a key of agents, the demo provider, and UCP."""
    options = ("--ledger-origin", "shop.example/tillroll", "--demo")
    result = tillroll("init", str(tmp_path), *options)
    assert result.exit_code == 0, result.output
    loaded = load_configuration(tmp_path / "tillroll.toml", production=False)
    assert loaded.ledger is not None
    read_signing_key(tmp_path / loaded.ledger.key_file, loaded.ledger.origin)
    assert loaded.demo
    assert loaded.merchants[0].selling is not None
    assert loaded.merchants[0].ucp is not None
    uncommented = re.sub(
        r"^#(?=[a-z\[])", "", (tmp_path / "tillroll.toml").read_text(), flags=re.MULTILINE
    )
    shown = msgspec.toml.decode(uncommented, type=Configuration).merchants[0].ucp
    assert shown is not None
    assert shown.signing_key_files == ("signing.key",)
    assert "agents' key" in dict(_PRINTED.findall(result.output))
    assert set(_modes(tmp_path).values()) == {"600"}


def test_a_configuration_is_not_overwritten_by_accident(tillroll: Tillroll, tmp_path: Path) -> None:
    """A second run is refused. With --overwrite it draws new secrets, and keeps the master key."""
    assert tillroll("init", str(tmp_path)).exit_code == 0
    file, keys = tmp_path / "tillroll.toml", read_master_keys(tmp_path / "master.key")
    before = file.read_text()
    refused = tillroll("init", str(tmp_path))
    assert (refused.exit_code, file.read_text()) == (2, before)
    assert "--overwrite" in refused.output
    replaced = tillroll("init", str(tmp_path), "--overwrite")
    assert (replaced.exit_code, "master.key" in replaced.output) == (0, False)
    assert file.read_text() != before
    assert read_master_keys(tmp_path / "master.key") == keys


@pytest.mark.parametrize(
    "options", [("--merchant", "my shop"), ("--ledger-origin", "https://shop.example")]
)
def test_a_name_that_the_server_would_refuse_is_refused(
    tillroll: Tillroll, tmp_path: Path, options: tuple[str, str]
) -> None:
    """The id of the merchant and the origin are checked before anything is written."""
    folder = tmp_path / "new"
    assert tillroll("init", str(folder), *options).exit_code == 2
    assert not folder.exists()


def test_every_commented_setting_is_accepted(tillroll: Tillroll, tmp_path: Path) -> None:
    """The file with all "#" before settings removed is a configuration, and has every setting of the service."""
    assert tillroll("init", str(tmp_path), "--ledger-origin", "shop.example").exit_code == 0
    file = tmp_path / "tillroll.toml"
    text = re.sub(r"^#(?=[a-z\[])", "", file.read_text(), flags=re.MULTILINE)
    text = text.replace("(from tillroll hash-secret --new, in clear)", "x" * 32)
    loaded = msgspec.toml.decode(text, type=Configuration)
    assert loaded.serving.trusted_proxies == ("10.0.0.0/8",)
    named = set(re.findall(r"^([a-z_]+) = ", text, flags=re.MULTILINE))
    assert set(_settings()) - named == set()


def _settings() -> Iterator[str]:
    """The names of all settings of the service, but for those that are tables of their own."""
    for section in _SECTIONS:
        for each in msgspec.structs.fields(section):
            if each.name not in {"places", "bodies"}:
                yield each.name
