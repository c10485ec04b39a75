"""Whether the total changed before or after the agreement, and who set it last."""

from dataclasses import replace

import pytest

from application.commands.purchase import CommitPurchase, ReleaseCommitment
from application.commands.shop import ChangeReference, ReplaceCart, UpdateFees
from application.history.answers import record
from application.history.answers.facts import (
    NoAgreedTotal,
    SetBeforeSearch,
    TotalNeverSet,
    TotalsCompared,
    TotalSet,
)
from application.history.windows.version_range import LARGEST_WINDOW
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture
from tests.application.history.answers.answering import A_SECOND, answers_of, customer, texts_of
from tests.domain.event_builders import SHIPPING, SHIRT, SHOP, SOCKS

FEES = replace(SHOP, operation="update fees", request_id="r-fees")


async def test_the_shop_set_the_total_before_the_agreement(app: ApplicationFixture) -> None:
    """The answer has the change, its request, and how long before the agreement it was."""
    checkout = await app.open(SHIRT)
    app.clock.advance(A_SECOND)
    changed = await app.change(checkout.id, UpdateFees(fees=(SHIPPING,)), by=FEES)
    app.clock.advance(21 * A_SECOND)
    await app.change(checkout.id, CommitPurchase(shown_version=3), by=customer(checkout))
    found = await answers_of(app, checkout)
    assert isinstance(found.setting, TotalSet)
    change = found.setting.change
    assert (change.event.version, change.event.request_id) == (3, "r-fees")
    assert (change.before, change.after) == (checkout.total, changed.total)
    assert any(
        "(version 3, fees updated by the shop" in text
        and text.endswith(", 21 s before the purchase was agreed with version 4.")
        for text in texts_of(found)
    )
    assert isinstance(found.totals, TotalsCompared)
    assert found.totals.shown.amount == found.totals.agreed.amount == changed.total
    assert (found.totals.later, found.totals.newest.amount) == ((), changed.total)


async def test_a_change_after_a_release_is_after_the_agreement(app: ApplicationFixture) -> None:
    """The total of a released purchase may change. The answer has each change, and the newest total."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, CommitPurchase(shown_version=2))
    await app.change(checkout.id, ReleaseCommitment(reason=None))
    changed = await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT, SOCKS))))
    found = (await answers_of(app, checkout)).totals
    assert isinstance(found, TotalsCompared)
    (change,) = found.later
    assert (change.event.version, change.before, change.after) == (
        5,
        checkout.total,
        changed.total,
    )
    assert (found.agreed.amount, found.newest.amount) == (checkout.total, changed.total)


async def test_nothing_is_compared_without_an_agreement(app: ApplicationFixture) -> None:
    """The setter of an open checkout is the last one up to now."""
    checkout = await app.open(SHIRT)
    changed = await app.change(checkout.id, UpdateFees(fees=(SHIPPING,)))
    found = await answers_of(app, checkout)
    assert isinstance(found.totals, NoAgreedTotal)
    assert found.totals.now.amount == changed.total
    assert isinstance(found.setting, TotalSet)
    assert (found.setting.change.event.version, found.setting.agreement) == (3, None)


async def test_a_total_of_zero_was_set_by_nobody(app: ApplicationFixture) -> None:
    """An empty checkout has no event that changed the total."""
    checkout = await app.open()
    assert (await answers_of(app, checkout)).setting == TotalNeverSet(version=1, currency="SEK")


async def test_what_was_not_examined_is_said(
    app: ApplicationFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A total that was set before the examined versions has no setter, and the reads do not grow with the history."""
    monkeypatch.setattr(record, "MOST_EXAMINED", LARGEST_WINDOW)
    checkout = await app.open(SHIRT)
    for number in range(LARGEST_WINDOW):
        await app.change(checkout.id, ChangeReference(reference=str(number)))
    reads = app.store.reads
    found = await answers_of(app, checkout)
    assert isinstance(found.setting, SetBeforeSearch)
    assert (found.setting.since.version, found.setting.since.amount) == (2, checkout.total)
    few = app.store.reads - reads
    for number in range(LARGEST_WINDOW):
        await app.change(checkout.id, ChangeReference(reference=f"n-{number}"))
    reads = app.store.reads
    assert isinstance((await answers_of(app, checkout)).setting, SetBeforeSearch)
    assert app.store.reads - reads <= few
