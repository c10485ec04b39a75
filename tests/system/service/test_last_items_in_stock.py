"""More concurrent customers than items in stock, on processes that share only the database."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.system.service.agents import (
    ACP,
    PAYMENT,
    STATESET,
    SpreadTransport,
    creation,
    payments,
    rows,
)
from tests.system.service.forked.process import run_tillroll
from tests.system.service.server import running

CUSTOMERS = 200
STOCK = 10


def imported(database_url: str, file: Path) -> str:
    """The output of the command that imports the ten items."""
    product = f"last,The last ones,700,100,{STOCK}"
    file.write_text(f"id,title,unit_price,weight,stock\n{product}\n", encoding="utf-8")
    ended = run_tillroll("catalogue", "import", str(file), "--database-url", database_url)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


async def test_exactly_the_items_in_stock_are_sold(migrated_url: str, tmp_path: Path) -> None:
    """Of 200 customers on two servers and both APIs ten buy the last ten items, and the others get out_of_stock."""
    with running(migrated_url) as one, running(migrated_url) as two:
        assert imported(migrated_url, tmp_path / "new.csv") == "demo-shop: 1 product.\n"
        async with httpx.AsyncClient(timeout=60, transport=SpreadTransport()) as client:

            async def ask(customer: int, tail: str, body: Any) -> httpx.Response:
                address = (one if customer % 2 else two).address
                dialect = STATESET if customer % 4 < 2 else ACP
                url = f"{address}{dialect.root}{tail}"
                return await client.post(
                    url, headers=dialect.headers_for(f"{customer}{tail}"), json=body
                )

            customers = range(CUSTOMERS)
            opened = await asyncio.gather(*(ask(each, "", creation("last")) for each in customers))
            assert {each.json()["status"] for each in opened} == {"ready_for_payment"}
            tails = [f"/{each.json()['id']}/complete" for each in opened]
            answers = await asyncio.gather(*(ask(each, tails[each], PAYMENT) for each in customers))
        for server in (one, two):
            server.kill()
    sessions = [answer.json() for answer in answers]
    assert Counter((answer.status_code, answer.json()["status"]) for answer in answers) == {
        (200, "completed"): STOCK,
        (200, "not_ready_for_payment"): CUSTOMERS - STOCK,
    }
    codes = {session["messages"][0]["code"] for session in sessions if session["messages"]}
    assert codes == {"out_of_stock"}
    assert payments(migrated_url) == [("paid", 1)] * STOCK
    left = "SELECT stock FROM tillroll.products WHERE merchant = 'demo-shop' AND id = 'last'"
    assert rows(migrated_url, left) == [(0,)]
