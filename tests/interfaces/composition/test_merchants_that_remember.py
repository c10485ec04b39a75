"""Which merchants remember the addresses of purchases."""

from pathlib import Path

from interfaces.composition.address_books import merchants_that_remember
from interfaces.configuration.loading import load_configuration

_TEXT = """
[[merchants]]
id = "wants"
name = "Wants"
[merchants.selling]
currency = "SEK"
remembers_addresses = true
[[merchants]]
id = "silent"
name = "Silent"
[merchants.selling]
currency = "SEK"
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
