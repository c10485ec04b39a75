"""The settings of a database with standbys."""

from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.storage.postgres.replication.required import RequiredStandbys


def _load(folder: Path, table: str) -> Configuration:
    file = folder / "tillroll.toml"
    file.write_text(f"merchants = []\n[storage]\n{table}")
    return load_configuration(file, production=False)


@pytest.mark.parametrize(
    ("table", "required"),
    [
        ("", RequiredStandbys()),
        ("standbys = 1", RequiredStandbys(number=1)),
        ('standbys = 2\nwithout_standbys = "refuse"', RequiredStandbys(number=2)),
        ('standbys = 1\nwithout_standbys = "warn"', RequiredStandbys(number=1, only_warns=True)),
    ],
)
def test_required_standbys(tmp_path: Path, table: str, required: RequiredStandbys) -> None:
    """None are required by default, and changes are refused without those that are."""
    assert _load(tmp_path, table).storage.required_standbys == required


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("standbys = -1", "Expected `int` >= 0 - at `$.storage.standbys`"),
        ('without_standbys = "warn"', "only where `standbys` is 1 or more"),
        ('standbys = 1\nwithout_standbys = "wait"', "without_standbys"),
        ('replica_url = "host=b"', "storage.replica_url"),
        ("replica_within_seconds = 5", "only with `replica_url`"),
        ("audit_log_processes = 0", "audit_log_processes"),
        ("replicas = 1", "unknown field `replicas`"),
    ],
)
def test_refused_settings(tmp_path: Path, table: str, reason: str) -> None:
    """A setting that cannot be meant is refused with what is wrong."""
    with pytest.raises(ConfigurationRefused, match=reason.replace("$", r"\$")):
        _load(tmp_path, table)
