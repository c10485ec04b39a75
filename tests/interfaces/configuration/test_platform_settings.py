"""The section `ucp` of a merchant."""

from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused

SHOP = """
[[merchants]]
id = "shop-{number}"
name = "Shop"
{selling}
[merchants.ucp]
{more}
"""
SELLING = "[merchants.selling]"
HANDLER = """
[[merchants.ucp.handlers]]
id = "card"
name = "com.example.card"
"""


def load(tmp_path: Path, *shops: str) -> None:
    """Loads a configuration of these merchants."""
    path = tmp_path / "c.toml"
    path.write_text("\n".join(shops))
    load_configuration(path, production=False)


def shop(more: str = "", *, number: int = 1, selling: str = SELLING) -> str:
    """A merchant that sells to platforms."""
    return SHOP.format(number=number, selling=selling, more=more)


def test_a_merchant_that_sells_to_platforms(tmp_path: Path) -> None:
    """Handlers, keys and the treatment of profiles are configured; the defaults are strict and closed."""
    more = 'signing_keys = [{ kid = "a", x = "eA", y = "eQ" }]\nopen = true\nprofiles = "lenient"\n'
    load(tmp_path, shop(more + HANDLER), shop(number=2))


@pytest.mark.parametrize(
    ("shops", "message"),
    [
        ((shop(selling=""),), "no .merchants.selling."),
        ((shop(HANDLER + HANDLER),), "two handlers of one id"),
        ((shop("open = true"), shop("open = true", number=2)), "Only one merchant"),
        ((shop(HANDLER + 'test_cards = ["4242424242424242"]'),), "no provider"),
        ((shop('profiles = "loose"'),), "profiles"),
        ((shop("ap2_mandates = true"),), "no signing_key_files"),
        ((shop("signs_answers = true"),), "no signing_key_files"),
        ((shop(HANDLER.replace("com.example.card", "Card")),), "name"),
    ],
)
def test_faulty_settings_are_refused(tmp_path: Path, shops: tuple[str, ...], message: str) -> None:
    """Each fault has a sentence that says what is wrong."""
    with pytest.raises(ConfigurationRefused, match=message):
        load(tmp_path, *shops)
