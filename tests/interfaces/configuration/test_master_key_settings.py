"""Where the master key comes from: the environment, the configuration file, or the folder of the embedded database."""

from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.master_key import (
    FileSource,
    VariableSource,
    make_own_master_key,
    master_key_source,
)
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.storage.master_key_file import read_master_keys
from tests.master_key import MASTER_KEY, MASTER_KEYS


def test_the_environment_goes_first(tmp_path: Path) -> None:
    """A variable goes before the configuration file, and that before the file of the embedded database."""
    own = tmp_path / "master.key"
    assert master_key_source(
        {"TILLROLL_MASTER_KEY": MASTER_KEY}, configured="in-file", own=own
    ) == VariableSource(text=MASTER_KEY)
    assert master_key_source(
        {"TILLROLL_MASTER_KEY_FILE": "/keys/master"}, configured="in-file", own=own
    ) == FileSource(file=Path("/keys/master"))
    assert master_key_source({}, configured="/in-file", own=own) == FileSource(
        file=Path("/in-file")
    )
    assert master_key_source({}, own=own) == FileSource(file=own)


def test_the_master_key_of_a_variable() -> None:
    """The text of the variable is the master key, and the message of a faulty text names the variable only."""
    assert VariableSource(text=MASTER_KEY).open() == MASTER_KEYS
    assert MASTER_KEY not in str(VariableSource(text=MASTER_KEY))


def test_both_variables() -> None:
    """Both variables at once are refused, because one of them would be ignored."""
    with pytest.raises(ConfigurationRefused, match="both set"):
        master_key_source({"TILLROLL_MASTER_KEY": "a", "TILLROLL_MASTER_KEY_FILE": "b"})


def test_no_master_key() -> None:
    """Without a master key the message has the command that makes one, and the setting that names it."""
    with pytest.raises(ConfigurationRefused) as refused:
        master_key_source({"TILLROLL_MASTER_KEY": ""})
    assert "tillroll master-key new master.key" in str(refused.value)
    assert "export TILLROLL_MASTER_KEY_FILE=" in str(refused.value)


def test_the_settings_in_the_file(tmp_path: Path) -> None:
    """The path in [keys] is relative to the folder of the configuration file."""
    file = tmp_path / "tillroll.toml"
    file.write_text(
        'merchants = []\n[keys]\nmaster_key_file = "private/master.key"\nsell_without_old_keys = true\n'
    )
    keys = load_configuration(file, production=False).keys
    assert keys.sell_without_old_keys
    source = master_key_source({}, configured=keys.master_key_file, configuration_file=file)
    assert source == FileSource(file=tmp_path / "private" / "master.key")


def test_the_file_of_the_embedded_database_is_made_once(tmp_path: Path) -> None:
    """The file beside the embedded database is made at the first start, with mode 600, and kept afterwards."""
    own = tmp_path / "master.key"
    make_own_master_key(own, has_wrapped_keys=lambda: False, despite_lost=False)
    made = read_master_keys(own)
    make_own_master_key(own, has_wrapped_keys=lambda: True, despite_lost=False)
    assert read_master_keys(own) == made
    assert own.stat().st_mode & 0o777 == 0o600


def test_the_file_of_the_embedded_database_is_gone(tmp_path: Path) -> None:
    """A lost file is not replaced while keys need it, except where the configuration allows it."""
    own = tmp_path / "master.key"
    with pytest.raises(ConfigurationRefused, match="sell_without_old_keys = true"):
        make_own_master_key(own, has_wrapped_keys=lambda: True, despite_lost=False)
    assert not own.exists()
    make_own_master_key(own, has_wrapped_keys=lambda: True, despite_lost=True)
    assert read_master_keys(own).older == ()
