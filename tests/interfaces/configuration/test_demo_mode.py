"""Demo mode: `demo = true` allows the demo parts, and production refuses each of them."""

from pathlib import Path

import pytest

from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.demo.mode import network_fault
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.reload import reload_configuration
from interfaces.configuration.settings import Configuration
from interfaces.runtime.live import Live

SHOP = '[[merchants]]\nid = "my-shop"\nname = "Shop"\n'
SELLING = SHOP + "[merchants.selling]\n"
KEYS = 'keys = [{ name = "agents", key = "a-key-of-thirty-two-characters-01" }]\n'
DEMO_PARTS = [
    (SELLING + 'provider = "demo"', "provider"),
    (SELLING + "demo_catalogue = true", "demo_catalogue of my-shop"),
    (SHOP + '[delivery]\nallow_networks = ["127.0.0.0/8"]', "loopback network 127.0.0.0/8"),
    (SHOP + '[delivery]\nallow_networks = ["::1/128"]', "loopback network ::1/128"),
    (SHOP + 'payment_keys = ["demo-payments"]', "everybody knows"),
]


def _loaded(folder: Path, text: str, *, production: bool = False) -> Configuration:
    file = folder / "tillroll.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return load_configuration(file, production=production)


@pytest.mark.parametrize(("part", "message"), DEMO_PARTS)
def test_a_demo_part_needs_demo_mode(tmp_path: Path, part: str, message: str) -> None:
    """Each part is refused without `demo = true` and in production, and accepted with it elsewhere."""
    with pytest.raises(ConfigurationRefused, match=message):
        _loaded(tmp_path, part)
    for text in (part, "demo = true\n" + part):
        with pytest.raises(ConfigurationRefused, match=message):
            _loaded(tmp_path, text, production=True)
    assert _loaded(tmp_path, "demo = true\n" + part).demo


def test_production_refuses_demo_mode(tmp_path: Path) -> None:
    """Demo mode is refused in production even without any demo part."""
    with pytest.raises(ConfigurationRefused, match="demo = true"):
        _loaded(tmp_path, "demo = true\n" + SHOP, production=True)


@pytest.mark.parametrize("production", [True, False])
def test_selling_needs_a_payment_provider(tmp_path: Path, production: bool) -> None:
    """Outside demo mode, a merchant with keys of agents and no provider is refused."""
    with pytest.raises(ConfigurationRefused, match=r"no payment provider.*remove the keys"):
        _loaded(tmp_path, SELLING + KEYS, production=production)
    assert _loaded(tmp_path, SELLING, production=production).merchants[0].selling is not None


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.7", "::", "fe80::1%eth0"])
def test_demo_mode_on_the_network_needs_its_option(address: str) -> None:
    """The message names the option. Loopback addresses and other configurations do not need it."""
    demo, own = demo_configuration(), Configuration(merchants=())
    assert "--demo-on-the-network" in (network_fault(demo, address, allowed=False) or "")
    assert network_fault(demo, address, allowed=True) is None
    assert network_fault(own, address, allowed=False) is None
    assert network_fault(demo, "127.0.0.2", allowed=False) is None
    assert network_fault(demo, "::1", allowed=False) is None


def test_a_reload_does_not_enable_demo_mode() -> None:
    """A server that started outside demo mode keeps its merchants when it reloads a file with demo mode."""
    live = Live(Configuration(merchants=()))
    reload_configuration(live, demo_configuration)
    assert live.now.merchants == ()
