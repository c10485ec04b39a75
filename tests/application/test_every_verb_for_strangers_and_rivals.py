"""The three refusals of the application, for every verb in every stage.

What a verb says for itself is in tests/application/commands/test_every_verb_in_every_stage.py.
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


async def begin(store: EventStore, stage: str) -> int:
    """Records a history that leads into the stage; returns its last version."""
    history = numbered([opened(), cart_replaced(SHIRT), *STAGES[stage]])
    await store.append(Append(history, deadline=DEADLINE))
    return len(history)


def recordable(change: Change, stage: str) -> bool:
    """Whether the verb has something to record in this stage."""
    draft = replay(numbered([opened(), cart_replaced(SHIRT), *STAGES[stage]]))
    try:
        change.decide(draft, SHOP, NOW)
    except Refusal:
        return False
    return bool(recorded(draft))


@pytest.mark.parametrize(("verb", "stage"), EVERYTHING)
async def test_a_stranger_finds_nothing(app: ApplicationFixture, verb: str, stage: str) -> None:
    """Another merchant is told that there is no such checkout, whatever is asked in whatever stage."""
    version = await begin(app.store, stage)
    with pytest.raises(CheckoutNotFound):
        await app.change(ID, CHANGES[verb], merchant="other")
    assert len(await app.history(ID)) == version
    assert await app.attempts(ID) == []


@pytest.mark.parametrize(("verb", "stage"), EVERYTHING)
async def test_a_version_that_does_not_stand(
    app: ApplicationFixture, verb: str, stage: str
) -> None:
    """Who names another version is told so, whatever is asked in whatever stage; and it is kept."""
    version = await begin(app.store, stage)
    with pytest.raises(StaleVersion):
        await app.change(ID, CHANGES[verb], expected=(version + 1,))
    assert len(await app.history(ID)) == version
    assert [attempt.reason for attempt in await app.attempts(ID)] == ["StaleVersion"]


@pytest.mark.parametrize(
    ("verb", "stage"), [(v, s) for v, s in EVERYTHING if recordable(CHANGES[v], s)]
)
async def test_a_rival_came_first(app: ApplicationFixture, verb: str, stage: str) -> None:
    """Where another event is recorded meanwhile, what the verb would have recorded is not, and it is Locked."""
    version = await begin(app.store, stage)
    hold = app.store.hold_next_append()
    slow = app.begin_change(ID, CHANGES[verb])
    await hold.reached.wait()
    await app.storage.events.append(Append(numbered([metadata_replaced("{}")], after=version)))
    hold.let_go.set()
    with pytest.raises(Locked):
        await slow
    assert (await app.history(ID))[version:] == ["MetadataReplaced"]
    assert [attempt.reason for attempt in await app.attempts(ID)] == ["Locked"]
