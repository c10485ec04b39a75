"""A purchase is paid once, whatever crashes, and only goods in stock are sold."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from application.jobs.expiry import sweep
from application.persons.responses import open_response
from application.ports.event_store import StoreUnavailable
from application.ports.idempotency_store import KeyAlreadyUsed
from application.ports.payment_provider import PAYMENT_PATIENCE, PaymentUnclear
from application.selling.payments import Purchase
from application.selling.pricing import ItemRequest
from application.selling.purchases import INTERRUPTED
from application.selling.session_requests import LARGEST_SUM
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
from tests.application.selling.selling_fixture import (
    GOODS,
    PAYING,
    SellingFixture,
    target,
    with_key,
)
from tests.domain.event_builders import ADA, SHOP


class Crash(BaseException):
    """Simulates the death of the process."""


@pytest.fixture
async def selling() -> SellingFixture:
    selling = SellingFixture()
    await selling.stock()
    return selling


async def test_a_payment_completes_the_purchase(selling: SellingFixture) -> None:
    """The purchase is committed, paid and completed with the quoted total, and the stock is reduced."""
    session = await selling.open(("mug", 2))
    paid = await selling.complete(session, replace(PAYING, customer=ADA))
    assert (paid.stage, paid.customer) == (Stage.COMPLETED, ADA)
    assert paid.payment is not None
    assert (paid.payment.amount, paid.payment.provider) == (session.total, "stripe")
    assert (await selling.app.history(session.id))[-3:] == [
        "CustomerIdentified",
        "PurchaseCommitted",
        "Completed",
    ]
    assert await selling.stock_left() == 8


async def test_a_declined_payment_leaves_the_session_open(selling: SellingFixture) -> None:
    """The failure is in the session, the stock is restored, and the customer can try again."""
    session = await selling.open(("mug", 2))
    selling.provider.declines = True
    declined = await selling.complete(session)
    assert (declined.stage, declined.payment_failure) == (Stage.OPEN, "No money.")
    assert await selling.stock_left() == 10
    selling.provider.declines = False
    assert (await selling.complete(session)).stage is Stage.COMPLETED
    assert list(selling.provider.requests.values()) == [1, 1]


async def test_an_invalid_purchase_requests_no_payment(selling: SellingFixture) -> None:
    """Without an address, with too many pieces, or after the end, no payment is requested."""
    with pytest.raises(DeliveryMissing):
        await selling.complete(await selling.open(("mug", 1), address=None))
    with pytest.raises(NotAvailable):
        await selling.complete(await selling.open(("mug", 6)))
    cancelled = await selling.open(("mug", 1))
    await selling.sessions.cancel(target(cancelled), "left", SHOP)
    with pytest.raises(CheckoutCancelled):
        await selling.complete(cancelled)
    done = await selling.complete(await selling.open(("mug", 1)))
    with pytest.raises(PurchaseCompleted):
        await selling.complete(done)
    elsewhere = replace(target(await selling.open(("mug", 1))), dialect="acp")
    with pytest.raises(OpenedInAnotherDialect):
        await selling.purchases.complete(elsewhere, lambda _: PAYING, SHOP)
    assert selling.provider.payments == 1


async def test_a_purchase_beyond_the_remaining_stock_is_not_paid(selling: SellingFixture) -> None:
    """A session quoted earlier gets a notice with the remaining stock, and no payment is requested."""
    session = await selling.open(("mug", 4))
    await selling.complete(await selling.open(("mug", 5)))
    await selling.complete(await selling.open(("mug", 2)))
    updated = await selling.complete(session)
    assert updated.stage is Stage.OPEN
    assert updated.notices == (Notice(kind=NoticeKind.OUT_OF_STOCK, article="mug", available=3),)
    assert selling.provider.payments == 2
    assert [refused.reason for refused in await selling.app.refused_commands(session.id)] == [
        "NotAvailable"
    ]
    fewer = await selling.update(updated, items=(ItemRequest(article="mug", quantity=3),))
    assert (await selling.complete(fewer)).stage is Stage.COMPLETED
    assert await selling.stock_left() == 0


async def test_a_purchase_that_cannot_be_quoted_is_refused(selling: SellingFixture) -> None:
    """If stock is too low and the price exceeds the limit, the purchase is refused and the session unchanged."""
    session = await selling.open(("mug", 4))
    mug, *others = GOODS.products
    assert mug.id == "mug"
    dear = replace(mug, unit_price=LARGEST_SUM, stock=1)
    await selling.stock(replace(GOODS, products=(dear, *others)))
    with pytest.raises(NotAvailable):
        await selling.complete(session)
    assert await selling.sessions.read(target(session)) == session
    assert selling.provider.payments == 0


async def test_concurrent_purchases_do_not_oversell(selling: SellingFixture) -> None:
    """Of 200 concurrent purchases with ten pieces in stock, ten are completed."""
    sessions = [await selling.open(("mug", 1)) for _ in range(200)]
    outcomes = await asyncio.gather(*(selling.complete(session) for session in sessions))
    assert Counter(outcome.stage for outcome in outcomes) == {Stage.COMPLETED: 10, Stage.OPEN: 190}
    assert (selling.provider.payments, await selling.stock_left()) == (10, 0)


async def test_concurrent_requests_for_one_purchase_do_not_pay_twice(
    selling: SellingFixture,
) -> None:
    """One of five concurrent requests completes the purchase, and the provider gets one request."""
    session = await selling.open(("mug", 1))
    outcomes = await asyncio.gather(
        *(selling.complete(session) for _ in range(5)), return_exceptions=True
    )
    completed = [each for each in outcomes if not isinstance(each, BaseException)]
    assert {each.stage for each in completed} == {Stage.COMPLETED}
    assert len(completed) == 1
    assert sum(selling.provider.requests.values()) == 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("key", [True, False])
async def test_a_crash_around_the_payment_does_not_pay_twice(
    selling: SellingFixture, when: str, key: bool
) -> None:
    """Whether or not the provider got the request, the customer pays once, and a retry returns the outcome."""
    session = await selling.open(("mug", 1))
    response_renderer = with_key() if key else None
    setattr(selling.provider, when, Crash())
    with pytest.raises(Crash):
        await selling.complete(session, response_renderer=response_renderer)
    assert (await selling.sessions.read(target(session))).stage is Stage.COMMITTED
    assert await selling.stock_left() == 9

    later = selling.start_process()
    setattr(selling.provider, when, None)
    with pytest.raises(PurchaseCommitmentFound):
        await later.complete(session, response_renderer=response_renderer, again=key)
    later.app.clock.advance(PAYMENT_PATIENCE)
    paid = await later.complete(session, response_renderer=response_renderer, again=key)

    assert paid.stage is Stage.COMPLETED
    assert selling.provider.payments == 1
    assert set(selling.provider.requests.values()) == {1}
    assert await selling.stock_left() == 9
    if response_renderer is not None:
        kept = await selling.app.storage.answers.find(
            response_renderer.idempotent_request, later.app.clock()
        )
        assert kept is not None
        assert kept.answer is not None
        answer = await open_response(kept.answer, selling.app.storage.persons)
        assert answer.body == b"completed"


async def test_a_crash_after_a_declined_payment(selling: SellingFixture) -> None:
    """A retry of the same request returns that failure. Another request starts a new payment."""
    selling.provider.declines = True
    selling.provider.after = Crash()
    sessions = [await selling.open(("mug", 1)) for _ in range(2)]
    for number, session in enumerate(sessions):
        with pytest.raises(Crash):
            await selling.complete(session, response_renderer=with_key(str(number)))
    selling.provider.after, selling.provider.declines = None, False
    selling.app.clock.advance(PAYMENT_PATIENCE)
    first = await selling.complete(sessions[0], response_renderer=with_key("0"), again=True)
    other = await selling.complete(sessions[1], response_renderer=with_key("another"))
    assert (first.stage, first.payment_failure) == (Stage.OPEN, "No money.")
    assert other.stage is Stage.COMPLETED


async def test_the_sweep_settles_crashed_purchases(selling: SellingFixture) -> None:
    """Without a retry, the sweep completes a paid purchase, and releases an unpaid one with its stock."""
    paid, unpaid = await selling.open(("mug", 1)), await selling.open(("mug", 2))
    selling.provider.after = Crash()
    with pytest.raises(Crash):
        await selling.complete(paid)
    selling.provider.before = Crash()
    with pytest.raises(Crash):
        await selling.complete(unpaid)
    app = selling.app
    app.clock.advance(PAYMENT_PATIENCE)
    await sweep(app.checkouts, app.storage.deadlines, app.clock, selling.purchases.recover)
    assert (await selling.sessions.read(target(paid))).stage is Stage.COMPLETED
    freed = await selling.sessions.read(target(unpaid))
    assert (freed.stage, freed.payment_failure) == (Stage.OPEN, INTERRUPTED)
    assert await selling.stock_left() == 9
    again = await selling.complete(paid, response_renderer=with_key(), again=True)
    assert again.stage is Stage.COMPLETED
    app.clock.advance(timedelta(days=8))
    await sweep(app.checkouts, app.storage.deadlines, app.clock, selling.purchases.recover)
    assert (await app.history(unpaid.id))[-1] == "Expired"


async def test_a_provider_without_an_answer_is_queried(selling: SellingFixture) -> None:
    """The provider is queried for the outcome of the attempt. Without an answer, the commitment stays."""
    session = await selling.open(("mug", 1))
    selling.provider.after = PaymentUnclear()
    assert (await selling.complete(session)).stage is Stage.COMPLETED
    other = await selling.open(("mug", 1))
    selling.provider.is_unavailable = True
    with pytest.raises(StoreUnavailable):
        await selling.complete(other)
    assert (await selling.sessions.read(target(other))).stage is Stage.COMMITTED
    selling.provider.is_unavailable = False
    selling.app.clock.advance(PAYMENT_PATIENCE)
    assert (await selling.complete(other)).stage is Stage.COMPLETED
    assert set(selling.provider.requests.values()) == {1}


async def test_an_attempt_settled_as_not_attempted_is_closed(selling: SellingFixture) -> None:
    """A payment attempt that never reached the provider is closed, and another one completes the purchase."""
    session = await selling.open(("mug", 1))
    selling.provider.before = Crash()
    with pytest.raises(Crash):
        await selling.complete(session)
    committed = await selling.sessions.read(target(session))
    selling.provider.before = None
    selling.app.clock.advance(PAYMENT_PATIENCE)
    assert (await selling.complete(session)).stage is Stage.COMPLETED
    assert committed.payment_attempt is not None
    assert committed.payment_attempt not in selling.provider.requests


async def test_a_used_key_requests_no_payment(selling: SellingFixture) -> None:
    """An idempotency key that has a response refuses the purchase before the payment."""
    first, second = await selling.open(("mug", 1)), await selling.open(("mug", 1))
    await selling.complete(first, response_renderer=with_key())
    with pytest.raises(KeyAlreadyUsed):
        await selling.complete(
            second, Purchase(token="t", provider="p"), response_renderer=with_key()
        )
    assert (selling.provider.payments, await selling.stock_left()) == (1, 9)
