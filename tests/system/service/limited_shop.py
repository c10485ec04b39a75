"""A real server of two processes with low limits, and a shop's credentials of every scheme, right and wrong.

The proxy that the configuration trusts is the test itself, so that a request comes from any address.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from tests.interfaces.dialects.svea.signing_client import signed_headers
from tests.system.service.server import running

CONFIGURATION = """
demo = true

[serving]
trusted_proxies = ["127.0.0.1"]

[limits]
{limits}

[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = ["payments-key"]
[merchants.walley]
store_ids = [1001]
clients = [{{ client_id = "demo-client", client_secret = "demo-secret" }}]
shared_keys = [{{ username = "demo", access_key = "demo-access-key" }}]
[merchants.svea]
credentials = [{{ merchant_id = "100001", secret = "demo-svea-secret" }}]
[merchants.selling]
demo_catalogue = true
default_version = "2026-04-17"
keys = [
  {{ name = "stateset", key = "stateset-key" }},
  {{ name = "acp", key = "acp-key" }},
  {{ name = "catalogue", key = "catalogue-key" }},
]

[[merchants]]
id = "busy-shop"
name = "Busy Shop"
requests_per_minute = 9
[merchants.selling]
keys = [{{ name = "busy", key = "busy-key" }}]

[[history_keys]]
name = "auditor"
key = "history-key"
merchants = "all"
"""
UNKNOWN_ID = "00000000-0000-0000-0000-000000000000"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Scheme:
    """A request that needs a credential."""

    name: str
    method: str
    path: str

    def headers(self, *, is_right: bool) -> Mapping[str, str]:
        """The credential in the head."""
        match self.name:
            case "shared key":
                key = "demo-access-key" if is_right else "wrong"
                digest = hashlib.sha256((self.path + key).encode()).hexdigest()
                value = base64.b64encode(f"demo:{digest}".encode()).decode()
                return {"Authorization": f"SharedKey {value}"}
            case "svea":
                now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
                return signed_headers(b"", now, "100001", "demo-svea-secret" if is_right else "no")
            case "oauth":
                return {"Content-Type": FORM}
        key = f"{self.name}-key" if is_right else "wrong"
        return {"Authorization": f"Bearer {key}"}

    def content(self, *, is_right: bool) -> str:
        """The credential in the body."""
        if self.name != "oauth":
            return ""
        secret = "demo-secret" if is_right else "wrong"
        return f"grant_type=client_credentials&client_id=demo-client&client_secret={secret}"


SCHEMES = (
    Scheme("oauth", "POST", "/oauth2/v2.0/token"),
    Scheme("shared key", "GET", f"/merchants/1001/checkouts/{UNKNOWN_ID}"),
    Scheme("svea", "GET", "/api/orders/1"),
    Scheme("stateset", "GET", "/v1/checkouts/none"),
    Scheme("acp", "GET", "/checkout_sessions/none"),
    Scheme("catalogue", "GET", "/catalogue/products"),
    Scheme("payments", "POST", f"/payments/{UNKNOWN_ID}/failed"),
    Scheme("history", "GET", "/history/events"),
)


@contextmanager
def limited_server(database_url: str, folder: Path, limits: str) -> Iterator[httpx.Client]:
    """A client with a new connection for each request, so that either process of the server gets some of them."""
    file = folder / "tillroll.toml"
    file.write_text(CONFIGURATION.format(limits=limits))
    with running(database_url, "--workers", "2", TILLROLL_CONFIG=str(file)) as server:
        connections = httpx.Limits(max_keepalive_connections=0)
        with httpx.Client(base_url=server.address, limits=connections, timeout=30) as client:
            yield client


def send(
    client: httpx.Client, scheme: Scheme, address: str, *, is_right: bool = True
) -> httpx.Response:
    """Send the request of a scheme from an address."""
    headers = {**scheme.headers(is_right=is_right), "X-Forwarded-For": address}
    content = scheme.content(is_right=is_right)
    return client.request(scheme.method, scheme.path, content=content, headers=headers)
