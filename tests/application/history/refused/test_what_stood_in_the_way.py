"""The event that stood in the way of a refused command."""

import asyncio
import contextlib

from application.commands.change import Change
from application.commands.purchase import CancelCheckout, CommitPurchase
from application.commands.shop import ChangeReference, Suspend
from application.history.answers.facts import EventMark
from application.history.inquiries import Subject
from application.history.refused.inquiry import RefusedCommandReport, refused_command
from domain.checkout import Checkout
from domain.refusals import Refusal
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.answers.answering import inquiries_of
from tests.application.history.finding.purchases import pay
from tests.application.test_one_question_at_a_time import PausedShop
from tests.domain.event_builders import SHIRT


async def last_refused(app: ApplicationFixture, checkout: Checkout) -> RefusedCommandReport:
    """The report on the last refused command."""
    (*_, last) = await app.refused_commands(checkout.id)
    assert last.position is not None
    subject = Subject(checkout_id=checkout.id, merchants=None)
    found = await refused_command(inquiries_of(app), subject, last.position)
    assert found is not None
    return found


async def obstruction(
    app: ApplicationFixture,
    checkout: Checkout,
    change: Change,
    expected: tuple[int, ...] | None = None,
) -> EventMark | None:
    """Request a change that is refused, and return what stood in its way."""
    with contextlib.suppress(Refusal):
        await app.change(checkout.id, change, expected=expected)
    return (await last_refused(app, checkout)).obstruction


async def test_a_lock_error_has_the_change_that_won(app: ApplicationFixture) -> None:
    """The winner was recorded while the other change was decided."""
    checkout = await app.open(SHIRT)
    hold = app.store.hold_next_append()
    slow = app.begin_change(checkout.id, ChangeReference(reference="slow"))
    await hold.reached.wait()
    await app.change(checkout.id, Suspend())
    hold.resumed.set()
    await asyncio.gather(slow, return_exceptions=True)
    found = await last_refused(app, checkout)
    assert found.refusal.reason == "Locked"
    assert found.obstruction is not None
    assert (found.obstruction.version, found.obstruction.topic) == (3, "checkout.suspended")


async def test_a_stale_version_has_the_first_change_that_the_caller_did_not_know(
    app: ApplicationFixture,
) -> None:
    """The caller named version 2, and version 3 came first. A version in the future has no winner."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, Suspend())
    await app.change(checkout.id, ChangeReference(reference="x"))
    found = await obstruction(app, checkout, ChangeReference(reference="y"), expected=(1, 2))
    assert found is not None
    assert (found.version, found.topic) == (3, "checkout.suspended")
    assert await obstruction(app, checkout, ChangeReference(reference="y"), expected=(9,)) is None


async def test_an_outdated_view_has_the_first_change_that_was_not_shown(
    app: ApplicationFixture,
) -> None:
    """The customer saw version 2 and not the reference of version 3."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, ChangeReference(reference="x"))
    found = await obstruction(app, checkout, CommitPurchase(shown_version=2))
    assert found is not None
    assert (found.version, found.topic) == (3, "checkout.reference-changed")


async def test_a_closed_checkout_has_the_event_that_closed_it(app: ApplicationFixture) -> None:
    """An agreement, a payment and a cancellation each are what stood in the way."""
    change = ChangeReference(reference="x")
    agreed = await app.open(SHIRT, token="public-SE-1")
    await app.change(agreed.id, CommitPurchase(shown_version=2))
    cancelled = await app.open(SHIRT, token="public-SE-2")
    await app.change(cancelled.id, CancelCheckout(reason=None))
    paid = await pay(app, await app.open(SHIRT, token="public-SE-3"))
    found = [
        await obstruction(app, agreed, change),
        await obstruction(app, cancelled, change),
        await obstruction(app, paid, Suspend()),
    ]
    assert [None if each is None else each.topic for each in found] == [
        "checkout.purchase-committed",
        "checkout.cancelled",
        "checkout.completed",
    ]


async def test_a_commit_beside_another_one_has_that_one() -> None:
    """While the shop validates a commitment, another one is locked. The first one is the winner when it is recorded."""
    shop = PausedShop()
    app = ApplicationFixture(validation=shop)
    checkout = await app.open(SHIRT)
    first = app.begin_change(checkout.id, CommitPurchase(shown_version=2))
    await shop.was_called.wait()
    assert await obstruction(app, checkout, CommitPurchase(shown_version=2)) is None
    shop.may_answer.set()
    await first
    found = (await last_refused(app, checkout)).obstruction
    assert found is not None
    assert (found.version, found.topic) == (3, "checkout.purchase-committed")


async def test_an_empty_cart_has_nobody(app: ApplicationFixture) -> None:
    """No other request stood in the way of a purchase of nothing."""
    checkout = await app.open()
    assert await obstruction(app, checkout, CommitPurchase(shown_version=1)) is None
