"""More customers than pieces, at once, at processes that share nothing but the database."""

import asyncio
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.system.service.agents import (
    ACP,
    PAYING,
    STATESET,
    SpreadTransport,
    creation,
    payments,
    rows,
)
from tests.system.service.server import running

CUSTOMERS = 200
PIECES = 10


def imported(database_url: str, file: Path) -> str:
    """What the command says that imports the ten pieces."""
    product = f"last,The last ones,700,100,{PIECES}"
    file.write_text(f"id,title,unit_price,weight,stock\n{product}\n", encoding="utf-8")
    command = [sys.executable, "-m", "interfaces.cli.main", "catalogue", "import", str(file)]
    ended = subprocess.run(
        [*command, "--database-url", database_url], capture_output=True, text=True, check=True
    )
    return ended.stdout


async def test_exactly_the_last_pieces_are_sold(fresh_database_url: str, tmp_path: Path) -> None:
    """200 customers pay for the last ten pieces, through two servers and both APIs: ten get one, others are told."""
    with running(fresh_database_url) as one, running(fresh_database_url) as two:
        assert imported(fresh_database_url, tmp_path / "new.csv") == "demo-shop: 1 product.\n"
        async with httpx.AsyncClient(timeout=60, transport=SpreadTransport()) as client:

            async def ask(customer: int, tail: str, body: Any) -> httpx.Response:
                address = (one if customer % 2 else two).address
                tongue = STATESET if customer % 4 < 2 else ACP
                url = f"{address}{tongue.root}{tail}"
                return await client.post(url, headers=tongue.sent(f"{customer}{tail}"), json=body)

            everybody = range(CUSTOMERS)
            opened = await asyncio.gather(*(ask(each, "", creation("last")) for each in everybody))
            assert {each.json()["status"] for each in opened} == {"ready_for_payment"}
            tails = [f"/{each.json()['id']}/complete" for each in opened]
            answers = await asyncio.gather(*(ask(each, tails[each], PAYING) for each in everybody))
        for server in (one, two):
            server.kill()
    sessions = [answer.json() for answer in answers]
    assert Counter((answer.status_code, answer.json()["status"]) for answer in answers) == {
        (200, "completed"): PIECES,
        (200, "not_ready_for_payment"): CUSTOMERS - PIECES,
    }
    told = {session["messages"][0]["code"] for session in sessions if session["messages"]}
    assert told == {"out_of_stock"}
    assert payments(fresh_database_url) == [("paid", 1)] * PIECES
    left = "SELECT stock FROM tillroll.products WHERE merchant = 'demo-shop' AND id = 'last'"
    assert rows(fresh_database_url, left) == [(0,)]
