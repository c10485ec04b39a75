"""More concurrent agents than a code has uses, on processes that share only the database."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.system.service.agents import (
    ADDRESS,
    PAYMENT,
    SessionDialect,
    SpreadTransport,
    payments,
    rows,
)
from tests.system.service.forked.process import run_tillroll
from tests.system.service.server import running

ACP = SessionDialect("acp", "/checkout_sessions", (("API-Version", "2026-04-17"),))
AGENTS = 40


def imported(database_url: str, folder: Path) -> str:
    """The output of the command that imports a code with one use, and free shipping."""
    (folder / "discounts.csv").write_text(
        "id,title,kind,value,code,max_uses\n"
        "half,Half off,percentage,5000,LAST,1\nfree,Free shipping,free-shipping,0,,\n",
        encoding="utf-8",
    )
    ended = run_tillroll("catalogue", "import", str(folder), "--database-url", database_url)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


async def test_the_last_use_is_used_once(fresh_database_url: str, tmp_path: Path) -> None:
    """Of 40 agents on two servers one buys with the code. The others are quoted without it, and not paid."""
    with running(fresh_database_url) as one, running(fresh_database_url) as two:
        assert imported(fresh_database_url, tmp_path) == "demo-shop: 0 products, 2 discounts.\n"
        async with httpx.AsyncClient(timeout=60, transport=SpreadTransport()) as client:

            async def ask(agent: int, tail: str, body: Any) -> httpx.Response:
                address = (one if agent % 2 else two).address
                headers = ACP.headers_for(f"{agent}{tail}")
                return await client.post(f"{address}{ACP.root}{tail}", headers=headers, json=body)

            body = {
                "line_items": [{"id": "item_123", "quantity": 1}],
                "fulfillment_details": {"address": ADDRESS},
                "discounts": {"codes": ["last"]},
            }
            agents = range(AGENTS)
            opened = await asyncio.gather(*(ask(each, "", body) for each in agents))
            assert {_total(each.json()) for each in opened} == {514}
            tails = [f"/{each.json()['id']}/complete" for each in opened]
            answers = await asyncio.gather(*(ask(each, tails[each], PAYMENT) for each in agents))
        for server in (one, two):
            server.kill()
    outcomes = Counter((each.json()["status"], _total(each.json())) for each in answers)
    assert outcomes == {("completed", 514): 1, ("ready_for_payment", 1029): AGENTS - 1}
    reasons = {each.json()["discounts"].get("rejected", [{}])[0].get("reason") for each in answers}
    assert reasons == {None, "discount_code_usage_limit_reached"}
    assert payments(fresh_database_url) == [("paid", 1)]
    assert rows(fresh_database_url, "SELECT uses FROM tillroll.discounts WHERE id = 'half'") == [
        (1,)
    ]


def _total(session: dict[str, Any]) -> int:
    (total,) = (row["amount"] for row in session["totals"] if row["type"] == "total")
    return int(total)
