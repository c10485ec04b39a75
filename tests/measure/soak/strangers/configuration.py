"""The configuration of the attacked server: two shops with every kind of credential, and an auditor.

The measured shop has a client for each of its connections, so that limits for each credential do not limit its load.
"""

from pathlib import Path

MEASURED, ATTACKED = "demo", "other"
STORES = {MEASURED: 1001, ATTACKED: 1002}
CONNECTIONS = 16

_SHOP = """
[[merchants]]
id = "{name}-shop"
name = "Shop"
payment_keys = ["{name}-payments"]
svea = {{ credentials = [{{ merchant_id = "{name}", secret = "{name}-svea" }}] }}
[merchants.walley]
store_ids = [{store}]
shared_keys = [{{ username = "{name}", access_key = "{name}-access-key" }}]
clients = [{clients}]
[merchants.selling]
provider = "demo"
demo_catalogue = true
default_version = "2026-04-17"
keys = [{{ name = "{name}", key = "{name}-api" }}]
"""
_CONFIGURATION = """\
demo = true
[delivery]
allow_http = true
allow_networks = ["127.0.0.0/8"]
{shops}
[[history_keys]]
name = "auditor"
key = "auditor"
merchants = "all"
"""


def client_id(shop: str, number: int) -> str:
    """Return the name of a client of a shop. Its secret is the same text."""
    return f"{shop}-client-{number}"


def write_configuration(folder: Path) -> Path:
    """Write the configuration into a file in `folder`, and return the file."""
    file = folder / "strangers.toml"
    file.write_text(_CONFIGURATION.format(shops="".join(map(_shop, STORES))), encoding="utf-8")
    return file


def _shop(name: str) -> str:
    ids = [client_id(name, number) for number in range(CONNECTIONS)]
    clients = ", ".join(f'{{ client_id = "{each}", client_secret = "{each}" }}' for each in ids)
    return _SHOP.format(name=name, store=STORES[name], clients=clients)
