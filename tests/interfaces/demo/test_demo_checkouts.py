"""The demo makes every kind of checkout that the console has to show, of every dialect and merchant."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from application.history.consistency import HistoryCheck
from application.ports.webhooks.webhook_log import DeliveryState
from domain.checkout import Checkout
from domain.events import CheckoutEvent, Expired, SurplusPaymentReceived
from domain.stage import Stage
from interfaces.demo.callbacks import callback_of
from interfaces.demo.script import CheckoutScript
from interfaces.dialects.registry import ARITHMETIC
from interfaces.storage.memory.storage import InMemoryStorage
from tests.interfaces.demo.maker import make_checkouts

UNTIL = datetime(2026, 3, 31, 12, tzinfo=UTC)


class Made:
    """Two hundred checkouts, with their events and states."""

    def __init__(self, storage: InMemoryStorage, scripts: list[CheckoutScript]) -> None:
        self.storage = storage
        self.scripts = scripts
        self.histories: list[list[CheckoutEvent]] = []

    @property
    def events(self) -> list[CheckoutEvent]:
        """Every event."""
        return [event for history in self.histories for event in history]


@pytest.fixture(scope="module")
def made() -> Made:
    """The checkouts of seed 18, which no test changes."""
    return asyncio.run(_make())


async def _make() -> Made:
    storage = InMemoryStorage()
    scripts = await make_checkouts(storage, seed=18, count=200, until=UNTIL)
    found = Made(storage, list(scripts))
    for script in scripts:
        found.histories.append(list(await storage.events.events(script.checkout_id)))
    return found


def replay(history: list[CheckoutEvent]) -> tuple[Checkout, list[str]]:
    """Return the state after a history, and what `tillroll check` finds in it."""
    check = HistoryCheck(ARITHMETIC)
    faults = [fault for event in history for fault in check.replay(event)]
    assert check.checkout is not None
    return check.checkout, faults


async def test_every_dialect_merchant_currency_and_end_occurs(made: Made) -> None:
    """Both merchants have checkouts of their dialects; there are seven currencies, and all stages but one."""
    states = [replay(history)[0] for history in made.histories]
    dialects = {"walley", "svea", "stateset", "acp"}
    shops = {(state.merchant, state.dialect) for state in states}
    assert shops == {
        (merchant, each) for merchant in ("demo-shop", "other-shop") for each in dialects
    } | {("demo-shop", "ucp")}
    assert {state.currency for state in states} == {"SEK", "NOK", "DKK", "EUR", "USD", "JPY", "GBP"}
    stages = Counter(state.stage for state in states)
    for stage in (Stage.COMPLETED, Stage.EXPIRED, Stage.CANCELLED, Stage.OPEN, Stage.SUSPENDED):
        assert stages[stage], stage


async def test_histories_are_what_the_check_expects(made: Made) -> None:
    """No amount, tax or time of any history is one that `tillroll check` would report."""
    assert [fault for history in made.histories for fault in replay(history)[1]] == []


async def test_changes_are_refused_for_many_reasons(made: Made) -> None:
    """There are changes after the agreement, outdated pages, old versions, and payments of other amounts."""
    reasons = Counter(reason for script in made.scripts for reason in script.refused)
    expected = {"PurchaseCommitmentFound", "OutdatedView", "StaleVersion", "AmountMismatch"}
    assert expected <= reasons.keys()
    kept = [len(await made.storage.refusals.of(each.checkout_id)) for each in made.scripts]
    assert sum(kept) == reasons.total()


async def test_the_time_is_that_of_the_last_thirty_days(made: Made) -> None:
    """The first checkout is weeks old, no event is later than the end, and carts expired at their deadlines."""
    times = [event.timestamp for event in made.events]
    assert UNTIL - timedelta(days=30) <= min(times) < UNTIL - timedelta(days=25)
    assert max(times) <= UNTIL
    for history in made.histories:
        if isinstance(history[-1], Expired):
            due = history[0].timestamp + timedelta(days=7)
            # One that nobody paid for waits for its payment first.
            assert due <= history[-1].timestamp < due + timedelta(hours=1)


async def test_some_histories_are_long_and_some_payments_are_due_back(made: Made) -> None:
    """One history has more than 20 versions, and one purchase was paid twice."""
    assert max(map(len, made.histories)) > 20
    assert any(isinstance(event, SurplusPaymentReceived) for event in made.events)


async def test_orders_are_sent_returned_refunded_and_disputed(made: Made) -> None:
    """The parcels arrive, pieces come back or are cancelled, refunds are paid, and nothing of it is refused."""
    orders = [replay(history)[0] for history in made.histories]
    sent = {entry.kind for order in orders for entry in order.fulfilment_events}
    assert sent == {"shipped", "in_transit", "delivered"}
    adjusted = {(each.kind, each.status.value) for order in orders for each in order.adjustments}
    assert adjusted >= {
        ("refund", "completed"),
        ("return", "completed"),
        ("cancellation", "completed"),
        ("dispute", "pending"),
    }
    reasons = {reason for script in made.scripts for reason in script.refused}
    assert not {each for each in reasons if each.startswith(("Order", "Refund", "Adjustment"))}
    assert any(order.dialect == "ucp" and order.fulfilment_events for order in orders)


async def test_no_person_is_in_the_clear(made: Made) -> None:
    """Events and refused commands have sealed names and addresses only."""
    assert "person.example" not in repr([vars(event) for event in made.events])


async def test_the_same_seed_makes_the_same_checkouts() -> None:
    """Two stores have equal events after the same seed, and other ones after another seed."""
    stores = [InMemoryStorage() for _ in range(3)]
    made = [
        await make_checkouts(store, seed=seed, count=12, until=UNTIL)
        for store, seed in zip(stores, (1, 1, 2), strict=True)
    ]
    first, same, other = [
        [
            (event.TOPIC, event.timestamp, event.originator_version)
            for script in scripts
            for event in await store.events.events(script.checkout_id)
        ]
        for store, scripts in zip(stores, made, strict=True)
    ]
    assert first == same
    assert first != other


async def test_callbacks_have_every_state_and_stay_on_this_machine(made: Made) -> None:
    """Some were delivered, some are parked and some wait; none has an attempt after the end."""
    drawn, states = Random(18), Counter[DeliveryState]()
    for script in made.scripts:
        if script.purchase is None:
            continue
        callback = callback_of(script.purchase, drawn, UNTIL)
        if callback is None:
            continue
        states[callback.state] += 1
        assert callback.request.url.startswith(("http://127.0.0.1:", "http://127.0.0.2:"))
        assert all(at <= UNTIL for at, _ in callback.attempts)
        assert (callback.due is not None) == (callback.state is DeliveryState.WAITING)
    assert states[DeliveryState.DELIVERED] > 3 * states[DeliveryState.PARKED] > 0
