"""Concurrent changes of one checkout over HTTP, with PostgreSQL and server processes."""

import asyncio
from collections import Counter

import httpx
import psycopg

from interfaces.storage.postgres.events.compression import Compression
from tests.system.service.server import authorised, item, new_checkout, running

WRITERS = 16
ROUNDS = 8


def _recorded(database_url: str, checkout_id: str) -> list[tuple[int, str, bytes]]:
    with psycopg.connect(database_url) as connection:
        return connection.execute(
            "SELECT originator_version, topic, state FROM tillroll.checkout_events "
            "WHERE originator_id = %s ORDER BY originator_version",
            (checkout_id,),
        ).fetchall()


def _refusals(database_url: str, checkout_id: str) -> Counter[str]:
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT reason FROM tillroll.refusals WHERE checkout_id = %s", (checkout_id,)
        )
        return Counter(reason for (reason,) in rows)


async def test_each_acknowledged_change_is_one_event(migrated_url: str) -> None:
    """With concurrent writers on two servers each 200 is one event, and every other response is 423."""
    with running(migrated_url) as one, running(migrated_url) as two:
        headers = authorised(one.address)
        checkout_id = new_checkout(one.address, headers)["privateId"]
        before = len(_recorded(migrated_url, checkout_id))
        acknowledged: list[int] = []
        locked = 0
        async with httpx.AsyncClient(headers=headers, timeout=30) as client:

            async def write(address: str, quantity: int) -> httpx.Response:
                return await client.put(
                    f"{address}/checkouts/{checkout_id}/cart", json=[item(quantity)]
                )

            for turn in range(ROUNDS):
                wanted = [2 + turn * WRITERS + writer for writer in range(WRITERS)]
                answers = await asyncio.gather(
                    *(
                        write((one if quantity % 2 else two).address, quantity)
                        for quantity in wanted
                    )
                )
                assert {answer.status_code for answer in answers} <= {200, 423}
                for quantity, answer in zip(wanted, answers, strict=True):
                    if answer.status_code == 200:
                        acknowledged.append(quantity)
                    else:
                        locked += 1
                        (error,) = answer.json()["error"]["errors"]
                        assert error["reason"] == "Resource_Locked"
        recorded = _recorded(migrated_url, checkout_id)[before:]
        quantities = [
            Compression().unpack(state).partition(b'"quantity":')[2].partition(b",")[0]
            for *_, state in recorded
        ]
        assert sorted(map(int, quantities)) == sorted(acknowledged)
        assert len(acknowledged) >= ROUNDS
        assert len(acknowledged) + locked == WRITERS * ROUNDS
        assert _refusals(migrated_url, checkout_id) == Counter({"Locked": locked} if locked else {})
        versions = [version for version, *_ in _recorded(migrated_url, checkout_id)]
        assert versions == list(range(1, len(versions) + 1))


def test_alternating_processes_do_not_lock_each_other(migrated_url: str) -> None:
    """An outdated cache in one process causes no 423, no stale response and no lost change."""
    with running(migrated_url) as one, running(migrated_url) as two:
        headers = authorised(one.address)
        checkout_id = new_checkout(one.address, headers)["privateId"]
        with httpx.Client(headers=headers) as client:
            for quantity in range(2, 62):
                here, there = (one, two) if quantity % 2 else (two, one)
                path = f"/checkouts/{checkout_id}"
                put = client.put(f"{here.address}{path}/cart", json=[item(quantity)])
                assert put.status_code == 200, put.text
                read = client.get(f"{there.address}{path}")
                assert read.json()["data"]["cart"]["items"][0]["quantity"] == quantity
                assert read.headers["ETag"] == put.headers["ETag"]
                named = client.put(
                    f"{there.address}{path}/reference",
                    json={"reference": f"order {quantity}"},
                    headers={"If-Match": put.headers["ETag"]},
                )
                assert named.status_code == 200, named.text
        assert not _refusals(migrated_url, checkout_id)


async def test_one_of_several_equal_if_matches_succeeds(migrated_url: str) -> None:
    """Of concurrent writers with the same If-Match one gets 200, and the others get 412."""
    with running(migrated_url, "--workers", "2") as server:
        headers = authorised(server.address)
        checkout_id = new_checkout(server.address, headers)["privateId"]
        url = f"{server.address}/checkouts/{checkout_id}"
        async with httpx.AsyncClient(headers=headers, timeout=30) as client:
            tag = (await client.get(url)).headers["ETag"]
            answers = await asyncio.gather(
                *(
                    client.put(f"{url}/cart", json=[item(quantity)], headers={"If-Match": tag})
                    for quantity in range(2, 2 + WRITERS)
                )
            )
        statuses = Counter(answer.status_code for answer in answers)
        assert statuses == {200: 1, 412: WRITERS - 1}
