"""Queries of the history, and who may make them."""

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

QUERIES: dict[str, Callable[[Inquiries, Subject], Awaitable[object]]] = {
    "state": lambda query, subject: query.state(subject, None),
    "past state": lambda query, subject: query.state(subject, AsOfVersion(1)),
    "events": lambda query, subject: query.events(subject),
    "versions": lambda query, subject: query.versions(subject),
    "difference": lambda query, subject: query.difference(subject, AsOfVersion(1), None),
    "blame": lambda query, subject: query.blame(subject, None),
    "refusals": lambda query, subject: query.refusals(subject),
    "timeline": lambda query, subject: query.timeline(subject),
    "exists": lambda query, subject: query.exists(subject, 1),
}
every_query = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)


@pytest.fixture
def inquiries(app: ApplicationFixture) -> Inquiries:
    """Queries of everything that the app records."""
    return Inquiries(
        histories=CheckoutRepository(app.store, CheckoutCache(10), app.storage.snapshots),
        store=app.store,
        refusals=app.storage.refusals,
        persons=app.storage.persons,
        clock=app.clock,
    )


def subject_of(checkout_id: str, *merchants: str) -> Subject:
    """The checkout, for a reader with access to these merchants, or to all if none is named."""
    return Subject(checkout_id=checkout_id, merchants=merchants or None)


async def change_refused(app: ApplicationFixture, checkout_id: str, by: Provenance) -> None:
    """Make a change that is refused because of a commitment."""
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(checkout_id, ChangeReference(reference="late"), by=by)


@every_query
async def test_a_reader_of_another_merchant_finds_nothing(
    app: ApplicationFixture,
    inquiries: Inquiries,
    query: Callable[[Inquiries, Subject], Awaitable[object]],
) -> None:
    """Every query raises CheckoutNotFound, as for an unknown checkout."""
    checkout = await app.open(SHIRT)
    for subject in (
        subject_of(checkout.id, "other"),
        subject_of("checkout-9"),
        subject_of("checkout-9", "demo"),
    ):
        with pytest.raises(CheckoutNotFound) as refused:
            await query(inquiries, subject)
        assert refused.value.facts() == {"checkout_id": subject.checkout_id}


@every_query
async def test_a_reader_with_access_gets_a_result(
    app: ApplicationFixture,
    inquiries: Inquiries,
    query: Callable[[Inquiries, Subject], Awaitable[object]],
) -> None:
    """A reader with access to the merchant, or to all, gets a result, also for a checkout expired long ago."""
    checkout = await app.open(SHIRT)
    await query(inquiries, subject_of(checkout.id, "other", "demo"))
    app.clock.advance(LIFETIME.purchase_within)
    await app.checkouts.expire(checkout.id)
    app.clock.advance(LIFETIME.readable_after_expiry)
    with pytest.raises(Refusal):
        await app.read(checkout.id)
    await query(inquiries, subject_of(checkout.id))


async def test_a_query_does_not_expire_an_overdue_checkout(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """A query records no event."""
    checkout = await app.open(SHIRT)
    app.clock.advance(LIFETIME.purchase_within)
    state = await inquiries.state(subject_of(checkout.id), None)
    assert state.checkout == checkout
    assert await app.history(checkout.id) == ["Opened", "CartReplaced"]


async def test_a_state_has_its_previous_and_next_version(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """The first version has no previous one. The newest has no next one and is not settled."""
    checkout = await app.open()
    for n in range(3):
        app.clock.advance(timedelta(seconds=1))
        await app.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    stamps = [VersionStamp(version=n + 1, at=NOW + timedelta(seconds=n)) for n in range(4)]
    assert await inquiries.versions(subject_of(checkout.id)) == stamps
    for place, stamp in enumerate(stamps):
        state = await inquiries.state(subject_of(checkout.id), AsOfVersion(stamp.version))
        assert (state.first, state.mark, state.newest) == (stamps[0], stamp, stamps[-1])
        assert state.previous == (stamps[place - 1] if place else None)
        assert state.following == (stamps[place + 1] if place < 3 else None)
        assert state.is_settled == (place < 3)
        assert state == await inquiries.state(subject_of(checkout.id), AsOfInstant(stamp.at))


async def test_a_difference_may_go_forward_or_backward(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """A difference is between any two times or versions, and ends at the present by default."""
    checkout = await app.open()
    app.clock.advance()
    await app.change(checkout.id, ChangeReference(reference="A-1"))
    there = await inquiries.difference(subject_of(checkout.id), AsOfInstant(NOW), None)
    assert (there.before.version, there.after.version) == (1, 2)
    assert there.words == ["reference set to A-1"]
    assert there.changes == [{"op": "replace", "path": "/reference", "value": "A-1"}]
    back = await inquiries.difference(subject_of(checkout.id), AsOfVersion(2), AsOfVersion(1))
    assert back.words == ["reference A-1 removed"]


async def test_blame_at_a_version_ignores_later_events(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """The result is the blame of the state at that version."""
    checkout = await app.open()
    await app.change(checkout.id, ChangeReference(reference="A-1"))
    await app.change(checkout.id, ChangeReference(reference="A-2"))
    answer = await inquiries.blame(subject_of(checkout.id), AsOfVersion(2))
    (field,) = [each for each in answer.fields if each.field.pointer == "/reference"]
    assert (answer.mark.version, field.field.value, field.before) == (2, "A-1", None)


async def test_the_timeline_places_a_refusal_after_the_current_event(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """A request is one entry, with its events or its refusal. A repeated request is a second entry."""
    checkout = await app.open(SHIRT)

    def shop(number: int) -> Provenance:
        return Provenance(
            actor="shop:demo", dialect="walley", operation="update", request_id=f"r-{number}"
        )

    await app.change(checkout.id, Suspend(), by=shop(2))
    app.clock.advance()
    await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT, SOCKS))), by=shop(3))
    with pytest.raises(Refusal):
        await app.change(checkout.id, CommitPurchase(shown_version=4), by=shop(4))
    app.clock.advance()
    with pytest.raises(Refusal):
        await app.change(checkout.id, CommitPurchase(shown_version=4), by=shop(5))
    await app.change(checkout.id, ReplaceMetadata(metadata="{}"), by=shop(6))

    requests = await inquiries.timeline(subject_of(checkout.id))

    refused = [
        [
            each.event.originator_version if isinstance(each, ChangeDescription) else each.reason
            for each in request.happened
            if not isinstance(each, CallbackEntry)
        ]
        for request in requests
    ]
    assert refused == [[1, 2], [3], [4], ["CheckoutSuspended"], ["CheckoutSuspended"], [5]]
    assert [request.at for request in requests] == sorted(request.at for request in requests)


async def test_refusals_are_those_of_the_checkout(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """Refused commands are listed from the oldest, without those of other checkouts."""
    checkout, other = await app.open(SHIRT), await app.open(SHIRT, token="public-SE-2")
    for each in (checkout, other):
        await app.change(each.id, CommitPurchase(shown_version=2))
        shop = Provenance(actor="shop", dialect="d", operation="o", request_id=each.id)
        await change_refused(app, each.id, shop)
    (refused,) = await inquiries.refusals(subject_of(checkout.id))
    assert isinstance(refused, StoredRefusal)
    assert refused.provenance.request_id == checkout.id


async def test_a_future_version_does_not_exist(
    app: ApplicationFixture, inquiries: Inquiries
) -> None:
    """A version beyond the newest raises NoSuchVersion."""
    checkout = await app.open(SHIRT)
    await inquiries.exists(subject_of(checkout.id), 2)
    with pytest.raises(NoSuchVersion):
        await inquiries.exists(subject_of(checkout.id), 3)
