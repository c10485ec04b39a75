"""Clients that stop reading, and too many clients, do not delay other clients."""

import asyncio
import socket
from collections import Counter
from pathlib import Path

import httpx

from tests.system.service.server import authorised, item, new_checkout, running

_CONFIGURATION = """
demo = true
serving.most_under_way = 4
[[merchants]]
id = "demo-shop"
name = "Demo Shop"
[merchants.walley]
store_ids = [1001]
clients = [{ client_id = "demo-client", client_secret = "demo-secret" }]
"""


async def test_requests_beyond_the_admission_limit_get_503(
    migrated_url: str, tmp_path: Path
) -> None:
    """With an admission limit of 4, each of 64 concurrent requests gets 200, or 503 in the dialect's format."""
    file = tmp_path / "tillroll.toml"
    file.write_text(_CONFIGURATION)
    with running(migrated_url, TILLROLL_CONFIG=str(file)) as server:
        headers = authorised(server.address)
        ids = [new_checkout(server.address, headers)["privateId"] for _ in range(64)]
        async with httpx.AsyncClient(headers=headers, timeout=30) as client:

            async def change(checkout_id: str) -> httpx.Response:
                url = f"{server.address}/checkouts/{checkout_id}/cart"
                return await client.put(url, json=[item(2)])

            answers = await asyncio.gather(*map(change, ids))
            statuses = Counter(answer.status_code for answer in answers)
            assert set(statuses) == {200, 503}
            for answer in answers:
                if answer.status_code == 503:
                    assert answer.headers["Retry-After"]
                    assert answer.json()["error"]["code"] == 503
            assert (await change(ids[0])).status_code == 200


def test_a_client_that_stops_reading_does_not_delay_others(migrated_url: str) -> None:
    """During an unread export, changes, other exports and SIGTERM work as usual."""
    with running(migrated_url) as server:
        headers = authorised(server.address)
        checkout_id = new_checkout(server.address, headers)["privateId"]
        host, port = server.address.removeprefix("http://").split(":")
        with httpx.Client(base_url=server.address, headers=headers) as client:
            for quantity in range(2, 400):
                changed = client.put(f"/checkouts/{checkout_id}/cart", json=[item(quantity)])
                assert changed.status_code == 200
            with socket.socket() as unread:
                unread.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                unread.connect((host, int(port)))
                unread.sendall(
                    b"GET /history/events HTTP/1.1\r\nHost: tillroll.test\r\nAccept: text/csv\r\n"
                    b"Authorization: Bearer demo-auditor\r\n\r\n"
                )
                assert unread.recv(15) == b"HTTP/1.1 200 OK"
                changed = client.put(f"/checkouts/{checkout_id}/cart", json=[item(401)])
                assert changed.status_code == 200
                export = client.get(
                    "/history/events",
                    headers={"Accept": "text/csv", "Authorization": "Bearer demo-auditor"},
                    params={"wait_for": f"{checkout_id}@{changed.headers['ETag'].strip(chr(34))}"},
                )
                assert export.status_code == 200
                assert len(export.text.splitlines()) > 400
                assert server.stop() == 0
