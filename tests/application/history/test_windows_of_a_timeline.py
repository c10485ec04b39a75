"""Parts of a timeline: a range of versions with what happened between them."""

from datetime import timedelta

import pytest

from application.checkouts.cache import CheckoutCache
from application.checkouts.repository import CheckoutRepository
from application.commands.purchase import CommitPurchase
from application.commands.shop import ChangeReference, ReplaceCart, ReplaceMetadata
from application.history.inquiries import Inquiries, Subject
from application.history.timeline import CallbackEntry, ChangeDescription, RequestEntry
from application.history.windows.timeline_window import EntryKind, TimelineFilter
from application.history.windows.version_range import (
    AfterVersion,
    AroundVersion,
    BeforeVersion,
    LastVersions,
    VersionRange,
    WindowAnchor,
    WindowRequest,
    version_range,
)
from application.history.windows.window_inquiries import WindowInquiries
from application.ports.refusal_log import StoredRefusal
from application.ports.webhooks.webhook_log import (
    AttemptOutcome,
    DeliveryAttempt,
    DeliveryState,
    NoWebhookLog,
    WebhookDelivery,
)
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound, NoSuchVersion, PurchaseCommitmentFound
from domain.values.cart import Cart
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import NOW, SHIRT, SOCKS

SECOND = timedelta(seconds=1)
OTHER = Provenance(
    actor="shop:other-key", dialect="walley", operation="update reference", request_id="r-1"
)


class CalledShop(NoWebhookLog):
    """A log with one delivery."""

    def __init__(self, delivery: WebhookDelivery) -> None:
        self._delivery = delivery

    async def of(self, checkout_id: str) -> list[WebhookDelivery]:
        return [self._delivery]


def inquiries_of(app: ApplicationFixture, delivery: WebhookDelivery | None = None) -> Inquiries:
    """Queries of what the app records, and of one delivery."""
    return Inquiries(
        histories=CheckoutRepository(app.store, CheckoutCache(10), app.storage.snapshots),
        store=app.store,
        refusals=app.storage.refusals,
        persons=app.storage.persons,
        clock=app.clock,
        deliveries=None if delivery is None else CalledShop(delivery),
    )


async def changed(app: ApplicationFixture, versions: int) -> Checkout:
    """A checkout with so many versions, one second apart."""
    checkout = await app.open()
    for n in range(versions - 1):
        app.clock.advance(SECOND)
        checkout = await app.change(checkout.id, ChangeReference(reference=f"A-{n}"))
    return checkout


def versions_of(requests: list[RequestEntry]) -> list[int]:
    """The versions of the events in the requests."""
    return [
        part.event.originator_version
        for request in requests
        for part in request.happened
        if isinstance(part, ChangeDescription)
    ]


@pytest.mark.parametrize(
    ("anchor", "first", "last"),
    [
        (AroundVersion(50), 48, 51),
        (AroundVersion(1), 1, 4),
        (AroundVersion(100), 97, 100),
        (AfterVersion(0), 1, 4),
        (AfterVersion(98), 99, 100),
        (AfterVersion(100), 101, 100),
        (BeforeVersion(101), 97, 100),
        (BeforeVersion(3), 1, 2),
        (BeforeVersion(1), 1, 0),
        (LastVersions(), 97, 100),
    ],
)
def test_a_window_has_the_requested_versions(anchor: WindowAnchor, first: int, last: int) -> None:
    """A window of four versions in a history of a hundred ends where the history ends."""
    found = version_range(WindowRequest(anchor=anchor, limit=4), 100)
    assert found == VersionRange(first=first, last=last, newest=100)
    assert (found.before, found.after) == (first - 1, 100 - last)


@pytest.mark.parametrize(
    "anchor", [AroundVersion(101), AfterVersion(101), BeforeVersion(102), AroundVersion(0)]
)
def test_a_window_beyond_the_history_is_refused(anchor: WindowAnchor) -> None:
    """A version that does not exist raises NoSuchVersion."""
    with pytest.raises(NoSuchVersion):
        version_range(WindowRequest(anchor=anchor, limit=4), 100)


async def test_windows_together_are_the_whole_timeline(app: ApplicationFixture) -> None:
    """The changes of each event are those of the whole timeline, wherever a window begins."""
    checkout = await changed(app, 45)
    inquiries = inquiries_of(app)
    subject = Subject(checkout_id=checkout.id, merchants=None)
    whole = await inquiries.timeline(subject)
    found: list[RequestEntry] = []
    after = 0
    while after < 45:
        request = WindowRequest(anchor=AfterVersion(after), limit=7)
        window = await WindowInquiries(inquiries).timeline(subject, request)
        found += window.requests
        after = window.versions.last
    assert found == whole


async def test_a_window_does_not_read_the_events_before_it(app: ApplicationFixture) -> None:
    """The state before a window comes from a snapshot: few events of a long history are read."""
    checkout = await changed(app, 60)
    read: list[tuple[int, int | None]] = []
    events = app.storage.events.events

    async def counted(checkout_id: str, *, after: int = 0, up_to: int | None = None) -> object:
        read.append((after, up_to))
        return await events(checkout_id, after=after, up_to=up_to)

    inquiries = inquiries_of(app)
    subject = Subject(checkout_id=checkout.id, merchants=None)
    await inquiries.newest(subject)
    app.storage.events.events = counted  # type: ignore[method-assign, assignment]  # counts reads
    request = WindowRequest(anchor=AroundVersion(45), limit=4)
    window = await WindowInquiries(inquiries).timeline(subject, request)
    assert versions_of(window.requests) == [43, 44, 45, 46]
    assert read
    assert all(after >= 40 for after, _ in read)


async def test_refused_commands_are_in_the_window_of_their_version(
    app: ApplicationFixture,
) -> None:
    """A refused command is in the window that has its version, and counted outside of the others."""
    checkout = await app.open(SHIRT)
    committed = await app.change(checkout.id, CommitPurchase(shown_version=checkout.version))
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(checkout.id, ChangeReference(reference="late"))
    windows = WindowInquiries(inquiries_of(app))
    subject = Subject(checkout_id=checkout.id, merchants=None)
    first = await windows.timeline(subject, WindowRequest(anchor=AfterVersion(0), limit=1))
    last = await windows.timeline(
        subject, WindowRequest(anchor=AroundVersion(committed.version), limit=1)
    )
    assert (first.before.refusals, first.after.refusals) == (0, 1)
    assert (last.before.refusals, last.after.refusals) == (0, 0)
    assert isinstance(last.requests[-1].happened[-1], StoredRefusal)


async def test_callbacks_are_in_the_window_of_their_time(app: ApplicationFixture) -> None:
    """Each attempt is in the window with the version at its time, and counted outside of the others."""
    checkout = await changed(app, 6)
    attempts = tuple(
        DeliveryAttempt(
            number=number,
            at=NOW + seconds * SECOND,
            outcome=AttemptOutcome.DELIVERED,
            status=200,
            milliseconds=5,
            problem=None,
        )
        for number, seconds in enumerate((1.5, 2.5, 60), 1)
    )
    delivery = WebhookDelivery(
        id=1,
        checkout_id=checkout.id,
        version=1,
        merchant="demo",
        channel="walley.notification",
        method="GET",
        url="https://shop.example/",
        receiver="https://shop.example",
        state=DeliveryState.DELIVERED,
        made_at=NOW,
        due=None,
        attempts=attempts,
    )
    inquiries = inquiries_of(app, delivery)
    subject = Subject(checkout_id=checkout.id, merchants=None)
    whole = [request for request in await inquiries.timeline(subject) if _calls(request)]
    found = []
    for version in range(1, 7):
        request = WindowRequest(anchor=AroundVersion(version), limit=1)
        window = await WindowInquiries(inquiries).timeline(subject, request)
        called = [each for each in window.requests if _calls(each)]
        found.append((window.before.callbacks, len(called), window.after.callbacks))
        whole = whole[len(called) :]
    assert found == [(0, 0, 3), (0, 1, 2), (1, 1, 1), (2, 0, 1), (2, 0, 1), (2, 1, 0)]
    assert whole == []


async def test_only_wanted_entries_are_returned(app: ApplicationFixture) -> None:
    """Kind, actor and amounts select entries; counts outside of the window have no filter."""
    checkout = await app.open(SHIRT)
    await app.change(checkout.id, ChangeReference(reference="A-1"), by=OTHER)
    await app.change(checkout.id, ReplaceCart(cart=Cart(lines=(SHIRT, SOCKS))))
    moved = ReplaceCart(cart=Cart(lines=(SOCKS, SHIRT)))
    seen = await app.change(checkout.id, moved)
    seen = await app.change(checkout.id, ReplaceMetadata(metadata='{"total":5}'))
    await app.change(checkout.id, CommitPurchase(shown_version=seen.version))
    with pytest.raises(PurchaseCommitmentFound):
        await app.change(checkout.id, ChangeReference(reference="late"), by=OTHER)
    inquiries = inquiries_of(app)
    subject = Subject(checkout_id=checkout.id, merchants=None)
    everything = WindowRequest(anchor=AfterVersion(0))

    async def found(wanted: TimelineFilter) -> list[RequestEntry]:
        window = await WindowInquiries(inquiries).timeline(subject, everything, wanted)
        assert window.requests == await inquiries.timeline(subject, wanted)
        return window.requests

    by_other = await found(TimelineFilter(actor=OTHER.actor))
    assert [len(each.happened) for each in by_other] == [1, 1]
    refused = await found(TimelineFilter(kinds=frozenset({EntryKind.REFUSAL})))
    assert [type(part) for each in refused for part in each.happened] == [StoredRefusal]
    amounts = await found(TimelineFilter(amounts_only=True))
    assert versions_of(amounts) == [1, 2, 4, 7]


async def test_a_reader_of_another_merchant_gets_no_window(app: ApplicationFixture) -> None:
    """Every window raises CheckoutNotFound, as for an unknown checkout."""
    checkout = await changed(app, 3)
    windows = WindowInquiries(inquiries_of(app))
    subject = Subject(checkout_id=checkout.id, merchants=("other",))
    for request in (WindowRequest(anchor=AroundVersion(9)), WindowRequest(anchor=LastVersions())):
        with pytest.raises(CheckoutNotFound):
            await windows.timeline(subject, request)
        with pytest.raises(CheckoutNotFound):
            await windows.events(subject, request)


def _calls(request: RequestEntry) -> bool:
    return any(isinstance(part, CallbackEntry) for part in request.happened)
