"""A purchase whose total is 0 is completed without a payment provider."""

import pytest

from application.jobs.expiry import sweep
from application.ports.catalogue import Offer, Product, ShippingOption
from application.ports.payment_provider import PAYMENT_PATIENCE
from application.selling.purchases import Purchase
from domain.checkout import Checkout
from domain.refusals import PurchaseCommitmentFound
from domain.stage import Stage
from domain.values.payment import Payment
from tests.application.selling.agency import Agency, target, with_key

FREE = Offer(
    products=[Product(id="sample", title="Sample", unit_price=0, stock=5)],
    tax_rates=[],
    shipping_options=[ShippingOption(id="post", title="Post", price=0)],
)


class Crash(BaseException):
    """The process dies here."""


@pytest.fixture
async def agency() -> Agency:
    agency = Agency()
    await agency.stock(FREE)
    return agency


def free(session: Checkout) -> Payment:
    """The payment of 0 of the first attempt of a session."""
    assert session.payment is not None
    return Payment(method="none", amount=0, currency="USD", id=session.payment_attempt)


async def test_the_provider_is_not_asked(agency: Agency) -> None:
    """The session completes with a payment of 0, whatever the token is."""
    agency.provider.declines = True
    agency.provider.is_away = True
    session = await agency.open(("sample", 1))
    done = await agency.complete(session, Purchase(token="tok_decline", provider="stripe"))
    assert (done.stage, done.total) == (Stage.COMPLETED, 0)
    assert done.payment == free(done)
    assert (agency.provider.asked, agency.provider.outcomes) == ({}, {})
    assert await agency.left("sample") == 4


async def test_a_crash_between_commitment_and_completion(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next request completes it once the first one's time is over, and its own retry has the answer."""
    session = await agency.open(("sample", 1))

    async def crash(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(agency.purchases, "_record", crash)
        with pytest.raises(Crash):
            await agency.complete(session, response_renderer=with_key())
    assert (await agency.sessions.read(target(session))).stage is Stage.COMMITTED
    later = agency.start_process()
    with pytest.raises(PurchaseCommitmentFound):
        await later.complete(session, response_renderer=with_key(), again=True)
    later.app.clock.passes(PAYMENT_PATIENCE)
    done = await later.complete(session, response_renderer=with_key(), again=True)
    assert done.stage is Stage.COMPLETED
    assert done.payment == free(done)
    assert agency.provider.outcomes == {}


async def test_nobody_returns_after_a_crash(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep completes it: a free order is not put back for want of a payment."""
    session = await agency.open(("sample", 1))

    async def crash(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(agency.purchases, "_record", crash)
        with pytest.raises(Crash):
            await agency.complete(session)
    app = agency.app
    app.clock.passes(PAYMENT_PATIENCE)
    await sweep(app.checkouts, app.storage.deadlines, app.clock, agency.purchases.recover)
    done = await agency.sessions.read(target(session))
    assert (done.stage, done.payment) == (Stage.COMPLETED, free(done))
    assert agency.provider.outcomes == {}
