"""A real server records the client's address."""

from pathlib import Path

import httpx
import pytest

from tests.system.service.server import authorised, new_checkout, running

AUDITOR = {"Authorization": "Bearer demo-auditor"}
TRUSTED = 'serving.trusted_proxies = ["127.0.0.1"]'
CONFIGURATION = """
demo = true
{trusted}
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.walley]
store_ids = [1001]
clients = [{{ client_id = "demo-client", client_secret = "demo-secret" }}]
[[history_keys]]
name = "demo-auditor"
key = "demo-auditor"
merchants = "all"
"""


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("is_trusted", [False, True])
def test_the_recorded_address(
    fresh_database_url: str, tmp_path: Path, workers: str, is_trusted: bool
) -> None:
    """X-Forwarded-For counts only from a configured proxy, and FORWARDED_ALLOW_IPS has no effect."""
    file = tmp_path / "tillroll.toml"
    trusted = TRUSTED if is_trusted else ""
    file.write_text(CONFIGURATION.format(trusted=trusted))
    with running(
        fresh_database_url,
        "--workers",
        workers,
        TILLROLL_CONFIG=str(file),
        FORWARDED_ALLOW_IPS="*",
    ) as server:
        headers = authorised(server.address) | {"X-Forwarded-For": "203.0.113.9"}
        created = new_checkout(server.address, headers)
        url = f"{server.address}/history/checkouts/{created['privateId']}/events"
        events = httpx.get(url, headers=AUDITOR).text

    assert ("203.0.113.9" in events) == is_trusted
    assert ("127.0.0.1" in events) != is_trusted
