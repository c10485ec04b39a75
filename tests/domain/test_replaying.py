"""Replaying a history: appliers assign and never refuse; drafts are copies."""

import pytest
from eventsourcing.domain import OriginatorVersionError
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.events import EVENTS, Opened
from domain.stage import Stage
from domain.values.cart import Cart
from domain.values.payment import RefundCause
from tests.domain.event_builders import (
    ADA,
    GIFT,
    HALF_OFF,
    NEWS,
    PAID,
    SENT,
    SHIPPING,
    SHIRT,
    SOCKS,
    SOLD_OUT,
    STATE_TAX,
    VOUCHER,
    EventAt,
    buyer_context_replaced,
    cancelled,
    cart_replaced,
    commitment_released,
    completed,
    consents_recorded,
    customer_identified,
    data_erased,
    delivery_changed,
    discounts_replaced,
    expired,
    fees_updated,
    metadata_replaced,
    minimum_age_changed,
    notices_replaced,
    numbered,
    opened,
    order_taxes_updated,
    payment_failure_reported,
    purchase_committed,
    recurring_token_cancelled,
    recurring_token_issued,
    reference_changed,
    resumed,
    shipping_properties_replaced,
    surplus_payment_received,
    suspended,
)
from tests.domain.order_builders import (
    adjustment,
    adjustment_reported,
    expectation,
    expectations_replaced,
    fulfilment,
    fulfilment_reported,
)
from tests.domain.scenario import BY_SHOP, recorded, replay

LATER: tuple[EventAt, ...] = (
    cart_replaced(SHIRT, SHIRT),
    cart_replaced(VOUCHER),
    cart_replaced(),
    fees_updated(SHIPPING, SHIPPING),
    shipping_properties_replaced('{"weight":1}'),
    reference_changed("A-1"),
    reference_changed(None),
    metadata_replaced("{}"),
    customer_identified(ADA),
    suspended(),
    resumed(),
    purchase_committed(-1, shown_version=99),
    commitment_released(),
    commitment_released("declined", payment_id="pay_1"),
    payment_failure_reported(3, "pay_2", "declined"),
    surplus_payment_received(PAID, 3, RefundCause.SECOND_CHARGE, PAID),
    completed(PAID),
    cancelled(),
    expired(),
    minimum_age_changed(18),
    recurring_token_issued(),
    recurring_token_cancelled(),
    data_erased(),
    delivery_changed(SENT),
    order_taxes_updated(STATE_TAX),
    notices_replaced(SOLD_OUT),
    discounts_replaced(HALF_OFF),
    consents_recorded(NEWS),
    buyer_context_replaced(GIFT),
    fulfilment_reported(fulfilment(shirts=1)),
    adjustment_reported(adjustment(amount=1)),
    expectations_replaced(expectation(shirts=1)),
)
INTO_STAGE: dict[Stage, tuple[EventAt, ...]] = {
    Stage.OPEN: (),
    Stage.SUSPENDED: (suspended(),),
    Stage.COMMITTED: (purchase_committed(0, shown_version=1),),
    Stage.COMPLETED: (completed(),),
    Stage.CANCELLED: (cancelled(),),
    Stage.EXPIRED: (expired(),),
}


def test_every_event_is_replayed_here() -> None:
    """These tests have every event but Opened."""
    kinds = {type(event) for event in numbered(LATER)}
    assert kinds == set(EVENTS) - {Opened}
    assert INTO_STAGE.keys() == set(Stage)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("event", LATER, ids=[type(e).__name__ for e in numbered(LATER)])
def test_no_event_is_refused_in_any_stage(event: EventAt, stage: Stage) -> None:
    """Only verbs have rules. A recorded event is replayed even if today's rules would refuse it."""
    history = numbered([opened(), *INTO_STAGE[stage]])
    before = replay(history)
    assert before.stage is stage
    after = replay([*history, event(len(history) + 1)])
    assert after.version == before.version + 1


@for_all(st.lists(st.sampled_from(LATER)), st.integers(min_value=0))
def test_any_history_replays_in_one_go_or_in_two(later: list[EventAt], cut: int) -> None:
    """A copy that is read on ends where a replay from the beginning ends."""
    history = numbered([opened(), *later])
    middle = 1 + cut % len(history)
    assert replay(history[:middle]).replay(history[middle:]) == replay(history)


def test_a_gap_is_an_error() -> None:
    """An event whose predecessor is missing raises an error."""
    first, _, third = numbered([opened(), suspended(), resumed()])
    with pytest.raises(OriginatorVersionError):
        replay([first, third])


def test_an_old_agreement_is_not_computed_again() -> None:
    """Results are recorded: replay computes no price, so the agreed total is the recorded one."""
    checkout = replay(
        numbered([opened(), cart_replaced(SHIRT), purchase_committed(1, shown_version=2)])
    )
    assert checkout.agreed_total == 1


def test_reading_on_leaves_the_older_copy_alone() -> None:
    """A cached checkout stays at its version while others replay events on copies of it."""
    history = numbered([opened(), cart_replaced(SHIRT), suspended()])
    older = replay(history[:1])
    newer = older.replay(history[1:])
    assert older == replay(history[:1])
    assert (older.version, newer.version) == (1, 3)


def test_a_draft_does_not_leak() -> None:
    """A decision on a draft changes the draft only."""
    original = replay(numbered([opened(), cart_replaced(SHIRT)]))
    draft = original.draft()
    draft.replace_cart(Cart(lines=(SOCKS,)), **BY_SHOP)
    draft.suspend(**BY_SHOP)
    assert original == replay(numbered([opened(), cart_replaced(SHIRT)]))
    assert recorded(original) == []
    assert [event.originator_version for event in recorded(draft)] == [3, 4]


def test_two_drafts_are_independent() -> None:
    """Two decisions on the same version are independent; the store accepts one of them."""
    original = replay(numbered([opened()]))
    one, other = original.draft(), original.draft()
    one.suspend(**BY_SHOP)
    other.change_reference("A-1", **BY_SHOP)
    assert (one.stage, other.stage) == (Stage.SUSPENDED, Stage.OPEN)
    assert recorded(one) == numbered([suspended()], after=1)
    assert recorded(other) == numbered([reference_changed("A-1")], after=1)


def test_a_draft_begins_with_nothing_recorded() -> None:
    """A draft of a draft does not record its predecessor's events again."""
    draft = replay(numbered([opened()])).draft()
    draft.suspend(**BY_SHOP)
    assert recorded(draft.draft()) == []
