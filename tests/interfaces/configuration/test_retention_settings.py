"""The settings of retention and of the file of destroyed keys."""

from pathlib import Path

import pytest

from interfaces.composition.erasures import destroyed_key_list, retention_policy
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.storage.files.destroyed_keys import DestroyedKeyFile

SHOP = '[[merchants]]\nid = "shop"\nname = "Shop"\n'
OTHER = '[[merchants]]\nid = "other"\nname = "Other"\n'


def _loaded(folder: Path, text: str) -> Configuration:
    file = folder / "tillroll.toml"
    file.write_text(text)
    return load_configuration(file, production=False)


def test_each_merchant_has_its_own_retention(tmp_path: Path) -> None:
    """A merchant without the setting is not in the policy: its data is kept until its erasure is requested."""
    loaded = _loaded(tmp_path, f"{SHOP}[merchants.retention]\nperson_days = 730\n{OTHER}")
    assert retention_policy(loaded.merchants).person_days == {"shop": 730}


@pytest.mark.parametrize("days", ["0", "-1", '"730"', "36501", "1.5"])
def test_a_retention_is_a_number_of_days(tmp_path: Path, days: str) -> None:
    """Another value is refused at start. Zero would erase data of purchases that are not delivered yet."""
    with pytest.raises(ConfigurationRefused):
        _loaded(tmp_path, f"{SHOP}[merchants.retention]\nperson_days = {days}\n")


def test_the_file_of_destroyed_keys_is_configured(tmp_path: Path) -> None:
    """The demo has one. Other configurations name theirs, and an empty name is refused."""
    text = f'[keys]\ndestroyed_keys_file = "destroyed.ndjson"\n{SHOP}'
    assert isinstance(destroyed_key_list(_loaded(tmp_path, text).keys), DestroyedKeyFile)
    assert isinstance(destroyed_key_list(demo_configuration().keys), DestroyedKeyFile)
    assert not isinstance(destroyed_key_list(_loaded(tmp_path, SHOP).keys), DestroyedKeyFile)
    with pytest.raises(ConfigurationRefused):
        _loaded(tmp_path, f'[keys]\ndestroyed_keys_file = ""\n{SHOP}')
