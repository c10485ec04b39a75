"""The shop validates a purchase once, however many pages commit it at once."""

import asyncio
import json
from collections import Counter

import httpx

from tests.interfaces.webhooks.receivers import Gate, receiving
from tests.measure.bench import carts
from tests.system.service.server import Server, authorised

COMMITS = 10


async def test_ten_commits_ask_the_shop_once(server: Server) -> None:
    """The shop answers after all commits have arrived; the purchase is committed then."""
    gate = Gate()
    headers = authorised(server.address)
    async with (
        receiving(gate) as shop,
        httpx.AsyncClient(base_url=server.address, timeout=30) as client,
    ):
        wanted = json.loads(carts.creation(2)) | {"validationUri": f"{shop.url}/validate"}
        opened = (await client.post("/checkouts", json=wanted, headers=headers)).json()["data"]
        page = f"/shopper/{opened['publicToken']}"
        version = (await client.get(page)).json()["version"]
        commits = [
            asyncio.create_task(client.post(f"{page}/commit", json={"version": version}))
            for _ in range(COMMITS)
        ]
        await shop.has(1)
        # Each read is behind the commits in the server's queue.
        for _ in range(COMMITS):
            assert (await client.get(page)).status_code == 200
        gate.opened.set()
        answers = await asyncio.gather(*commits)
        last = await client.get(page)
    statuses = Counter(each.status_code for each in answers)
    assert statuses[200] >= 1
    assert statuses.keys() <= {200, 409, 423}
    assert last.json()["stage"] == "committed"
    assert shop.paths == ["/validate"]
