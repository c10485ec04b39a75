"""What was agreed, and when."""

from datetime import timedelta

import pytest

from application.commands.purchase import CancelCheckout, CommitPurchase, ReleaseCommitment
from application.commands.shop import EraseData, OpenCheckout, UpdateFees
from application.history.answers.facts import AgreementReleased, NothingAgreed, PurchaseAgreed
from application.history.answers.inquiry import answers_about
from application.history.answers.later_facts import AgreedEarlier
from application.history.inquiries import Subject
from domain.refusals import CheckoutNotFound
from domain.stage import Stage
from domain.values.cart import Cart
from tests.application.application_fixture import LIFETIME, ApplicationFixture
from tests.application.history.answers.answering import answers_of, customer, inquiries_of, texts_of
from tests.application.history.finding.purchases import pay
from tests.domain.event_builders import SHIPPING, SHIRT, SHOP


async def test_an_open_checkout_has_no_agreement(app: ApplicationFixture) -> None:
    """Its total is that of the newest version."""
    checkout = await app.open(SHIRT)
    found = (await answers_of(app, checkout)).agreement
    assert isinstance(found, NothingAgreed)
    assert (found.stage.stage, found.now.version, found.now.amount) == (
        Stage.OPEN,
        checkout.version,
        checkout.total,
    )


async def test_a_completed_purchase_has_its_agreement_and_its_payment(
    app: ApplicationFixture,
) -> None:
    """The facts have the version that was shown, the one of the agreement, and the one of the payment."""
    checkout = await pay(app, await app.open(SHIRT))
    found = (await answers_of(app, checkout)).agreement
    assert isinstance(found, PurchaseAgreed)
    assert (found.shown.version, found.event.version) == (2, 3)
    assert found.completion is not None
    assert (found.completion.version, found.charged) == (4, checkout.total)
    assert found.agreed.amount == checkout.total


async def test_a_released_agreement_is_none(app: ApplicationFixture) -> None:
    """The facts have the agreement, its release and the reason. The customer can agree again."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2), by=customer(checkout))
    app.clock.advance()
    await app.change(checkout.id, ReleaseCommitment(reason="declined"))
    found = (await answers_of(app, checkout)).agreement
    assert isinstance(found, AgreementReleased)
    assert found.release is not None
    assert (found.event.version, found.release.version, found.reason) == (3, 4, "declined")


async def test_the_last_agreement_counts(app: ApplicationFixture) -> None:
    """After a release, a change and a second agreement, the second one is the answer. The first is named."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    await app.change(checkout.id, ReleaseCommitment(reason="declined"))
    changed = await app.change(checkout.id, UpdateFees(fees=(SHIPPING,)))
    await app.change(checkout.id, CommitPurchase(shown_version=5))
    found = (await answers_of(app, checkout)).agreement
    assert isinstance(found, PurchaseAgreed)
    assert (found.event.version, found.agreed.amount) == (6, changed.total)
    assert (found.earlier, found.earlier_count) == ((3,), 1)


async def test_a_cancelled_checkout_says_so(app: ApplicationFixture) -> None:
    """The sentence has the version that ended the checkout, though an erasure came later."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CancelCheckout(reason=None))
    app.clock.advance()
    await app.change(checkout.id, EraseData(data_class="person", key_mark="k"))
    texts = texts_of(await answers_of(app, checkout))
    (text,) = (each for each in texts if each.startswith("The checkout was cancelled at "))
    assert "with version 3, by " in text


async def test_an_expired_checkout_says_so(app: ApplicationFixture) -> None:
    """The sentence has the version that recorded the end."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within + timedelta(hours=1))
    await app.checkouts.expire(checkout.id)
    found = await answers_of(app, checkout)
    assert isinstance(found.agreement, NothingAgreed)
    assert found.agreement.stage.stage is Stage.EXPIRED
    assert any(text.startswith("The checkout expired.") for text in texts_of(found))


async def test_another_merchants_checkout_has_no_answers(app: ApplicationFixture) -> None:
    """A reader of other merchants gets the same as for a checkout that does not exist."""
    checkout = await app.open(SHIRT)
    subject = Subject(checkout_id=checkout.id, merchants=("other",))
    with pytest.raises(CheckoutNotFound):
        await answers_about(inquiries_of(app), subject, app.clock())


async def test_an_order_under_a_recurring_token_is_agreed_at_its_opening(
    app: ApplicationFixture,
) -> None:
    """The shop agreed to it with the request that opened it, and the customer's screen is not known."""
    first = await pay(app, await app.open(SHIRT))
    command = OpenCheckout(
        merchant="demo",
        dialect="svea",
        country="SE",
        currency="SEK",
        public_token="public-SE-2",
        cart=Cart(lines=(SHIRT,)),
        token_used=first.id,
    )
    checkout = await app.checkouts.open(command, SHOP)
    found = await answers_of(app, checkout)
    assert isinstance(found.agreement, PurchaseAgreed)
    assert (found.agreement.shown.version, found.agreement.event.version) == (2, 3)
    assert any(isinstance(each, AgreedEarlier) for each in found.unknown)
