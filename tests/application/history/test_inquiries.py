"""What one can ask of a history, and who gets an answer."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.commands.purchase import CommitPurchase
from application.commands.shop import ChangeReference, ReplaceCart, ReplaceMetadata, Suspend
from application.history.as_of import AsOfInstant, AsOfVersion
from application.history.inquiries import Inquiries, Subject, VersionStamp
from application.history.timeline import CallbackEntry, ChangeDescription
from application.ports.refusal_log import StoredRefusal
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound, NoSuchVersion, PurchaseCommitmentFound, Refusal
from domain.values.cart import Cart
from tests.application.application_fixture import LIFETIME, ApplicationFixture
from tests.domain.event_builders import NOW, SHIRT, SOCKS

QUESTIONS: dict[str, Callable[[Inquiries, Subject], Awaitable[object]]] = {
    "state": lambda ask, subject: ask.state(subject, None),
    "past state": lambda ask, subject: ask.state(subject, AsOfVersion(1)),
    "events": lambda ask, subject: ask.events(subject),
    "versions": lambda ask, subject: ask.versions(subject),
    "difference": lambda ask, subject: ask.difference(subject, AsOfVersion(1), None),
    "blame": lambda ask, subject: ask.blame(subject, None),
    "refusals": lambda ask, subject: ask.refusals(subject),
    "timeline": lambda ask, subject: ask.timeline(subject),
    "exists": lambda ask, subject: ask.exists(subject, 1),
}
every_question = pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)


@pytest.fixture
def inquiries(app: ApplicationFixture) -> Inquiries:
    """Asks of all that the app records."""
    return Inquiries(
        histories=CheckoutRepository(app.store, CheckoutCache(10), app.storage.snapshots),
        store=app.store,
        refusals=app.storage.refusals,
        clock=app.clock,
    )


def of(checkout_id: str, *merchants: str) -> Subject:
    """The checkout, as those merchants' reader asks for it; as everybody's where none is named."""
    return Subject(checkout_id=checkout_id, merchants=merchants or None)


async def refused(app: ApplicationFixture, checkout_id: str, by: Provenance) -> None:
    """One attempt that runs into a commitment."""
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(checkout_id, ChangeReference(reference="late"), by=by)


@every_question
async def test_a_reader_of_another_merchants_is_told_nothing(
    app: ApplicationFixture,
    inquiries: Inquiries,
    ask: Callable[[Inquiries, Subject], Awaitable[object]],
) -> None:
    """Exactly as if there were no such checkout."""
    checkout = await app.open(SHIRT)
    for subject in (of(checkout.id, "other"), of("checkout-9"), of("checkout-9", "demo")):
        with pytest.raises(CheckoutNotFound) as said:
            await ask(inquiries, subject)
        assert said.value.facts() == {"checkout_id": subject.checkout_id}


@every_question
async def test_a_reader_who_may_is_answered(
    app: ApplicationFixture,
    inquiries: Inquiries,
    ask: Callable[[Inquiries, Subject], Awaitable[object]],
) -> None:
    """Of its own merchants', or of all; and also of what expired so long ago that its shop is told it is gone."""
    checkout = await app.open(SHIRT)
    await ask(inquiries, of(checkout.id, "other", "demo"))
    app.clock.passes(LIFETIME.purchase_within)
    await app.checkouts.expire(checkout.id)
    app.clock.passes(LIFETIME.readable_after_expiry)
    with pytest.raises(Refusal):
        await app.read(checkout.id)
    await ask(inquiries, of(checkout.id))


async def test_asking_ends_no_checkout_whose_time_is_over(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """An auditor leaves no trace in the history."""
    checkout = await app.open(SHIRT)
    app.clock.passes(LIFETIME.purchase_within)
    standing = await inquiries.state(of(checkout.id), None)
    assert standing.checkout == checkout
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_a_state_knows_its_neighbours(app: ApplicationFixture, inquiries: Inquiries) -> None:
    """The first has none before it and the newest none after it, which is why that one may yet change."""
    checkout = await app.open()
    for n in range(3):
        app.clock.passes(timedelta(seconds=1))
        await app.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    marks = [VersionStamp(version=n + 1, at=NOW + timedelta(seconds=n)) for n in range(4)]
    assert await inquiries.versions(of(checkout.id)) == marks
    for place, mark in enumerate(marks):
        standing = await inquiries.state(of(checkout.id), AsOfVersion(mark.version))
        assert (standing.first, standing.mark, standing.newest) == (marks[0], mark, marks[-1])
        assert standing.previous == (marks[place - 1] if place else None)
        assert standing.following == (marks[place + 1] if place < 3 else None)
        assert standing.is_settled == (place < 3)
        assert standing == await inquiries.state(of(checkout.id), AsOfInstant(mark.at))


async def test_a_difference_goes_either_way(app: ApplicationFixture, inquiries: Inquiries) -> None:
    """From an instant to a version, or back; and to the present where nothing else is said."""
    checkout = await app.open()
    app.clock.passes()
    await app.change(checkout.id, ChangeReference(reference="A-1"))
    there = await inquiries.difference(of(checkout.id), AsOfInstant(NOW), None)
    assert (there.before.version, there.after.version) == (1, 2)
    assert there.words == ["reference set to A-1"]
    assert there.changes == [{"op": "replace", "path": "/reference", "value": "A-1"}]
    back = await inquiries.difference(of(checkout.id), AsOfVersion(2), AsOfVersion(1))
    assert back.words == ["reference A-1 removed"]


async def test_blame_of_a_moment_knows_nothing_later(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """It is the blame of the state that stood then."""
    checkout = await app.open()
    await app.change(checkout.id, ChangeReference(reference="A-1"))
    await app.change(checkout.id, ChangeReference(reference="A-2"))
    answer = await inquiries.blame(of(checkout.id), AsOfVersion(2))
    (field,) = [each for each in answer.fields if each.field.pointer == "/reference"]
    assert (answer.mark.version, field.field.value, field.before) == (2, "A-1", None)


async def test_the_timeline_puts_a_refusal_after_what_it_ran_into(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """One request is one entry, with all its events or its refusal; the same attempt made twice is two."""
    checkout = await app.open(SHIRT)

    def shop(number: int) -> Provenance:
        return Provenance(
            actor="shop:demo", dialect="walley", operation="update", request_id=f"r-{number}"
        )

    await app.change(checkout.id, Suspend(), by=shop(2))
    app.clock.passes()
    await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT, SOCKS))), by=shop(3))
    with pytest.raises(Refusal):
        await app.change(checkout.id, CommitPurchase(shown_version=4), by=shop(4))
    app.clock.passes()
    with pytest.raises(Refusal):
        await app.change(checkout.id, CommitPurchase(shown_version=4), by=shop(5))
    await app.change(checkout.id, ReplaceMetadata(metadata="{}"), by=shop(6))

    requests = await inquiries.timeline(of(checkout.id))

    said = [
        [
            each.event.originator_version if isinstance(each, ChangeDescription) else each.reason
            for each in request.happened
            if not isinstance(each, CallbackEntry)
        ]
        for request in requests
    ]
    assert said == [[1, 2], [3], [4], ["CheckoutSuspended"], ["CheckoutSuspended"], [5]]
    assert [request.at for request in requests] == sorted(request.at for request in requests)


async def test_refusals_are_those_of_the_checkout(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """Oldest first, and none of another checkout's."""
    checkout, other = await app.open(SHIRT), await app.open(SHIRT, token="public-SE-2")
    for each in (checkout, other):
        await app.change(each.id, CommitPurchase(shown_version=2))
        shop = Provenance(actor="shop", dialect="d", operation="o", request_id=each.id)
        await refused(app, each.id, shop)
    (attempt,) = await inquiries.refusals(of(checkout.id))
    assert isinstance(attempt, StoredRefusal)
    assert attempt.provenance.request_id == checkout.id


async def test_a_version_to_come_does_not_exist(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """Whoever waits for it is told so at once."""
    checkout = await app.open(SHIRT)
    await inquiries.exists(of(checkout.id), 2)
    with pytest.raises(NoSuchVersion):
        await inquiries.exists(of(checkout.id), 3)
