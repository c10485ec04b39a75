"""A purchase whose total is 0 is completed without a payment provider."""

import pytest

from application.jobs.expiry import sweep
from application.ports.catalogue import Offer, Product, ShippingOption
from application.ports.payment_provider import PAYMENT_PATIENCE
from application.selling.payments import Purchase
from domain.checkout import Checkout
from domain.refusals import PurchaseCommitmentFound
from domain.stage import Stage
from domain.values.payment import Payment
from tests.application.selling.selling_fixture import SellingFixture, target, with_key

FREE = Offer(
    products=[Product(id="sample", title="Sample", unit_price=0, stock=5)],
    tax_rates=[],
    shipping_options=[ShippingOption(id="post", title="Post", price=0)],
)


class Crash(BaseException):
    """Simulates the death of the process."""


@pytest.fixture
async def selling() -> SellingFixture:
    selling = SellingFixture()
    await selling.stock(FREE)
    return selling


def free_payment(session: Checkout) -> Payment:
    """The payment of 0 of the first attempt of a session."""
    assert session.payment is not None
    return Payment(method="none", amount=0, currency="USD", id=session.payment_attempt)


async def test_the_provider_gets_no_request(selling: SellingFixture) -> None:
    """The session is completed with a payment of 0, whatever the token is."""
    selling.provider.declines = True
    selling.provider.is_unavailable = True
    session = await selling.open(("sample", 1))
    done = await selling.complete(session, Purchase(token="tok_decline", provider="stripe"))
    assert (done.stage, done.total) == (Stage.COMPLETED, 0)
    assert done.payment == free_payment(done)
    assert (selling.provider.requests, selling.provider.outcomes) == ({}, {})
    assert await selling.stock_left("sample") == 4


async def test_a_crash_between_commitment_and_completion(
    selling: SellingFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A retry after the payment timeout completes the purchase."""
    session = await selling.open(("sample", 1))

    async def crash(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(selling.purchases, "_record", crash)
        with pytest.raises(Crash):
            await selling.complete(session, response_renderer=with_key())
    assert (await selling.sessions.read(target(session))).stage is Stage.COMMITTED
    later = selling.start_process()
    with pytest.raises(PurchaseCommitmentFound):
        await later.complete(session, response_renderer=with_key(), again=True)
    later.app.clock.advance(PAYMENT_PATIENCE)
    done = await later.complete(session, response_renderer=with_key(), again=True)
    assert done.stage is Stage.COMPLETED
    assert done.payment == free_payment(done)
    assert selling.provider.outcomes == {}


async def test_the_sweep_completes_a_crashed_free_order(
    selling: SellingFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a retry, the sweep completes the purchase instead of releasing it."""
    session = await selling.open(("sample", 1))

    async def crash(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(selling.purchases, "_record", crash)
        with pytest.raises(Crash):
            await selling.complete(session)
    app = selling.app
    app.clock.advance(PAYMENT_PATIENCE)
    await sweep(app.checkouts, app.storage.deadlines, app.clock, selling.purchases.recover)
    done = await selling.sessions.read(target(session))
    assert (done.stage, done.payment) == (Stage.COMPLETED, free_payment(done))
    assert selling.provider.outcomes == {}
