"""Failovers that Patroni decides, under load, one after another on the same two machines."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final

from tests.system.faults.failover.outcome import FailoverOutcome, count_failovers
from tests.system.faults.patroni.nodes import Node, Nodes, Programs, running_nodes
from tests.system.faults.shop import Shop
from tests.system.service.server import running

_Fault = Callable[[Nodes, Node], Awaitable[None]]


async def _kill_server(nodes: Nodes, primary: Node) -> None:
    await asyncio.to_thread(primary.kill, patroni=False)


async def _kill_machine(nodes: Nodes, primary: Node) -> None:
    await asyncio.to_thread(primary.kill, patroni=True)


async def _freeze_machine(nodes: Nodes, primary: Node) -> None:
    await asyncio.to_thread(primary.freeze)


async def _switch_over(nodes: Nodes, primary: Node) -> None:
    await asyncio.to_thread(primary.switch_to, nodes.other(primary))


async def _nothing(primary: Node) -> None: ...


async def _start_again(primary: Node) -> None:
    await asyncio.to_thread(primary.start)


async def _thaw(primary: Node) -> None:
    await asyncio.to_thread(primary.thaw)


_FAULTS: Final[dict[str, tuple[_Fault, Callable[[Node], Awaitable[None]]]]] = {
    "PostgreSQL is killed, Patroni lives": (_kill_server, _nothing),
    "all of its machine is killed": (_kill_machine, _start_again),
    "all of its machine is frozen, and thawed after the promotion": (_freeze_machine, _thaw),
    "planned switchover": (_switch_over, _nothing),
}


async def patroni_failovers(
    folder: Path, programs: Programs
) -> AsyncIterator[tuple[str, FailoverOutcome]]:
    """Each fault of the primary and its outcome. Patroni promotes the standby, and the former primary follows it."""
    with running_nodes(folder, programs) as nodes, running(nodes.url) as server:
        for name, (fault, repair) in _FAULTS.items():
            shop = Shop(server.address)
            await asyncio.to_thread(shop.open)
            async with shop.selling():
                await shop.more()
                primary = await asyncio.to_thread(lambda: nodes.primary)
                promotion = asyncio.create_task(
                    asyncio.to_thread(nodes.wait_for_promotion, primary)
                )
                await fault(nodes, primary)
                promoted = await promotion
                await shop.more()
                await repair(primary)
                await asyncio.to_thread(nodes.wait_for_standby)
                await shop.more()
            yield name, await count_failovers(nodes.url, shop, [promoted])
