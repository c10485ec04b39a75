"""A server with few places, for senders that nobody knows."""

from collections.abc import Iterator

import pytest

from tests.conftest import fresh_database
from tests.system.service.server import Server, running

_CONFIGURATION = """
demo = true
serving.most_under_way = 20
[serving.bodies]
most_bytes = 16_000_000
most_bytes_per_address = 4_000_000
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
payment_keys = ["demo-payments"]
[merchants.walley]
store_ids = [1001]
clients = [{ client_id = "demo-client", client_secret = "demo-secret" }]
[merchants.svea]
credentials = [{ merchant_id = "100001", secret = "demo-svea-secret" }]
"""


@pytest.fixture(scope="module")
def server(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that answers 20 requests at a time."""
    file = tmp_path_factory.mktemp("config") / "tillroll.toml"
    file.write_text(_CONFIGURATION)
    with fresh_database(database_url) as url, running(url, TILLROLL_CONFIG=str(file)) as started:
        yield started
