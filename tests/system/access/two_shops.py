"""One server process with two shops that have every kind of credential."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import jwt
import psycopg

from interfaces.dialects.walley.auth.bearer_tokens import BearerTokens
from tests.system.access.shops import OTHER, OWN, SWAPPED, WRONG, Shops
from tests.system.service.server import MANY_SIGN_INS, authorised, running

_SHOP = """
[[merchants]]
id = "{id}-shop"
name = "Shop"
payment_keys = ["{id}-payments"]
walley = {{ store_ids = [{store}], clients = [{{ client_id = "{id}-client", client_secret = "{id}-secret" }}], \
shared_keys = [{{ username = "{id}", access_key = "{id}-access-key" }}] }}
svea = {{ recurring = true, credentials = [{{ merchant_id = "{id}", secret = "{id}-svea" }}] }}
order_keys = [
  {{ name = "{id}-orders", key = "{id}-orders" }},
  {{ name = "{id}-reads-orders", key = "{id}-reads-orders", scopes = ["orders:read"] }},
  {{ name = "{id}-writes-orders", key = "{id}-writes-orders", scopes = ["orders:write"] }},
]
[merchants.selling]
demo_catalogue = true
provider = "demo"
keys = [
  {{ name = "{id}", key = "{id}-api" }},
  {{ name = "{id}-reads", key = "{id}-reads", scopes = ["checkouts:read"] }},
  {{ name = "{id}-writes", key = "{id}-writes", scopes = ["checkouts:write"] }},
]
[merchants.ucp]
profiles = "lenient"
simulation_secret = "{id}-simulation"

[[history_keys]]
name = "{id}"
key = "{id}-history"
merchants = ["{id}-shop"]
scopes = ["history:read", "deliveries:send", "evidence:make"]

[[history_keys]]
name = "{id}-erases"
key = "{id}-erases"
merchants = ["{id}-shop"]
scopes = ["persons:erase"]

[[history_keys]]
name = "{id}-persons"
key = "{id}-persons"
merchants = ["{id}-shop"]
scopes = ["history:read", "persons:read", "deliveries:send"]

[[history_keys]]
name = "{id}-disputes"
key = "{id}-disputes"
merchants = ["{id}-shop"]
scopes = ["evidence:make"]

[[history_keys]]
name = "{id}-blind"
key = "{id}-blind"
merchants = ["{id}-shop"]
scopes = []
"""
_AUDITOR = '\n[[history_keys]]\nname = "auditor"\nkey = "own-auditor"\nmerchants = "all"\n'


@contextmanager
def two_shops(database_url: str, folder: Path) -> Iterator[Shops]:
    """Both shops, until the end of the block."""
    config = folder / "tillroll.toml"
    shops = [_SHOP.format(id=OWN, store=1), _SHOP.format(id=OTHER, store=2)]
    config.write_text("demo = true\n" + "\n".join(shops) + _AUDITOR + MANY_SIGN_INS)
    with (
        running(database_url, TILLROLL_CONFIG=str(config), TILLROLL_LOG_LEVEL="error") as server,
        httpx.Client(base_url=server.address, timeout=httpx.Timeout(30, read=2)) as client,
    ):
        forged = jwt.encode(
            {"iss": "tillroll", "sub": "own-client", "exp": 2**33},
            "w" * 32,
            headers={"kid": "own-client"},
        )
        tokens = {
            name: authorised(server.address, name)["Authorization"].removeprefix("Bearer ")
            for name in (OWN, OTHER)
        }
        now = int(datetime.now(UTC).timestamp())
        # Signed with the other client's valid key, with this client as the subject.
        swapped = jwt.encode(
            {"iss": "tillroll", "sub": "own-client", "iat": now, "exp": now + 600},
            _key_of(database_url, "other-client", "other-secret"),
            headers={"kid": "other-client"},
        )
        yield Shops(database_url, client, tokens | {WRONG: forged, SWAPPED: swapped})


def _key_of(database_url: str, client_id: str, secret: str) -> bytes:
    """The key with which the server signs a client's tokens."""
    with psycopg.connect(database_url) as connection:
        found = connection.execute(
            "SELECT key FROM tillroll.installation_keys WHERE purpose = 'walley bearer tokens'"
        ).fetchone()
    assert found is not None
    key = bytes(found[0])
    return BearerTokens((), lambda: datetime.now(UTC), lambda: key).key_of(client_id, secret)
