"""A purchase is paid once, whatever dies on the way, and nothing is sold that is not there."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from application.jobs.expiry import sweep
from application.ports.event_store import StoreUnavailable
from application.ports.idempotency_store import KeyAlreadyUsed
from application.ports.payment_provider import PAYMENT_PATIENCE, PaymentUnclear
from application.selling.pricing import ItemRequest
from application.selling.purchases import INTERRUPTED, Purchase
from application.selling.sessions import LARGEST_SUM
from domain.refusals import (
    CheckoutCancelled,
    DeliveryMissing,
    NotAvailable,
    OpenedInAnotherDialect,
    PurchaseCommitmentFound,
    PurchaseCompleted,
)
from domain.stage import Stage
from domain.values.quote import Notice, NoticeKind
from tests.application.selling.agency import GOODS, PAYING, Agency, target, with_key
from tests.domain.event_builders import ADA, SHOP


class Crash(BaseException):
    """The process dies here."""


@pytest.fixture
async def agency() -> Agency:
    agency = Agency()
    await agency.stock()
    return agency


async def test_a_payment_completes_the_purchase(agency: Agency) -> None:
    """Committed, paid for and completed, with what was quoted; the stock is taken."""
    session = await agency.open(("mug", 2))
    paid = await agency.complete(session, replace(PAYING, customer=ADA))
    assert (paid.stage, paid.customer) == (Stage.COMPLETED, ADA)
    assert paid.payment is not None
    assert (paid.payment.amount, paid.payment.provider) == (session.total, "stripe")
    assert (await agency.app.history(session.id))[-3:] == [
        "CustomerIdentified",
        "PurchaseCommitted",
        "Completed",
    ]
    assert await agency.left() == 8


async def test_a_declined_payment_leaves_the_session_open(agency: Agency) -> None:
    """The reason is told, the stock comes back, and the customer can try again."""
    session = await agency.open(("mug", 2))
    agency.provider.declines = True
    declined = await agency.complete(session)
    assert (declined.stage, declined.payment_failure) == (Stage.OPEN, "No money.")
    assert await agency.left() == 10
    agency.provider.declines = False
    assert (await agency.complete(session)).stage is Stage.COMPLETED
    assert list(agency.provider.asked.values()) == [1, 1]


async def test_nothing_is_asked_for_that_cannot_be_bought(agency: Agency) -> None:
    """Without an address, with too many pieces, or after the end, no payment is asked for."""
    with pytest.raises(DeliveryMissing):
        await agency.complete(await agency.open(("mug", 1), address=None))
    with pytest.raises(NotAvailable):
        await agency.complete(await agency.open(("mug", 6)))
    cancelled = await agency.open(("mug", 1))
    await agency.sessions.cancel(target(cancelled), "left", SHOP)
    with pytest.raises(CheckoutCancelled):
        await agency.complete(cancelled)
    done = await agency.complete(await agency.open(("mug", 1)))
    with pytest.raises(PurchaseCompleted):
        await agency.complete(done)
    elsewhere = replace(target(await agency.open(("mug", 1))), dialect="acp")
    with pytest.raises(OpenedInAnotherDialect):
        await agency.purchases.complete(elsewhere, lambda _: PAYING, SHOP)
    assert agency.provider.payments == 1


async def test_what_was_sold_meanwhile(agency: Agency) -> None:
    """A session that was quoted when there was enough is told what is left, and is not paid for."""
    session = await agency.open(("mug", 4))
    await agency.complete(await agency.open(("mug", 5)))
    await agency.complete(await agency.open(("mug", 2)))
    told = await agency.complete(session)
    assert told.stage is Stage.OPEN
    assert told.notices == (Notice(kind=NoticeKind.OUT_OF_STOCK, article="mug", available=3),)
    assert agency.provider.payments == 2
    assert [attempt.reason for attempt in await agency.app.attempts(session.id)] == ["NotAvailable"]
    fewer = await agency.update(told, items=(ItemRequest(article="mug", quantity=3),))
    assert (await agency.complete(fewer)).stage is Stage.COMPLETED
    assert await agency.left() == 0


async def test_what_cannot_be_quoted_any_more(agency: Agency) -> None:
    """Sold out, and at a price beyond all bounds: the purchase is refused, and the session stands as it was agreed."""
    session = await agency.open(("mug", 4))
    mug, *others = GOODS.products
    assert mug.id == "mug"
    dear = replace(mug, unit_price=LARGEST_SUM, stock=1)
    await agency.stock(replace(GOODS, products=(dear, *others)))
    with pytest.raises(NotAvailable):
        await agency.complete(session)
    assert await agency.sessions.read(target(session)) == session
    assert agency.provider.payments == 0


async def test_the_last_pieces_are_sold_once(agency: Agency) -> None:
    """200 customers complete at once, and there are ten pieces."""
    sessions = [await agency.open(("mug", 1)) for _ in range(200)]
    outcomes = await asyncio.gather(*(agency.complete(session) for session in sessions))
    assert Counter(outcome.stage for outcome in outcomes) == {Stage.COMPLETED: 10, Stage.OPEN: 190}
    assert (agency.provider.payments, await agency.left()) == (10, 0)


async def test_two_requests_for_one_purchase(agency: Agency) -> None:
    """While one is at it, the other is told so, and the provider is asked once."""
    session = await agency.open(("mug", 1))
    outcomes = await asyncio.gather(
        *(agency.complete(session) for _ in range(5)), return_exceptions=True
    )
    completed = [each for each in outcomes if not isinstance(each, BaseException)]
    assert {each.stage for each in completed} == {Stage.COMPLETED}
    assert len(completed) == 1
    assert sum(agency.provider.asked.values()) == 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("key", [True, False])
async def test_a_crash_around_the_payment(agency: Agency, when: str, key: bool) -> None:
    """Whether the provider was reached or not, the customer pays once, and the retry says how it ended."""
    session = await agency.open(("mug", 1))
    response_renderer = with_key() if key else None
    setattr(agency.provider, when, Crash())
    with pytest.raises(Crash):
        await agency.complete(session, response_renderer=response_renderer)
    assert (await agency.sessions.read(target(session))).stage is Stage.COMMITTED
    assert await agency.left() == 9

    later = agency.start_process()
    setattr(agency.provider, when, None)
    with pytest.raises(PurchaseCommitmentFound):
        await later.complete(session, response_renderer=response_renderer, again=key)
    later.app.clock.passes(PAYMENT_PATIENCE)
    paid = await later.complete(session, response_renderer=response_renderer, again=key)

    assert paid.stage is Stage.COMPLETED
    assert agency.provider.payments == 1
    assert set(agency.provider.asked.values()) == {1}
    assert await agency.left() == 9
    if response_renderer is not None:
        kept = await agency.app.storage.answers.find(
            response_renderer.idempotent_request, later.app.clock()
        )
        assert kept is not None
        assert kept.answer is not None
        assert kept.answer.body == b"completed"


async def test_a_crash_after_a_declined_payment(agency: Agency) -> None:
    """The retry of the same request is told of that payment; another request asks for a new one."""
    agency.provider.declines = True
    agency.provider.after = Crash()
    sessions = [await agency.open(("mug", 1)) for _ in range(2)]
    for number, session in enumerate(sessions):
        with pytest.raises(Crash):
            await agency.complete(session, response_renderer=with_key(str(number)))
    agency.provider.after, agency.provider.declines = None, False
    agency.app.clock.passes(PAYMENT_PATIENCE)
    first = await agency.complete(sessions[0], response_renderer=with_key("0"), again=True)
    other = await agency.complete(sessions[1], response_renderer=with_key("another"))
    assert (first.stage, first.payment_failure) == (Stage.OPEN, "No money.")
    assert other.stage is Stage.COMPLETED


async def test_nobody_comes_back_after_a_crash(agency: Agency) -> None:
    """The sweep settles it: what was paid is completed, what was not is open again with its stock."""
    paid, unpaid = await agency.open(("mug", 1)), await agency.open(("mug", 2))
    agency.provider.after = Crash()
    with pytest.raises(Crash):
        await agency.complete(paid)
    agency.provider.before = Crash()
    with pytest.raises(Crash):
        await agency.complete(unpaid)
    app = agency.app
    app.clock.passes(PAYMENT_PATIENCE)
    await sweep(app.checkouts, app.storage.deadlines, app.clock, agency.purchases.recover)
    assert (await agency.sessions.read(target(paid))).stage is Stage.COMPLETED
    freed = await agency.sessions.read(target(unpaid))
    assert (freed.stage, freed.payment_failure) == (Stage.OPEN, INTERRUPTED)
    assert await agency.left() == 9
    again = await agency.complete(paid, response_renderer=with_key(), again=True)
    assert again.stage is Stage.COMPLETED
    app.clock.passes(timedelta(days=8))
    await sweep(app.checkouts, app.storage.deadlines, app.clock, agency.purchases.recover)
    assert (await app.history(unpaid.id))[-1] == "Expired"


async def test_a_provider_that_does_not_answer(agency: Agency) -> None:
    """It is asked what became of the attempt; where it does not say, nothing is decided yet."""
    session = await agency.open(("mug", 1))
    agency.provider.after = PaymentUnclear()
    assert (await agency.complete(session)).stage is Stage.COMPLETED
    other = await agency.open(("mug", 1))
    agency.provider.is_away = True
    with pytest.raises(StoreUnavailable):
        await agency.complete(other)
    assert (await agency.sessions.read(target(other))).stage is Stage.COMMITTED
    agency.provider.is_away = False
    agency.app.clock.passes(PAYMENT_PATIENCE)
    assert (await agency.complete(other)).stage is Stage.COMPLETED
    assert set(agency.provider.asked.values()) == {1}


async def test_a_payment_that_arrives_late(agency: Agency) -> None:
    """An attempt that was settled as never asked is closed: it takes no money any more."""
    session = await agency.open(("mug", 1))
    agency.provider.before = Crash()
    with pytest.raises(Crash):
        await agency.complete(session)
    committed = await agency.sessions.read(target(session))
    agency.provider.before = None
    agency.app.clock.passes(PAYMENT_PATIENCE)
    assert (await agency.complete(session)).stage is Stage.COMPLETED
    assert committed.payment_attempt is not None
    assert committed.payment_attempt not in agency.provider.asked


async def test_a_key_that_was_answered(agency: Agency) -> None:
    """No payment is asked for under a key that has its answer."""
    first, second = await agency.open(("mug", 1)), await agency.open(("mug", 1))
    await agency.complete(first, response_renderer=with_key())
    with pytest.raises(KeyAlreadyUsed):
        await agency.complete(
            second, Purchase(token="t", provider="p"), response_renderer=with_key()
        )
    assert (agency.provider.payments, await agency.left()) == (1, 9)
