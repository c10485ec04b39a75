"""The configuration: what it refuses, and the rotation of secrets."""

from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused

MERCHANT = """
[[merchants]]
id = "{id}"
name = "A shop"
[merchants.walley]
store_ids = [{store}]
clients = [{clients}]
shared_keys = [{keys}]
"""


def _load(file: Path, *merchants: str) -> None:
    file.write_text("".join(merchants), encoding="utf-8")
    file.chmod(0o600)
    load_configuration(file, production=True)


def _merchant(
    number: int, *, client: str, user: str, secrets: tuple[str, ...] = ("x" * 32,)
) -> str:
    return MERCHANT.format(
        id=f"shop-{number}",
        store=number,
        clients=", ".join(f'{{client_id = "{client}", client_secret = "{it}"}}' for it in secrets),
        keys=", ".join(f'{{username = "{user}", access_key = "{it}"}}' for it in secrets),
    )


def test_a_name_may_have_two_secrets_during_rotation(tmp_path: Path) -> None:
    """Both secrets are valid until the old one is removed."""
    _load(
        tmp_path / "c.toml",
        _merchant(1, client="a", user="b", secrets=("old".ljust(32, "-"), "new".ljust(32, "-"))),
    )


@pytest.mark.parametrize("shared", [{"client": "a", "user": "d"}, {"client": "c", "user": "b"}])
def test_a_credential_name_belongs_to_one_merchant(tmp_path: Path, shared: dict[str, str]) -> None:
    """Two merchants with the same credential name are refused, because a request would have two owners."""
    other = _merchant(2, client=shared["client"], user=shared["user"])

    with pytest.raises(ConfigurationRefused, match="twice"):
        _load(tmp_path / "c.toml", _merchant(1, client="a", user="b"), other)


def test_production_refuses_the_public_demo_secrets() -> None:
    """The demo merchants are refused in production."""
    with pytest.raises(ConfigurationRefused, match="TILLROLL_CONFIG"):
        load_configuration(None, production=True)


HISTORY_KEY = """
[[history_keys]]
name = "{name}"
key = "{key}"
merchants = {merchants}
"""


def _key(*, name: str = "a", key: str = "k" * 32, merchants: str = '"all"') -> str:
    return HISTORY_KEY.format(name=name, key=key, merchants=merchants)


@pytest.mark.parametrize("merchants", ['"all"', '["shop-1"]', "[]"])
def test_a_history_key_names_its_merchants(tmp_path: Path, merchants: str) -> None:
    """A history key gives access to the checkouts of all merchants, of some, or of none."""
    shop = _merchant(1, client="a", user="b")
    _load(tmp_path / "c.toml", shop, _key(merchants=merchants))


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (_key(merchants='["shop-2"]'), "'shop-2', and there is no such merchant"),
        (_key(merchants='"every"'), "history_keys"),
        (_key().replace('merchants = "all"', ""), "merchants"),
        (_key(key=""), "history_keys"),
        (_key(name="a") + _key(name="b"), "same history key twice"),
    ],
)
def test_an_invalid_history_key_is_refused(tmp_path: Path, key: str, message: str) -> None:
    """A misspelled merchant, no merchants, an empty key, and one key for two names are refused."""
    shop = _merchant(1, client="a", user="b")
    with pytest.raises(ConfigurationRefused, match=message):
        _load(tmp_path / "c.toml", shop, key)


def test_a_history_key_may_have_two_secrets_during_rotation(tmp_path: Path) -> None:
    """Both secrets are valid for the same name."""
    shop = _merchant(1, client="a", user="b")
    _load(tmp_path / "c.toml", shop, _key(key="old" * 11), _key(key="new" * 11))


@pytest.mark.parametrize("key", ["demo-history", "demo-auditor"])
def test_production_refuses_the_demo_history_keys(tmp_path: Path, key: str) -> None:
    """The demo history keys are public, as the demo merchants are."""
    shop = _merchant(1, client="a", user="b")
    with pytest.raises(ConfigurationRefused, match="TILLROLL_CONFIG"):
        _load(tmp_path / "c.toml", shop, _key(key=key))


SVEA_SECRET = "s" * 32
SVEA = """
[[merchants]]
id = "{id}"
name = "A shop"
[merchants.svea]
credentials = [{credentials}]
{more}
"""


def _svea(number: int, *names: str, more: str = "") -> str:
    credentials = ", ".join(f'{{merchant_id = "{it}", secret = "{SVEA_SECRET}"}}' for it in names)
    return SVEA.format(id=f"shop-{number}", credentials=credentials, more=more)


def test_a_svea_merchant_id_may_have_two_secrets_and_one_owner(tmp_path: Path) -> None:
    """A Svea merchant id may have two secrets during rotation, and belongs to one merchant."""
    _load(tmp_path / "c.toml", _svea(1, "7", "7"), _svea(2, "8"))
    with pytest.raises(ConfigurationRefused, match="Svea merchant id '7' twice"):
        _load(tmp_path / "c.toml", _svea(1, "7"), _svea(2, "7"))


@pytest.mark.parametrize(
    "more", ["clock_window_minutes = 0", "idle_hours = 0", "campaigns = [{code = 1}]", "clock = 5"]
)
def test_invalid_svea_settings_are_refused(tmp_path: Path, more: str) -> None:
    """A limit of zero, an incomplete campaign and an unknown setting are refused."""
    with pytest.raises(ConfigurationRefused):
        _load(tmp_path / "c.toml", _svea(1, "7", more=more))


def test_production_refuses_sveas_demo_secret(tmp_path: Path) -> None:
    """The demo secret is refused with any merchant id."""
    merchant = _svea(1, "7").replace(SVEA_SECRET, "demo-svea-secret")
    with pytest.raises(ConfigurationRefused, match="TILLROLL_CONFIG"):
        _load(tmp_path / "c.toml", merchant)


@pytest.mark.parametrize("address", ["checkout.example", "https://a.example/path", 'https://"x'])
def test_a_public_address_is_scheme_and_host(tmp_path: Path, address: str) -> None:
    """A path in `public_address` is refused, because the server appends its own paths."""
    with pytest.raises(ConfigurationRefused, match="public_address"):
        _load(tmp_path / "c.toml", f"public_address = '{address}'\n", _svea(1, "7"))


SELLING = """
[[merchants]]
id = "shop-1"
name = "Shop"
[merchants.selling]
{more}
"""


def test_a_webhook_needs_a_secret(tmp_path: Path) -> None:
    """The webhook secret is among the signing secrets, and a webhook URL without one is refused."""
    secret = "whsec_1".ljust(32, "-")
    url = 'webhook_url = "https://shop.example/webhook"\n'
    _load(tmp_path / "c.toml", SELLING.format(more=url + f'webhook_secret = "{secret}"'))
    loaded = load_configuration(tmp_path / "c.toml", production=True)
    assert secret in loaded.signing_secrets()
    with pytest.raises(ConfigurationRefused, match="no webhook_secret"):
        _load(tmp_path / "c.toml", SELLING.format(more=url))
    with pytest.raises(ConfigurationRefused, match="webhook_url"):
        _load(tmp_path / "c.toml", SELLING.format(more='webhook_url = "shop.example"'))
    with_user = 'webhook_url = "https://user:password@shop.example/"'
    with pytest.raises(ConfigurationRefused, match="webhook_url"):
        _load(tmp_path / "c.toml", SELLING.format(more=with_user))


@pytest.mark.parametrize(
    "proxy", ["*", "0.0.0.0/0", "::/0", "::ffff:0:0/96", "proxy.example", "10.0.0.1/8", ""]
)
def test_a_trusted_proxy_is_an_address_or_a_network(tmp_path: Path, proxy: str) -> None:
    """Names of hosts and networks of all addresses are refused."""
    shop = _merchant(1, client="a", user="b")
    trusted = "serving.trusted_proxies = [{}]\n"
    _load(tmp_path / "c.toml", trusted.format('"10.0.0.1", "10.1.0.0/16", "::1"'), shop)
    with pytest.raises(ConfigurationRefused, match="trusted_proxies"):
        _load(tmp_path / "c.toml", trusted.format(f'"{proxy}"'), shop)


@pytest.mark.parametrize(("allowed", "is_accepted"), [("", False), ("allow_ports = [25]\n", True)])
def test_a_webhook_uses_a_web_port(tmp_path: Path, allowed: str, is_accepted: bool) -> None:
    """A `webhook_url` with another privileged port is refused, unless `allow_ports` names the port."""
    more = 'webhook_url = "https://shop.example:25/"\nwebhook_secret = "' + "w" * 32 + '"\n'
    documents = (SELLING.format(more=more), f"[delivery]\n{allowed}")
    if is_accepted:
        _load(tmp_path / "c.toml", *documents)
        return
    with pytest.raises(ConfigurationRefused, match="allow_ports"):
        _load(tmp_path / "c.toml", *documents)
