"""A real server with its database in a folder, and requests of shops, agents and shoppers to it."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec

from interfaces.storage.postgres.embedded.server import embedded_postgres
from tests.master_key import MASTER_KEY
from tests.system.persons.planted import SHOPPERS_ADDRESS, USER_AGENT
from tests.system.service.server import authorised, running
from tests.system.service.svea_shop import signed

CONFIGURATION = """
demo = true
[serving]
trusted_proxies = ["127.0.0.1"]
[limits]
address_requests = 1000000
public_token_requests = 1000000
failed_sign_ins = 1000000
failed_sign_ins_of_address = 1000000
failed_sign_ins_of_name = 1000000
merchant_requests = 1000000
payment_requests = 1000000
history_requests = 1000000
[delivery]
allow_http = true
allow_networks = ["127.0.0.0/8"]

[[merchants]]
id = "demo-shop"
name = "Demo Shop"
requests_per_minute = 100000
payment_keys = ["demo-payments"]
order_keys = [{{ name = "demo-orders", key = "demo-orders" }}]
[merchants.walley]
store_ids = [1001]
clients = [{{ client_id = "demo-client", client_secret = "demo-secret" }}]
[merchants.svea]
credentials = [{{ merchant_id = "100001", secret = "demo-svea-secret" }}]
recurring = true
[merchants.selling]
keys = [{{ name = "demo", key = "sk_test_demo" }}]
provider = "demo"
demo_catalogue = true
webhook_url = "{receiver}/webhook"
webhook_secret = "whsec_demo"
[merchants.ucp]
open = true
known_addresses = "everyone"
[[merchants.ucp.handlers]]
id = "mock_payment_handler"
name = "example.shop.mock_payment"
succeeding_tokens = ["success_token"]

[[history_keys]]
name = "demo-history"
key = "demo-history"
merchants = ["demo-shop"]

[[history_keys]]
name = "demo-auditor"
key = "demo-auditor"
merchants = "all"
scopes = ["history:read", "persons:read", "deliveries:send"]
"""

PROFILES = "/profiles/"
"""Where the shop's own server has the profile of a platform of each version of UCP."""


@dataclass
class Shops:
    """The server's client. `received` is every body that the shop's own server received."""

    client: httpx.Client
    walley: dict[str, str]
    receiver: str
    database_url: str
    answers: dict[str, str] = field(default_factory=dict)
    """Responses by a name that a test finds them by."""
    failures: list[str] = field(default_factory=list)
    """The responses of 5xx."""
    echoes: list[str] = field(default_factory=list)
    """The refusals that have a personal text."""

    def ask(
        self, method: str, path: str, body: Any = None, *, saved: str = "", **headers: str
    ) -> httpx.Response:
        """Send a request with a JSON value or bytes as its body."""
        content = body if isinstance(body, bytes) else b"" if body is None else _encode(body)
        sent = {"Content-Type": "application/json"} if content else {}
        answer = self.client.request(method, path, content=content, headers={**sent, **headers})
        if answer.status_code in range(500, 600):
            self.failures.append(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        if saved:
            self.answers[saved] = answer.text
        return answer

    def of_walley(self, method: str, path: str, body: Any = None, **kept: Any) -> httpx.Response:
        """Send a request of the Walley shop."""
        return self.ask(method, path, body, **self.walley, **kept)

    def of_svea(self, method: str, path: str, body: Any = None, **kept: Any) -> httpx.Response:
        """Send a request that the Svea shop signs."""
        content = body if isinstance(body, bytes) else b"" if body is None else _encode(body)
        return self.ask(method, path, content, **signed(content), **kept)

    def of_agent(
        self, version: str, method: str, path: str, body: Any = None, key: str = "", **kept: Any
    ) -> httpx.Response:
        """Send a request of an agent. `version` is one of ACP or empty for StateSet."""
        headers = {"Authorization": "Bearer sk_test_demo"}
        if version:
            headers["API-Version"] = version
        if method != "GET":
            headers["Idempotency-Key"] = key or _key_of(version, path, body)
        return self.ask(method, path, body, **headers, **kept)

    def of_platform(
        self, version: str, method: str, path: str, body: Any = None, **kept: Any
    ) -> httpx.Response:
        """Send a request of a platform without credentials, in a version of UCP."""
        profile = f"{self.receiver}{PROFILES}{version}"
        headers = {"UCP-Agent": f'profile="{profile}"; version="{version}"'}
        if method != "GET":
            headers["Idempotency-Key"] = _key_of(version, path, body)
        return self.ask(method, path, body, **headers, **kept)

    def of_shopper(self, method: str, path: str, body: Any = None, **kept: Any) -> httpx.Response:
        """Send a request of a shopper's browser through the proxy."""
        sent = {"X-Forwarded-For": SHOPPERS_ADDRESS, "User-Agent": USER_AGENT, **kept}
        return self.ask(method, f"/shopper/{path}", body, **sent)

    def shipped(self, checkout_id: str) -> None:
        """Report that an order is shipped."""
        body = {"type": "shipped", "lines": [{"line": "item_123", "quantity": "2"}]}
        path, key = f"/purchases/{checkout_id}/fulfilments", "Bearer demo-orders"
        answer = self.ask("POST", path, body, Authorization=key)
        assert answer.status_code == 200, answer.text

    def resend(self, checkout_id: str) -> None:
        """Send the deliveries of a checkout again."""
        found = self.of_history(f"checkouts/{checkout_id}/deliveries", "demo-auditor").json()
        for each in found["deliveries"]:
            path = f"/history/deliveries/{each['id']}/resend"
            answer = self.ask("POST", path, Authorization="Bearer demo-auditor")
            assert answer.status_code == 202, answer.text

    def paid(self, checkout_id: str, amount: int, currency: str = "SEK") -> None:
        """Report the payment of a checkout."""
        payment = {"method": "card", "amount": amount, "currency": currency}
        path = f"/payments/{checkout_id}/succeeded"
        answer = self.ask("POST", path, payment, Authorization="Bearer demo-payments")
        assert answer.status_code == 200, answer.text

    def of_history(self, path: str, key: str = "demo-history", **kept: Any) -> httpx.Response:
        """Read the history."""
        return self.ask("GET", f"/history/{path}", Authorization=f"Bearer {key}", **kept)


class Log:
    """Everything that the server printed. It is read all the time, so that the server never waits."""

    def __init__(self, start: str, stream: Any) -> None:
        self._lines = [start]
        self._reader = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._reader.start()

    def text(self) -> str:
        """What was printed until now."""
        return "".join(self._lines)

    def closed(self) -> str:
        """All of it, after the server has ended."""
        self._reader.join(30)
        return self.text()

    def _read(self, stream: Any) -> None:
        self._lines.extend(stream)


@contextmanager
def shops_in(
    folder: Path, receiver: str, configuration: str = CONFIGURATION
) -> Iterator[tuple[Shops, Log]]:
    """A server with two processes and its database below `folder`, until the end of the block."""
    file = folder / "tillroll.toml"
    file.write_text(configuration.format(receiver=receiver))
    options = ("--workers", "2", "--data", str(folder / "data"))
    with (
        running(
            None,
            *options,
            TILLROLL_CONFIG=str(file),
            TILLROLL_LOG_LEVEL="debug",
            TILLROLL_MASTER_KEY=MASTER_KEY,
        ) as server,
        embedded_postgres(folder / "data" / "postgres") as url,
    ):
        log = Log(server.output, server.process.stdout)
        with httpx.Client(base_url=server.address, timeout=30) as client:
            yield Shops(client, authorised(server.address), receiver, url), log
        assert server.stop() == 0
        log.closed()


def _key_of(version: str, path: str, body: Any) -> str:
    """An idempotency key that is the same for the same request."""
    content = body if isinstance(body, bytes) else _encode(body)
    return hashlib.sha256(f"{version} {path} ".encode() + content).hexdigest()[:40]


def _encode(body: Any) -> bytes:
    return msgspec.json.encode(body)
