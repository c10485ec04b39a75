"""The application service on an in-memory storage, with a clock and a store controlled by the test."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from application.checkouts.admission import Target
from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.commands.change import Change
from application.commands.shop import OpenCheckout
from application.history.as_of import AsOf, PastState
from application.persons.sealing import Persons
from application.ports.event_store import Alias, Append, EventStore, VersionTaken
from application.ports.person_vault import PersonAccess
from application.ports.purchase_validation import PurchaseValidation
from application.ports.refusal_log import StoredRefusal
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.provenance import Provenance
from domain.values.cart import EMPTY_CART, Cart, Line
from interfaces.storage.memory.storage import InMemorySnapshots, InMemoryStorage
from tests.domain.event_builders import NOW, SHOP

LIFETIME = Lifetime(
    purchase_within=timedelta(days=7),
    readable_after_expiry=timedelta(days=1),
    payment_within=timedelta(days=10),
)
A_MILLISECOND = timedelta(milliseconds=1)


class Clock:
    """A clock that moves only when the test advances it."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, time: timedelta = A_MILLISECOND) -> None:
        """Advance the clock."""
        self.at += time


class Hold:
    """A paused call. A paused append waits either before or after it is recorded."""

    def __init__(self, *, recorded: bool = False) -> None:
        self.recorded = recorded
        self.reached = asyncio.Event()
        self.resumed = asyncio.Event()

    async def stop(self) -> None:
        """Wait until the test sets `resumed`."""
        self.reached.set()
        await self.resumed.wait()


class PausedStore:
    """A store whose appends can be paused before or after they are recorded, or made to fail."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._holds: list[Hold] = []
        self._held_reads: list[Hold] = []
        self._failures: list[Exception] = []
        self.appends: list[list[str]] = []
        self.reads = 0
        self.aliases: list[Alias] = []
        self.deadlines: list[datetime | None] = []

    def hold_next_append(self, *, recorded: bool = False) -> Hold:
        """Pause the next append: before it is recorded, or between that and its return."""
        hold = Hold(recorded=recorded)
        self._holds.append(hold)
        return hold

    def hold_next_read(self) -> Hold:
        """Pause the next read of events before it returns."""
        hold = Hold()
        self._held_reads.append(hold)
        return hold

    def fail_next_append(self, failure: Exception) -> None:
        """Make the next append record nothing and raise `failure`."""
        self._failures.append(failure)

    async def append(self, append: Append) -> PersonAccess | None:
        if self._failures:
            raise self._failures.pop(0)
        hold = self._holds.pop(0) if self._holds else None
        first = append.events[0]
        was_free = not await self._store.events(
            first.originator_id, after=first.originator_version - 1
        )
        if hold is not None and not hold.recorded:
            await hold.stop()
        try:
            access = await self._store.append(append)
        except VersionTaken:
            raise VersionTaken(overlapped=was_free) from None
        self.appends.append([type(event).__name__ for event in append.events])
        self.aliases += append.aliases
        self.deadlines.append(append.deadline)
        if hold is not None and hold.recorded:
            await hold.stop()
        return access

    async def events(
        self, checkout_id: str, *, after: int = 0, up_to: int | None = None
    ) -> Sequence[CheckoutEvent]:
        self.reads += 1
        hold = self._held_reads.pop(0) if self._held_reads else None
        events = await self._store.events(checkout_id, after=after, up_to=up_to)
        if hold is not None:
            await hold.stop()
        return events

    async def find(self, name: Alias) -> str | None:
        return await self._store.find(name)


@dataclass
class ApplicationFixture:
    """One process: a service and its cache, on a storage that other processes may share."""

    storage: InMemoryStorage = field(default_factory=InMemoryStorage)
    clock: Clock = field(default_factory=Clock)
    cached: int = 100
    validation: PurchaseValidation | None = None
    ids: Callable[[], str] = field(
        default_factory=lambda: map("checkout-{}".format, count(1)).__next__
    )
    numbers: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def __post_init__(self) -> None:
        self.store = PausedStore(self.storage.events)
        self.cache = CheckoutCache(self.cached)
        self.checkouts = Checkouts(
            store=self.store,
            refusals=self.storage.refusals,
            persons=Persons(self.storage.persons, self.clock),
            cache=self.cache,
            lifetime=LIFETIME,
            clock=self.clock,
            new_id=self.ids,
            new_order_number=self.numbers,
            snapshots=InMemorySnapshots(self.store, self.storage.snapshots.kept),
            validation=self.validation,
        )

    def start_process(self, *, clock: Clock | None = None) -> "ApplicationFixture":
        """Return another process on the same storage, with a cache of its own."""
        return ApplicationFixture(
            storage=self.storage, clock=clock or self.clock, ids=self.ids, numbers=self.numbers
        )

    async def open(
        self, *lines: Line, merchant: str = "demo", token: str = "public-SE-1", unique: bool = False
    ) -> Checkout:
        """Open a checkout."""
        command = OpenCheckout(
            merchant=merchant,
            dialect="walley",
            country="SE",
            currency="SEK",
            public_token=token,
            cart=Cart(lines=lines) if lines else EMPTY_CART,
            unique_articles=unique,
        )
        return await self.checkouts.open(command, SHOP)

    async def change(
        self,
        checkout_id: str,
        change: Change,
        *,
        expected: tuple[int, ...] | None = None,
        merchant: str | None = "demo",
        by: Provenance = SHOP,
    ) -> Checkout:
        """Request one change."""
        target = Target(checkout_id=checkout_id, merchant=merchant, expected_versions=expected)
        return await self.checkouts.change(target, change, by)

    def begin_change(
        self, checkout_id: str, change: Change, *, expected: tuple[int, ...] | None = None
    ) -> "asyncio.Task[Checkout]":
        """Request one change without waiting for it."""
        return asyncio.create_task(self.change(checkout_id, change, expected=expected))

    async def read(self, checkout_id: str, merchant: str | None = "demo") -> Checkout:
        """Read a checkout as its merchant."""
        return await self.checkouts.read(Target(checkout_id=checkout_id, merchant=merchant))

    async def past(self, checkout_id: str, as_of: AsOf, merchant: str | None = "demo") -> PastState:
        """Read a past state of a checkout as its merchant."""
        target = Target(checkout_id=checkout_id, merchant=merchant)
        return await self.checkouts.read_past(target, as_of)

    async def history(self, checkout_id: str) -> list[str]:
        """Return the class names of the recorded events, in order."""
        return [type(event).__name__ for event in await self.storage.events.events(checkout_id)]

    async def refused_commands(self, checkout_id: str) -> Sequence[StoredRefusal]:
        """Return the recorded refused commands."""
        return await self.storage.refusals.of(checkout_id)
