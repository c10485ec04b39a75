"""A real server records the client's address, and generates addresses that the client can reach."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.system.service.server import Server, authorised, new_checkout, running
from tests.system.service.svea_shop import creation, signed

AUDITOR = {"Authorization": "Bearer demo-auditor"}
CUSTOMER, FORGED = "203.0.113.9", "198.51.100.66"
PROXY = "127.0.0.1"
CONFIGURATION = """
demo = true
{trusted}
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.walley]
store_ids = [1001]
clients = [{{ client_id = "demo-client", client_secret = "demo-secret" }}]
[merchants.svea]
credentials = [{{ merchant_id = "100001", secret = "demo-svea-secret" }}]
[[history_keys]]
name = "demo-auditor"
key = "demo-auditor"
merchants = "all"
scopes = ["history:read", "persons:read"]
"""
FORMS = {
    "Forwarded": [("Forwarded", f"for={FORGED}, for={CUSTOMER};proto=https;host=shop.example")],
    "Forwarded in two lines": [
        ("Forwarded", f'for={FORGED};x="'),
        ("Forwarded", f'for="{CUSTOMER}:80";proto=https;host=shop.example, for="127.0.0.2:1"'),
    ],
    "X-Forwarded": [
        ("X-Forwarded-For", f"{FORGED}, {CUSTOMER}"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "shop.example"),
    ],
    "X-Forwarded in two lines": [
        ("X-Forwarded-For", f"{FORGED}, {CUSTOMER}"),
        ("X-Forwarded-For", "127.0.0.2"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "shop.example"),
    ],
}


@contextmanager
def _server(database_url: str, folder: Path, *options: str, is_trusting: bool) -> Iterator[Server]:
    """A server behind two proxies. FORWARDED_ALLOW_IPS, uvicorn's own setting, must have no effect."""
    file = folder / "tillroll.toml"
    trusted = f'serving.trusted_proxies = ["{PROXY}", "127.0.0.2/32"]' if is_trusting else ""
    file.write_text(CONFIGURATION.format(trusted=trusted))
    with running(
        database_url, *options, TILLROLL_CONFIG=str(file), FORWARDED_ALLOW_IPS="*"
    ) as server:
        yield server


def _addresses(server: Server, lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The address and the peer of the shop's first event, and of the customer's, with these header lines."""
    shop = authorised(server.address)
    created = new_checkout(server.address, shop | dict(lines[-1:]))
    httpx.post(
        f"{server.address}/shopper/{created['publicToken']}/suspend", headers=lines, json={}
    ).raise_for_status()
    url = f"{server.address}/history/checkouts/{created['privateId']}/timeline"
    by = [each["provenance"] for each in httpx.get(url, headers=AUDITOR).json()["requests"]]
    return [(each["address"], each.get("peer", "")) for each in (by[0], by[-1])]


@pytest.mark.parametrize("workers", [pytest.param("1", marks=pytest.mark.thorough), "2"])
def test_a_trusted_proxy_is_believed(migrated_url: str, tmp_path: Path, workers: str) -> None:
    """Each form of the headers names the customer. The event has the proxy's address beside it."""
    with _server(migrated_url, tmp_path, "--workers", workers, is_trusting=True) as server:
        for form, lines in FORMS.items():
            assert _addresses(server, lines)[-1] == (CUSTOMER, PROXY), form
        element = [("Forwarded", f"for={CUSTOMER}")]
        assert _addresses(server, element) == [(CUSTOMER, ""), (CUSTOMER, PROXY)]


def test_an_untrusted_connection_is_not_believed(migrated_url: str, tmp_path: Path) -> None:
    """Without configuration, the address is the connection's, whatever the headers are."""
    with _server(migrated_url, tmp_path, is_trusting=False) as server:
        for form, lines in FORMS.items():
            assert _addresses(server, lines) == [(PROXY, ""), (PROXY, "")], form


@pytest.mark.parametrize("is_trusting", [True, False])
def test_the_addresses_of_a_new_order(migrated_url: str, tmp_path: Path, is_trusting: bool) -> None:
    """`Location` and the snippet have the scheme and the host that the client used, if a trusted proxy names them."""
    with _server(migrated_url, tmp_path, is_trusting=is_trusting) as server:
        base = "https://shop.example" if is_trusting else server.address
        for number, lines in enumerate(FORMS.values()):
            body = creation(f"A-{number}")
            headers = [*signed(body).items(), *lines]
            answer = httpx.post(f"{server.address}/api/orders", content=body, headers=headers)
            assert answer.status_code == 201
            assert answer.headers["location"] == f"{base}/api/orders/{answer.json()['OrderId']}"
            assert f'src="{base}/shopper/' in answer.json()["Gui"]["Snippet"]
