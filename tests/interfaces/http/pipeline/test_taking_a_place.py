"""A request takes a place when its body has arrived, and gives it back when it waits for others."""

import asyncio

from interfaces.http.party import STRANGER, Party, Share
from interfaces.http.pipeline.body_budget import BodyLimits
from tests.interfaces.http.pipeline.waiting_service import WaitingService

SHOP = Party(Share.MERCHANTS, "shop", "key")
OTHER = Party(Share.MERCHANTS, "other", "key")


async def test_bodies_that_do_not_arrive_hold_no_place() -> None:
    """Twenty requests whose bodies are not complete leave all four places free."""
    service = WaitingService(places=4)
    body = asyncio.Event()
    waiting = [
        asyncio.create_task(service.send("/shop/now", STRANGER, b"a", b"b", more=body))
        for _ in range(20)
    ]
    await service.wait_for(20)
    assert (await service.send("/shop/now", STRANGER, b"abc")).body == b"3"
    assert service.admission.taken_places()["strangers"] == 0
    body.set()
    assert [each.status for each in await asyncio.gather(*waiting)] == [200] * 20


async def test_one_share_does_not_take_the_places_of_another() -> None:
    """While strangers hold all of theirs, merchants and payments are served."""
    service = WaitingService(places=2)
    waiting = [asyncio.create_task(service.send("/shop/wait", STRANGER, b"")) for _ in range(2)]
    await service.wait_for(2)
    rejected = await service.send("/shop/now", STRANGER, b"")
    assert (rejected.status, rejected.headers["retry-after"]) == (503, "2")
    for share in (Share.MERCHANTS, Share.PAYMENTS, Share.HISTORY):
        assert (await service.send("/shop/now", Party(share, "a"), b"")).status == 200
    assert service.counted == [("strangers", "places")]
    service.may_answer.set()
    await asyncio.gather(*waiting)


async def test_one_merchant_does_not_take_the_places_of_another() -> None:
    """A merchant gets 503 at three of four places, and another merchant is served."""
    service = WaitingService(places=4)
    waiting = [asyncio.create_task(service.send("/shop/wait", SHOP, b"")) for _ in range(3)]
    await service.wait_for(3)
    assert (await service.send("/shop/now", SHOP, b"")).status == 503
    assert (await service.send("/shop/now", OTHER, b"")).status == 200
    service.may_answer.set()
    await asyncio.gather(*waiting)
    assert (await service.send("/shop/now", SHOP, b"")).status == 200


async def test_waiting_for_another_server_holds_no_place() -> None:
    """Endpoints that have given their places back leave them to others, and each is given back once."""
    service = WaitingService(places=2)
    waiting = [asyncio.create_task(service.send("/shop/asks", SHOP, b"")) for _ in range(10)]
    await service.wait_for(10)
    assert service.admission.taken_places()["merchants"] == 0
    assert (await service.send("/shop/now", SHOP, b"")).status == 200
    service.may_answer.set()
    assert [each.status for each in await asyncio.gather(*waiting)] == [200] * 10
    assert service.admission.taken_places()["merchants"] == 0


async def test_bodies_beyond_the_budget_are_answered_at_once() -> None:
    """503 as soon as the bytes exceed it, and what was held is free again."""
    limits = BodyLimits(altogether=400_000, per_address=100_000, per_party=100_000)
    service = WaitingService(bodies=limits)
    answered = await service.send("/shop/now", STRANGER, *[b"x" * 30_000] * 10)
    assert (answered.status, answered.receives) == (503, 4)
    assert service.counted == [("strangers", "bodies")]
    assert service.bodies.used == 0
    assert (await service.send("/shop/now", STRANGER, b"x" * 30_000)).body == b"30000"
    assert service.bodies.used == 0


async def test_a_body_counts_until_it_is_answered() -> None:
    """Its bytes are in memory while the endpoint works."""
    service = WaitingService()
    sending = asyncio.create_task(service.send("/shop/wait", SHOP, b"x" * 50_000))
    await service.wait_for(1)
    assert service.bodies.used == 50_000
    service.may_answer.set()
    await sending
    assert service.bodies.used == 0


async def test_a_body_that_is_too_large_does_not_count() -> None:
    """It is drained and forgotten, and its sender reads 413."""
    service = WaitingService(bodies=BodyLimits(altogether=8_000_000, per_address=2_000_000))
    answered = await service.send("/shop/now", STRANGER, *[b"x" * 100_000] * 30)
    assert (answered.status, answered.receives) == (413, 30)
    assert service.bodies.used == 0
