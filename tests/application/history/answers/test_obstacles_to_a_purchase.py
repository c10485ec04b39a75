"""Why the customer cannot agree to the purchase now."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from application.commands.change import Change
from application.commands.purchase import CancelCheckout, CommitPurchase
from application.commands.shop import Suspend
from application.history.answers.facts import NotPayable, Payable, PaymentRecorded
from domain.refusals import Refusal
from domain.values.cart import Line
from tests.application.application_fixture import LIFETIME, ApplicationFixture
from tests.application.history.answers.answering import answers_of, texts_of
from tests.application.history.finding.purchases import pay
from tests.domain.event_builders import SHIRT

CHANGES: Sequence[tuple[tuple[Line, ...], Change | None, timedelta, str]] = (
    ((), None, timedelta(0), "EmptyCart"),
    ((SHIRT,), Suspend(), timedelta(0), "CheckoutSuspended"),
    ((SHIRT,), CancelCheckout(reason=None), timedelta(0), "CheckoutCancelled"),
    ((SHIRT,), CommitPurchase(shown_version=2), timedelta(0), "PurchaseCommitmentFound"),
    ((SHIRT,), None, LIFETIME.purchase_within + timedelta(hours=1), "CheckoutExpired"),
)


@pytest.mark.parametrize(("lines", "change", "later", "reason"), CHANGES)
async def test_the_obstacle_is_the_refusal_that_a_commitment_gets(
    app: ApplicationFixture,
    lines: tuple[Line, ...],
    change: Change | None,
    later: timedelta,
    reason: str,
) -> None:
    """The answer has the reason and the facts with which the next commitment is refused."""
    checkout = await app.open(*lines)
    if change is not None:
        checkout = await app.change(checkout.id, change)
    app.clock.advance(later)
    found = (await answers_of(app, checkout)).payability
    assert isinstance(found, NotPayable)
    with pytest.raises(Refusal) as refused:
        await app.change(checkout.id, CommitPurchase(shown_version=checkout.version))
    assert (found.reason, found.facts) == (refused.value.NAME, refused.value.facts())
    assert found.reason == reason


async def test_the_trial_records_nothing(app: ApplicationFixture) -> None:
    """Neither an event nor a refused command comes from an answer."""
    checkout = await app.open()
    before = await app.history(checkout.id)
    texts = texts_of(await answers_of(app, checkout))
    assert "The customer cannot agree to version 1 now: There is nothing in the cart." in texts
    assert await app.history(checkout.id) == before
    assert await app.refused_commands(checkout.id) == []


async def test_a_checkout_without_an_obstacle_can_be_agreed_to(app: ApplicationFixture) -> None:
    """No rule refuses the newest version, and a commitment to it is accepted."""
    checkout = await app.open(SHIRT)
    assert (await answers_of(app, checkout)).payability == Payable(version=checkout.version)
    await app.change(checkout.id, CommitPurchase(shown_version=checkout.version))


async def test_nothing_is_left_to_pay_of_a_completed_purchase(app: ApplicationFixture) -> None:
    """A completed purchase has no obstacle."""
    checkout = await pay(app, await app.open(SHIRT))
    assert (await answers_of(app, checkout)).payability == PaymentRecorded(version=checkout.version)
