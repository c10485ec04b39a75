"""Which merchants remember the addresses of purchases."""

from pathlib import Path

from interfaces.composition.address_books import merchants_that_remember
from interfaces.configuration.loading import load_configuration

_TEXT = """
[[merchants]]
id = "wants"
name = "Wants"
[merchants.selling]
keys = [{ name = "agents", key = "sk_live_4f1c9d7a2b8e6053_wants" }]
remembers_addresses = true
[[merchants]]
id = "silent"
name = "Silent"
[merchants.selling]
keys = [{ name = "others", key = "sk_live_4f1c9d7a2b8e6053_silent" }]
[[merchants]]
id = "walley-only"
name = "Walley only"
"""


def test_only_merchants_that_say_so_remember(tmp_path: Path) -> None:
    """The setting is off by default, and where a merchant sells to no agents."""
    file = tmp_path / "tillroll.toml"
    file.write_text(_TEXT, encoding="utf-8")
    configuration = load_configuration(file, production=False)
    assert merchants_that_remember(configuration) == ("wants",)
