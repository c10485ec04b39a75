"""A shop is asked one question about a checkout at a time."""

import asyncio
from dataclasses import dataclass, field

import pytest

from application.commands.purchase import CommitPurchase
from application.ports.purchase_validation import Approved, OnWaiting, Validation, do_nothing
from domain.checkout import Checkout
from domain.refusals import Locked, Refusal
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT

COMMIT = CommitPurchase(shown_version=2)


@dataclass
class PausedShop:
    """A shop that approves when the test lets it."""

    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    was_called: asyncio.Event = field(default_factory=asyncio.Event)
    questions: int = 0

    async def ask(self, checkout: Checkout, on_waiting: OnWaiting = do_nothing) -> Validation:
        """Count the question and wait."""
        self.questions += 1
        self.was_called.set()
        await self.may_answer.wait()
        return Approved()


async def test_ten_commits_at_the_same_time() -> None:
    """One of them asks the shop and commits; the others are refused with Locked, and that is kept."""
    shop = PausedShop()
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)
    commits = [app.begin_change(checkout.id, COMMIT) for _ in range(10)]
    await shop.was_called.wait()
    # Nine of them end while the shop has not answered.
    waiting = set(commits)
    while len(waiting) > 1:
        _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    shop.may_answer.set()
    results = await asyncio.gather(*commits, return_exceptions=True)

    assert shop.questions == 1
    assert sorted(type(each).__name__ for each in results) == ["Checkout", *["Locked"] * 9]
    assert await app.history(checkout.id) == ["Opened", "CartReplaced", "PurchaseCommitted"]
    assert [each.reason for each in await app.refused_commands(checkout.id)] == ["Locked"] * 9


async def test_another_commit_after_the_answer() -> None:
    """The checkout can be committed again after a question whose request broke off."""
    shop = PausedShop()
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)
    first = app.begin_change(checkout.id, COMMIT)
    await shop.was_called.wait()
    first.cancel()
    await asyncio.wait([first])
    shop.may_answer.set()

    await app.change(checkout.id, COMMIT)

    assert shop.questions == 2


async def test_two_processes_at_the_same_time() -> None:
    """Each process asks the shop, and one of the two commits is recorded."""
    shop = PausedShop()
    first = ApplicationFixture(validation=shop)
    checkout = await first.open(SHIRT)
    second = ApplicationFixture(
        storage=first.storage, clock=first.clock, ids=first.ids, validation=shop
    )
    commits = [app.begin_change(checkout.id, COMMIT) for app in (first, second)]
    while shop.questions < 2:  # noqa: ASYNC110  it ends in a few turns of the loop
        await asyncio.sleep(0)
    shop.may_answer.set()
    results = await asyncio.gather(*commits, return_exceptions=True)

    assert shop.questions == 2
    assert sum(isinstance(each, Refusal) for each in results) == 1
    assert await first.history(checkout.id) == ["Opened", "CartReplaced", "PurchaseCommitted"]


async def test_another_checkout() -> None:
    """A question about one checkout does not refuse the commit of another."""
    shop = PausedShop()
    app = ApplicationFixture(validation=shop)
    one = await app.open(SHIRT)
    other = await app.open(SHIRT, token="public-SE-2")
    commits = [app.begin_change(each.id, COMMIT) for each in (one, other)]
    shop.may_answer.set()

    await asyncio.gather(*commits)

    assert shop.questions == 2


async def test_the_refused_one_after_the_first_failed() -> None:
    """A commit that was refused with Locked is accepted when it is sent again."""
    shop = PausedShop()
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)
    first = app.begin_change(checkout.id, COMMIT)
    await shop.was_called.wait()
    with pytest.raises(Locked):
        await app.change(checkout.id, COMMIT)
    first.cancel()
    await asyncio.wait([first])
    shop.may_answer.set()

    assert (await app.change(checkout.id, COMMIT)).version == 3
