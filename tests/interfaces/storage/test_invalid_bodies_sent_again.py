"""Invalid bodies whose connection breaks while they are being kept."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT
from interfaces.storage.postgres.connections.session import Timeouts
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.test_keeping_invalid_bodies import invalid, size
from tests.interfaces.storage.test_refused_attempts import ATTEMPT
from tests.interfaces.storage.wire import Fault, Wire

IMPATIENT = Timeouts(lock=0.2, statement=0.3, connect=2, silence=0.4, answer=2.0)
ANY_LOSS = [Fault.QUESTION_LOST, Fault.ANSWER_LOST, Fault.END_OF_ANSWER_LOST, Fault.SILENCE]


@pytest.fixture
async def wire(migrated_url: str) -> AsyncIterator[Wire]:
    async with Wire(migrated_url).listening() as wire:
        yield wire


@pytest.fixture
async def wired(wire: Wire) -> AsyncIterator[PostgresStorage]:
    """A storage behind the wire, whose connections have all been used."""
    async with PostgresStorage(wire.url, patience=IMPATIENT) as storage:
        await storage.refusals.keep_counted(invalid(0, "warm"))
        await storage.refusals.of("warm")
        yield storage


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_invalid_bodies_outlive_their_connection(
    wire: Wire, wired: PostgresStorage, fault: Fault
) -> None:
    """Whatever is lost on the way, each is kept once and counted once, with other refusals of the batch."""
    wire.break_next(fault)
    await asyncio.gather(
        wired.refusals.keep_counted(invalid(1)),
        wired.refusals.keep(ATTEMPT),
        wired.refusals.keep_counted(invalid(2)),
    )
    reasons = sorted(each.reason for each in await wired.refusals.of("a"))
    assert reasons == ["InvalidBody", "InvalidBody", "NegativeTotal"]


@pytest.mark.parametrize("fault", ANY_LOSS)
async def test_one_beyond_the_limit_is_counted_once(
    wire: Wire, wired: PostgresStorage, fault: Fault
) -> None:
    """The latest attempt is recognised when it is sent again."""
    await asyncio.gather(
        *(wired.refusals.keep_counted(invalid(number)) for number in range(COUNTED_ATTEMPTS_KEPT))
    )
    wire.break_next(fault)
    await wired.refusals.keep_counted(invalid(500))
    *first, latest = await wired.refusals.of("a")
    assert (len(first), size(latest)) == (COUNTED_ATTEMPTS_KEPT, 500)
    assert json.loads(latest.facts)["beyond_limit"] == 1
