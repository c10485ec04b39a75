"""What was refused after the agreement."""

import contextlib

from application.commands.change import Change
from application.commands.purchase import CommitPurchase
from application.commands.shop import ChangeReference, UpdateFees
from application.history.answers.later_facts import CommandsRefused, NothingRefused
from application.ports.refusal_log import COUNTED_ATTEMPTS_KEPT
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Refusal
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.answers.answering import A_SECOND, answers_of, customer, texts_of
from tests.domain.event_builders import SHIPPING, SHIRT, SHOP


async def refuse(
    app: ApplicationFixture, checkout: Checkout, change: Change, by: Provenance = SHOP
) -> None:
    """Request a change that is refused, a second after the last one."""
    app.clock.advance(A_SECOND)
    with contextlib.suppress(Refusal):
        await app.change(checkout.id, change, by=by)


async def test_refused_commands_are_grouped_by_kind(app: ApplicationFixture) -> None:
    """Each kind has its number, the first and the last time, and the reason. Earlier refusals are not among them."""
    checkout = await app.open(SHIRT)
    await refuse(app, checkout, CommitPurchase(shown_version=1))
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    begin = app.clock()
    await refuse(app, checkout, UpdateFees(fees=(SHIPPING,)))
    await refuse(app, checkout, UpdateFees(fees=()))
    await refuse(app, checkout, ChangeReference(reference="x"))
    found = (await answers_of(app, checkout)).refused
    assert isinstance(found, CommandsRefused)
    assert (found.since, found.is_after_agreement, found.count) == (3, True, 3)
    last, fees = found.kinds
    assert (last.command, last.count) == ("ChangeReference", 1)
    assert (fees.command, fees.reason, fees.count) == ("UpdateFees", "PurchaseCommitmentFound", 2)
    assert (fees.first_at, fees.last_at) == (begin + A_SECOND, begin + 2 * A_SECOND)


async def test_an_agreement_without_refusals_says_so(app: ApplicationFixture) -> None:
    """What was refused before the agreement does not count."""
    checkout = await app.open(SHIRT)
    await refuse(app, checkout, CommitPurchase(shown_version=1))
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    found = await answers_of(app, checkout)
    assert found.refused == NothingRefused(since=3, is_after_agreement=True)
    assert "No command was refused after the agreement." in texts_of(found)


async def test_everything_counts_without_an_agreement(app: ApplicationFixture) -> None:
    """The refused commands of an open checkout are those since its opening."""
    checkout = await app.open(SHIRT)
    await refuse(app, checkout, CommitPurchase(shown_version=1))
    found = (await answers_of(app, checkout)).refused
    assert isinstance(found, CommandsRefused)
    assert (found.since, found.is_after_agreement, found.count) == (1, False, 1)


async def test_attempts_that_are_only_counted_are_in_the_number(app: ApplicationFixture) -> None:
    """The customer's attempts beyond the stored ones are part of the count."""
    checkout = await app.open(SHIRT)
    for _ in range(COUNTED_ATTEMPTS_KEPT + 7):
        await refuse(app, checkout, CommitPurchase(shown_version=1), customer(checkout))
    found = (await answers_of(app, checkout)).refused
    assert isinstance(found, CommandsRefused)
    assert found.count == COUNTED_ATTEMPTS_KEPT + 7
