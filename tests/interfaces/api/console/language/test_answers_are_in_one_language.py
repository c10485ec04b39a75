"""The answers of a checkout in each of its states in Swedish, and none of their words in English."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from application.commands.order import ReportOrder
from application.commands.purchase import CancelCheckout, CommitPurchase, ReleaseCommitment
from application.commands.shop import Suspend, UpdateFees
from application.history.answers.answer import QuestionAnswer
from application.history.answers.inquiry import answers_about
from application.history.answers.sentences import sentences_of
from application.history.inquiries import Subject
from application.ports.webhooks.webhook_log import DeliveryState, WebhookDelivery
from domain.values.order import AdjustmentStatus, LineQuantity, OrderReport
from interfaces.api.explanations import rule_part
from tests.domain.order_builders import adjustment, fulfilment
from tests.interfaces.api.console.console_fixture import AUDITOR, Console
from tests.interfaces.api.console.language.marked_pages import marking_languages, unmarked_words
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.dispute import ID, PAYMENTS, SECOND, SHOP, SHOPPER, shipping
from tests.interfaces.api.history.webhook_deliveries import called_back

_SECTION = re.compile(r'<section class="answers".*?</section>', re.DOTALL)
NAMES = frozenset(("tillroll", "SEK"))


async def obstructed(history: AppFixture) -> None:
    """A checkout that the shop has suspended."""
    await history.opened()
    await history.change(ID, Suspend(), SHOP, "suspend checkout")


async def payable(history: AppFixture) -> None:
    """A checkout that the customer can agree to, of which two attempts failed."""
    await history.opened()
    for _ in range(2):
        await history.change(ID, CommitPurchase(shown_version=1), SHOPPER, "commit purchase")


async def agreed(history: AppFixture) -> None:
    """A purchase that was agreed, and one change that was refused after that."""
    await history.opened()
    await history.change(ID, CommitPurchase(shown_version=3), SHOPPER, "commit purchase")
    await history.change(ID, UpdateFees(fees=(shipping(9900),)), SHOP, "update fees")


async def released(history: AppFixture) -> None:
    """A purchase whose payment failed, and whose total changed since."""
    await agreed(history)
    change = ReleaseCommitment(reason="Kortet nekades")
    await history.change(ID, change, PAYMENTS, "report payment failure")
    await history.change(ID, UpdateFees(fees=(shipping(9900),)), SHOP, "update fees")


async def completed(history: AppFixture) -> None:
    """A purchase with a payment, refused changes, and callbacks in each state."""
    await history.dispute()
    history.deliveries.listed = _in_each_state(list(called_back()))


async def cancelled(history: AppFixture) -> None:
    """A checkout that the shop called off."""
    await history.opened()
    await history.change(ID, CancelCheckout(reason=None), SHOP, "cancel checkout")


async def expired(history: AppFixture) -> None:
    """A checkout that was not purchased in time."""
    await history.opened()
    history.now += timedelta(days=400)
    await history.checkouts.expire(ID)


async def reported(history: AppFixture) -> None:
    """A completed purchase with reports of a shipment, a refund and one that is pending."""
    await history.dispute()
    line = (
        (await history.inquiries.newest(Subject(checkout_id=ID, merchants=None))).cart.lines[0].id
    )
    sent = replace(fulfilment(), lines=(LineQuantity(line=line, quantity=Decimal(1)),))
    back = adjustment(amount=100)
    pending = adjustment(entry="a-2", amount=50, status=AdjustmentStatus.PENDING)
    report = OrderReport(fulfilments=(sent,), adjustments=(back, pending))
    await history.change(ID, ReportOrder(report=report), SHOP, "report order")


async def erased(history: AppFixture) -> None:
    """A completed purchase whose personal data was erased."""
    await history.bring("the dispute, erased")


STATES = (obstructed, payable, agreed, released, completed, cancelled, expired, reported, erased)


def _in_each_state(known: Sequence[WebhookDelivery]) -> Sequence[WebhookDelivery]:
    """A callback in each state, and a parked one after a single attempt without a response."""
    last = known[-1]
    each = [replace(last, id=number, state=state) for number, state in enumerate(DeliveryState, 1)]
    failed = replace(last, id=9, state=DeliveryState.PARKED, attempts=last.attempts[:1])
    return [*(one for one in each if one.state is not DeliveryState.ANSWERED), failed]


@pytest.fixture
async def swedish() -> AsyncIterator[Console]:
    """A console in Swedish, with marks around the words of a template and not around the values in it."""
    console = Console(languages=marking_languages(values_are_outside=True))
    console.browser.headers["Accept-Language"] = "sv"
    async with console.browser:
        yield console


@pytest.mark.parametrize("bring", STATES)
async def test_no_answer_has_an_english_word(
    swedish: Console, bring: Callable[[AppFixture], Awaitable[None]]
) -> None:
    """Each word is of a translated phrase, or of a shop, a customer or a program. The values in a sentence too."""
    await bring(swedish.history)
    await swedish.sign_in(AUDITOR, "Ada")
    page = await swedish.browser.get(f"/console/checkouts/{ID}")
    (section,) = _SECTION.findall(page.text)
    assert section.count("<dt>") == 8
    assert unmarked_words(section) - NAMES == set()


async def answers_after(
    bring: Callable[[AppFixture], Awaitable[None]],
) -> tuple[QuestionAnswer, ...]:
    """The answers about the checkout of a state."""
    history = AppFixture()
    await bring(history)
    subject = Subject(checkout_id=ID, merchants=None)
    found = await answers_about(history.inquiries, subject, history.now + SECOND)
    return sentences_of(found, rule_part)


async def test_the_states_have_different_answers() -> None:
    """Together they have sentences about stages, obstacles, payments, callbacks, refusals, orders and erased data."""
    first = [(await answers_after(bring))[0] for bring in STATES[:-2]]
    assert len({tuple(each.template for each in one.sentences) for one in first}) == len(first)
    order = {each.template for one in (await answers_after(reported)) for each in one.sentences}
    assert {
        "Pieces sent: {sent} of {ordered}.",
        "{refunded} of {paid} was paid back.",
        "{pending} more is to be paid back, and the outcome is not reported.",
    } <= order
    erased_data = (await answers_after(erased))[-1]
    assert "What was erased in every version: {classes}." in {
        each.template for each in erased_data.sentences
    }
