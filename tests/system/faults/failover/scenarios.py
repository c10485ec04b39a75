"""Failovers of a primary to its standby under load, and how long changes were not acknowledged.

Each scenario runs `tillroll serve` with both servers in its DATABASE_URL, and writers that never pause.
"""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from application.ports.event_store import Append, StoreUnavailable
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.audit.histories import one_history
from tests.interfaces.storage.replication.servers import Server
from tests.system.faults.failover.cluster import running_cluster
from tests.system.faults.failover.outcome import UNAVAILABLE, FailoverOutcome, count_failovers
from tests.system.faults.shop import Shop
from tests.system.service.server import running

_PATIENCE: Final = Timeouts(lock=1.0, statement=1.5, connect=2, silence=2.0, answer=4.0)


FailoverScenario = Callable[[Path], Coroutine[None, None, FailoverOutcome]]


async def primary_killed(folder: Path, *, times: int) -> FailoverOutcome:
    """The primary is killed with SIGKILL and the standby promoted, `times` times. The killed one follows then."""
    promotions = []
    with running_cluster(folder) as cluster, running(cluster.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            for _ in range(times):
                await shop.more()
                await asyncio.to_thread(cluster.kill)
                promotions.append(await asyncio.to_thread(cluster.promote))
                await shop.more()
                await asyncio.to_thread(cluster.rejoin)
            await shop.more()
        return await count_failovers(cluster.primary.url, shop, promotions)


async def primary_frozen(folder: Path) -> FailoverOutcome:
    """The primary is frozen, the standby promoted, and the frozen one thawed. It acknowledges no change after that."""
    with running_cluster(folder) as cluster, running(cluster.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            await shop.more()
            await asyncio.to_thread(cluster.freeze)
            await shop.refused(UNAVAILABLE)
            promoted = await asyncio.to_thread(cluster.promote)
            await shop.more()
            await asyncio.to_thread(cluster.thaw, cluster.standby)
            await shop.more()
            await _refuse_changes(cluster.standby)
            await asyncio.to_thread(cluster.standby.stop)
            await asyncio.to_thread(cluster.rejoin)
            await shop.more()
        return await count_failovers(cluster.primary.url, shop, [promoted])


async def switched_over(folder: Path, *, times: int) -> FailoverOutcome:
    """The primary is stopped in order and the standby promoted, `times` times. The stopped one is the next standby."""
    promotions = []
    with running_cluster(folder) as cluster, running(cluster.url) as server:
        shop = Shop(server.address)
        await asyncio.to_thread(shop.open)
        async with shop.selling():
            for _ in range(times):
                await shop.more()
                await asyncio.to_thread(cluster.primary.stop, "fast")
                promotions.append(await asyncio.to_thread(cluster.promote))
                await shop.more()
                await asyncio.to_thread(cluster.follow)
            await shop.more()
        return await count_failovers(cluster.primary.url, shop, promotions)


async def _refuse_changes(former: Server) -> None:
    """Assert that the former primary, which knows of no other, acknowledges no change to a tillroll of its own."""
    async with PostgresStorage(former.url, patience=_PATIENCE) as storage:
        with pytest.raises(StoreUnavailable):
            await storage.events.append(Append(one_history("on the former primary", 1, 1)))


def failover_scenarios(times: int) -> dict[str, FailoverScenario]:
    """The scenarios by what happens, with so many failovers in each that can be repeated."""
    return {
        f"the primary is killed, {times} times": partial(primary_killed, times=times),
        "the primary is frozen, and thawed after the promotion": primary_frozen,
        f"planned switchover, {times} times": partial(switched_over, times=times),
    }
