"""The traces of the customer's page in a long history."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from application.history.windows.page_traces import PageTraceReader
from domain.checkout import Checkout
from domain.events import CheckoutEvent, Opening
from domain.provenance import Provenance
from domain.values.customer import Customer
from interfaces.storage.memory.storage import InMemoryStorage

AT = datetime(2026, 3, 1, tzinfo=UTC)
SHOP = Provenance(actor="shop:s", dialect="walley", operation="test", request_id="r")
PAGE = Provenance(actor="shopper:checkout-1", dialect="shopper", operation="test", request_id="r")


class CountingEvents:
    """The events of one checkout in memory. Counts those that it returns."""

    def __init__(self, events: Sequence[CheckoutEvent]) -> None:
        self.stored = list(events)
        self.count = 0

    async def events(
        self, _: str, *, after: int = 0, up_to: int | None = None
    ) -> Sequence[CheckoutEvent]:
        """Return a range of the events, after other tasks had their turn."""
        await asyncio.sleep(0)
        found = self.stored[after:up_to]
        self.count += len(found)
        return found


def history(versions: int) -> list[CheckoutEvent]:
    """A checkout whose shop names another customer with each version, and whose page does at version 450."""
    opening = Opening(
        merchant="m",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="t",
        expires_at=AT + timedelta(days=1),
    )
    checkout = Checkout.open("checkout-1", opening, by=SHOP, at=AT)
    for version in range(2, versions + 1):
        by = PAGE if version == 450 else SHOP
        checkout.identify_customer(Customer(email=f"{version}@person.example"), by=by, at=AT)
    return [each for each in checkout.collect_events() if isinstance(each, CheckoutEvent)]


def reader_of(events: CountingEvents) -> PageTraceReader:
    """A reader of these events."""
    return PageTraceReader(events)  # type: ignore[arg-type]  # only its method `events` is called


async def test_the_page_is_found_in_a_long_history() -> None:
    """Its one request counts for the whole checkout, and the customer is the page's from there to the next change."""
    reader = reader_of(CountingEvents(history(900)))
    traces = await reader.traces("checkout-1", 900, customer_at=900)
    assert traces.is_used
    assert [version for version in range(1, 901) if traces.page_identified(version)] == [450]


async def test_events_are_read_as_far_as_they_are_needed() -> None:
    """After the first request of the page, only the origin of the customer data needs more of them."""
    events = CountingEvents(history(900))
    reader = reader_of(events)
    assert (await reader.traces("checkout-1", 900)).is_used
    assert events.count < 900
    found = await reader.traces("checkout-1", 900, customer_at=900)
    assert found.identified == list(range(2, 901))


async def test_each_event_is_read_only_one_time() -> None:
    """Later versions are read when they exist, and requests at the same time get the same answer."""
    events = CountingEvents(history(900))
    reader = reader_of(events)
    before = await reader.traces("checkout-1", 440)
    assert (before.is_used, events.count) == (False, 440)
    wanted = [reader.traces("checkout-1", 900, customer_at=900) for _ in range(3)]
    found = await asyncio.gather(*wanted)
    assert all(each.is_used and each.read_up_to >= 900 for each in found)
    assert [each.identified for each in found] == [list(range(2, 901))] * 3
    before_repeat = events.count
    await reader.traces("checkout-1", 900, customer_at=900)
    assert events.count == before_repeat


async def test_only_the_latest_checkouts_stay_in_memory() -> None:
    """A reader that has seen many checkouts holds the traces of 500."""
    reader = PageTraceReader(InMemoryStorage().events)
    for number in range(600):
        await reader.traces(f"checkout-{number}", 1)
    assert len(reader._traces) == 500
