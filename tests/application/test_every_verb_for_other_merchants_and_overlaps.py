"""The three refusals of the application (not found, stale version, locked), for every verb in every stage.

The refusals of the verbs are tested in tests/application/commands/test_every_verb_in_every_stage.py.
"""

import pytest

from application.commands.change import Change
from application.ports.event_store import Append, EventStore
from domain.refusals import CheckoutNotFound, Locked, Refusal, StaleVersion
from tests.application.application_fixture import ApplicationFixture
from tests.application.commands.changes import CHANGES
from tests.domain.event_builders import (
    DEADLINE,
    NOW,
    SHIRT,
    SHOP,
    cart_replaced,
    metadata_replaced,
    numbered,
    opened,
)
from tests.domain.rule_book import STAGES
from tests.domain.scenario import recorded, replay

ID = "checkout-1"
EVERYTHING = [(verb, stage) for verb in CHANGES for stage in STAGES]


async def append_history(store: EventStore, stage: str) -> int:
    """Record a history that leads to the stage, and return its last version."""
    history = numbered([opened(), cart_replaced(SHIRT), *STAGES[stage]])
    await store.append(Append(history, deadline=DEADLINE))
    return len(history)


def recordable(change: Change, stage: str) -> bool:
    """Return whether the verb has something to record in this stage."""
    draft = replay(numbered([opened(), cart_replaced(SHIRT), *STAGES[stage]]))
    try:
        change.decide(draft, SHOP, NOW)
    except Refusal:
        return False
    return bool(recorded(draft))


@pytest.mark.parametrize(("verb", "stage"), EVERYTHING)
async def test_another_merchants_checkout_is_not_found(
    app: ApplicationFixture, verb: str, stage: str
) -> None:
    """A command of another merchant raises CheckoutNotFound and leaves no record, for every verb and stage."""
    version = await append_history(app.store, stage)
    with pytest.raises(CheckoutNotFound):
        await app.change(ID, CHANGES[verb], merchant="other")
    assert len(await app.history(ID)) == version
    assert await app.refused_commands(ID) == []


@pytest.mark.parametrize(("verb", "stage"), EVERYTHING)
async def test_an_unexpected_version_is_stale(
    app: ApplicationFixture, verb: str, stage: str
) -> None:
    """An expected version that is not the current one raises StaleVersion, which is recorded as a refused command."""
    version = await append_history(app.store, stage)
    with pytest.raises(StaleVersion):
        await app.change(ID, CHANGES[verb], expected=(version + 1,))
    assert len(await app.history(ID)) == version
    assert [record.reason for record in await app.refused_commands(ID)] == ["StaleVersion"]


@pytest.mark.parametrize(
    ("verb", "stage"), [(v, s) for v, s in EVERYTHING if recordable(CHANGES[v], s)]
)
async def test_an_overlapping_append_locks_the_change(
    app: ApplicationFixture, verb: str, stage: str
) -> None:
    """If another event is recorded meanwhile, the change records nothing and raises Locked."""
    version = await append_history(app.store, stage)
    hold = app.store.hold_next_append()
    slow = app.begin_change(ID, CHANGES[verb])
    await hold.reached.wait()
    await app.storage.events.append(Append(numbered([metadata_replaced("{}")], after=version)))
    hold.resumed.set()
    with pytest.raises(Locked):
        await slow
    assert (await app.history(ID))[version:] == ["MetadataReplaced"]
    assert [record.reason for record in await app.refused_commands(ID)] == ["Locked"]
