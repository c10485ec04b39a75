"""A process that turns merchants or payments away is not ready, and one that turns strangers away is."""

import asyncio

import pytest

from interfaces.http.party import STRANGER, Party, Share
from interfaces.http.pipeline.admission import RECENT_SECONDS
from interfaces.http.pipeline.body_budget import BodyLimits
from interfaces.http.pipeline.crowding import places_check
from interfaces.telemetry.readiness import readiness
from tests.interfaces.http.pipeline.waiting_service import WaitingService

CLAIM = Party(Share.MERCHANTS, "shop", "100001", is_verified=False)


async def crowd(service: WaitingService, party: Party) -> None:
    """Send one request more than there are places."""
    waiting = [asyncio.create_task(service.send("/shop/wait", party, b"")) for _ in range(1)]
    await service.wait_for(1)
    assert (await service.send("/shop/now", party, b"")).status == 503
    service.may_answer.set()
    await asyncio.gather(*waiting)


@pytest.mark.parametrize("share", [Share.MERCHANTS, Share.PAYMENTS])
async def test_a_process_that_turns_away_is_not_ready(share: Share) -> None:
    """The reason names the share, until 10 seconds have passed."""
    service = WaitingService(places=1)
    check = {"places": places_check(service.admission)}
    assert (await readiness(check)).is_ready
    await crowd(service, Party(share, "a"))
    service.seconds += RECENT_SECONDS - 1
    found = await readiness(check)
    assert not found.is_ready
    assert f"Requests of {share} are turned away" in str(found.checks["places"]["reason"])
    service.seconds += 1
    assert (await readiness(check)).is_ready


@pytest.mark.parametrize("party", [STRANGER, Party(Share.HISTORY, "auditor")])
async def test_turning_others_away_leaves_it_ready(party: Party) -> None:
    """Otherwise a stranger could take it out of the load balancer."""
    service = WaitingService(places=1)
    await crowd(service, party)
    assert (await readiness({"places": places_check(service.admission)})).is_ready


async def test_claims_without_room_for_their_bodies_leave_it_ready() -> None:
    """Anybody may send large bodies in the name of a merchant."""
    limits = BodyLimits(altogether=400_000, per_address=100_000, per_party=100_000)
    service = WaitingService(bodies=limits)
    parts = [b"x" * 60_000] * 3
    assert (await service.send("/shop/now", CLAIM, *parts)).status == 503
    assert (await readiness({"places": places_check(service.admission)})).is_ready
