"""What cannot be known from the record is named."""

from application.commands.purchase import CommitPurchase
from application.history.answers.later_facts import (
    NothingBeforeOpening,
    OutsideNotTried,
    PageReported,
    PaymentOutcomeNotKnown,
    PaymentTimeNotKnown,
    ScreenNotSeen,
)
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.answers.answering import answers_of, customer, texts_of
from tests.application.history.finding.purchases import pay
from tests.domain.event_builders import SHIRT


async def test_the_screen_of_an_api_is_not_known(app: ApplicationFixture) -> None:
    """An agreement through an API has a screen that tillroll did not see; one on a page has what the page sent."""
    agent = await app.open(SHIRT)
    await app.change(agent.id, CommitPurchase(shown_version=2))
    buyer = await app.open(SHIRT, token="public-SE-2")
    await app.change(buyer.id, CommitPurchase(shown_version=2), by=customer(buyer))
    kinds = [
        {type(each) for each in (await answers_of(app, one)).unknown} for one in (agent, buyer)
    ]
    assert (ScreenNotSeen in kinds[0], PageReported in kinds[0]) == (True, False)
    assert (ScreenNotSeen in kinds[1], PageReported in kinds[1]) == (False, True)
    assert all(PaymentOutcomeNotKnown in each for each in kinds)


async def test_the_time_of_a_payment_is_not_known(app: ApplicationFixture) -> None:
    """The record has the time at which the payment was reported."""
    checkout = await pay(app, await app.open(SHIRT))
    found = await answers_of(app, checkout)
    (only,) = (each for each in found.unknown if isinstance(each, PaymentTimeNotKnown))
    assert only.event.version == checkout.version
    assert not any(isinstance(each, PaymentOutcomeNotKnown) for each in found.unknown)


async def test_an_open_checkout_was_not_tried_outside(app: ApplicationFixture) -> None:
    """Neither the shop nor the stock nor the provider is called for an answer. The record begins with the opening."""
    checkout = await app.open(SHIRT)
    found = await answers_of(app, checkout)
    assert [type(each) for each in found.unknown] == [OutsideNotTried, NothingBeforeOpening]
    assert all(text and "{" not in text for text in texts_of(found))
