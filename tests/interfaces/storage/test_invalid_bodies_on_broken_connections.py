"""Recording invalid bodies while the connection breaks."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.test_invalid_body_log import invalid, size
from tests.interfaces.storage.test_refusal_log import REFUSED
from tests.interfaces.storage.wire import Fault, Wire

IMPATIENT = Timeouts(lock=0.2, statement=0.3, connect=2, silence=0.4, answer=2.0)
ANY_LOSS = [Fault.QUESTION_LOST, Fault.ANSWER_LOST, Fault.END_OF_ANSWER_LOST, Fault.SILENCE]


@pytest.fixture
async def wire(migrated_url: str) -> AsyncIterator[Wire]:
    async with Wire(migrated_url).listening() as wire:
        yield wire


@pytest.fixture
async def proxied_storage(wire: Wire) -> AsyncIterator[PostgresStorage]:
    """A storage connected through the proxy, whose connections have all been used."""
    async with PostgresStorage(wire.url, patience=IMPATIENT) as storage:
        await storage.refusals.keep_counted(invalid(0, "warm"))
        await storage.refusals.of("warm")
        yield storage


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_invalid_bodies_survive_a_broken_connection(
    wire: Wire, proxied_storage: PostgresStorage, fault: Fault
) -> None:
    """Whichever message is lost, each invalid body is recorded once, with the other refusals of the batch."""
    wire.break_next(fault)
    await asyncio.gather(
        proxied_storage.refusals.keep_counted(invalid(1)),
        proxied_storage.refusals.keep(REFUSED),
        proxied_storage.refusals.keep_counted(invalid(2)),
    )
    reasons = sorted(each.reason for each in await proxied_storage.refusals.of("a"))
    assert reasons == ["InvalidBody", "InvalidBody", "NegativeTotal"]


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_an_invalid_body_beyond_the_limit_is_not_counted_twice(
    wire: Wire, proxied_storage: PostgresStorage, fault: Fault
) -> None:
    """A repeated statement recognises the latest invalid body, and does not count it again."""
    await asyncio.gather(
        *(
            proxied_storage.refusals.keep_counted(invalid(number))
            for number in range(COUNTED_ATTEMPTS_KEPT)
        )
    )
    wire.break_next(fault)
    await proxied_storage.refusals.keep_counted(invalid(500))
    *first, latest = await proxied_storage.refusals.of("a")
    assert (len(first), size(latest)) == (COUNTED_ATTEMPTS_KEPT, 500)
    assert json.loads(latest.facts)["beyond_limit"] == 1
