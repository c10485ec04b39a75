"""From an event of an order to its webhook at the platform: one platform, a few orders a second."""

import itertools
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import httpx

from interfaces.storage.ecdsa_key_file import create_ecdsa_key
from tests.measure.bench.figures import Row
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import fresh_database, tillroll

GOAL_SECONDS: Final = 2.0
ORDERS_PER_SECOND: Final = 4
_WAIT_SECONDS: Final = 30.0
_VERSION: Final = "2026-04-08"
_CAPABILITIES: Final = (
    "dev.ucp.shopping.checkout",
    "dev.ucp.shopping.fulfillment",
    "dev.ucp.shopping.order",
)
_CONFIGURATION: Final = """
demo = true
[delivery]
allow_http = true
allow_networks = ["127.0.0.0/8"]
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
order_keys = [{ name = "demo-orders", key = "demo-orders" }]
[merchants.selling]
provider = "demo"
demo_catalogue = true
[merchants.ucp]
open = true
signing_key_files = ["signing.key"]
[[merchants.ucp.handlers]]
id = "mock_payment_handler"
name = "example.shop.mock_payment"
succeeding_tokens = ["success_token"]
"""
_DESTINATION: Final = {
    "street_address": "456 Oak Ave",
    "address_locality": "Los Angeles",
    "address_region": "CA",
    "postal_code": "90210",
    "address_country": "US",
}
_OPENING: Final = {
    "line_items": [{"item": {"id": "item_123"}, "quantity": 1}],
    "buyer": {"first_name": "Jane", "last_name": "Doe", "email": "jane@example.com"},
    "fulfillment": {
        "methods": [
            {
                "type": "shipping",
                "destinations": [_DESTINATION],
                "groups": [{"selected_option_id": "shipping_fast"}],
            }
        ]
    },
}
_INSTRUMENT: Final = {
    "id": "card-1",
    "handler_id": "mock_payment_handler",
    "type": "card",
    "credential": {"type": "token", "token": "success_token"},
}
_SHIPMENT: Final = {"type": "shipped", "lines": [{"line": "item_123", "quantity": "1"}]}
Webhook = tuple[str, int]
"""A checkout, and the number of shipments that its order has."""


class _Platform(ThreadingHTTPServer):
    """A platform with its profile. `arrivals` has the time of each webhook, by the clock of `time.monotonic`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.arrivals: dict[Webhook, float] = {}


class _Requests(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Platform

    def do_GET(self) -> None:
        """Answer the profile."""
        capabilities: dict[str, Any] = {name: [{"version": _VERSION}] for name in _CAPABILITIES}
        order = capabilities["dev.ucp.shopping.order"][0]
        order["config"] = {"webhook_url": f"{self.server.url}/orders"}
        shape = {"ucp": {"version": _VERSION, "capabilities": capabilities}}
        self._answer(json.dumps(shape).encode())

    def do_POST(self) -> None:
        """Note when a webhook arrives."""
        at = time.monotonic()
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        shipments = len(order["fulfillment"].get("events", ()))
        self.server.arrivals.setdefault((order["checkout_id"], shipments), at)
        self._answer(b"")

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """The 99th percentile of each round in seconds; the detail has the percentiles of all rounds."""
    with (
        _platform() as platform,
        tempfile.TemporaryDirectory(dir="var") as name,
        fresh_database(server_url) as url,
    ):
        create_ecdsa_key(Path(name, "signing.key"))
        file = Path(name, "tillroll.toml")
        file.write_text(_CONFIGURATION)
        with tillroll(url, config=file) as service, httpx.Client(base_url=service.address) as shop:
            _round(shop, platform, 1)
            rounds = [_round(shop, platform, plan.seconds) for _ in range(plan.rounds)]
    yield Row(
        what=f"purchases and shipments, {ORDERS_PER_SECOND} orders a second: seconds from sending the request to the"
        " arrival of the webhook at the platform, 99th percentile",
        values=[_percentile(each, 99) for each in rounds],
        at_most=GOAL_SECONDS,
        detail=_detail([each for found in rounds for each in found]),
    )


@contextmanager
def _platform() -> Iterator[_Platform]:
    platform = _Platform()
    thread = threading.Thread(target=platform.serve_forever, daemon=True)
    thread.start()
    yield platform
    platform.shutdown()
    thread.join()
    platform.server_close()


def _round(shop: httpx.Client, platform: _Platform, seconds: float) -> list[float]:
    """Buy and ship at an even pace, and return the seconds of each webhook when all have arrived."""
    sent: dict[Webhook, float] = {}
    start = time.monotonic()
    for number in itertools.count():
        due = start + number / ORDERS_PER_SECOND
        if due >= start + seconds:
            break
        time.sleep(max(0.0, due - time.monotonic()))
        _buy_and_ship(shop, platform, sent)
    give_up = time.monotonic() + _WAIT_SECONDS
    while not sent.keys() <= platform.arrivals.keys():
        if time.monotonic() > give_up:
            raise RuntimeError("webhooks did not arrive")
        time.sleep(0.01)
    return [platform.arrivals[each] - at for each, at in sent.items()]


def _buy_and_ship(shop: httpx.Client, platform: _Platform, sent: dict[Webhook, float]) -> None:
    agent = {"UCP-Agent": f'profile="{platform.url}/profile.json"'}
    checkout = _post(shop, "/checkout-sessions", _OPENING, agent)["id"]
    at = time.monotonic()
    payment = {"payment": {"instruments": [_INSTRUMENT]}}
    paid = _post(shop, f"/checkout-sessions/{checkout}/complete", payment, agent)
    if paid["status"] != "completed":
        raise RuntimeError(f"the purchase failed: {paid}")
    sent[checkout, 0] = at
    at = time.monotonic()
    key = {"Authorization": "Bearer demo-orders"}
    _post(shop, f"/purchases/{checkout}/fulfilments", _SHIPMENT, key)
    sent[checkout, 1] = at


def _post(shop: httpx.Client, path: str, body: Any, headers: dict[str, str]) -> dict[str, Any]:
    answer = shop.post(path, json=body, headers=headers)
    answer.raise_for_status()
    shape: dict[str, Any] = answer.json()
    return shape


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _detail(values: list[float]) -> str:
    p50, p95, p99 = (1000 * _percentile(values, each) for each in (50, 95, 99))
    return (
        f"p50 {p50:,.0f} ms, p95 {p95:,.0f} ms, p99 {p99:,.0f} ms, "
        f"longest {1000 * max(values):,.0f} ms, of {len(values):,} webhooks"
    )
