"""Any sequence of commands: the history replays to exactly the states that were returned."""

from typing import get_args

from hypothesis import given as for_all
from hypothesis import strategies as st

from application.commands.change import Change
from domain.events import CustomerIdentified, PurchaseCommitted
from tests.application.commands.sequences import (
    BY_SHOP_OR_CUSTOMER,
    COMPLETE,
    ENDING,
    RELEASE,
    SEQUENCES,
    Scene,
    run,
)
from tests.domain.scenario import replay


@for_all(SEQUENCES)
def test_every_returned_state_is_the_replay_of_its_version(
    sequence: Scene,
) -> None:
    """Replayed up to a returned version, the history gives the checkout that was returned."""
    result = run(sequence)
    for answer in result.states:
        assert replay(result.events[: answer.version]) == answer


@for_all(SEQUENCES)
def test_versions_follow_one_another(sequence: Scene) -> None:
    """The versions of a history are 1, 2, 3 and so on; a refusal leaves no gap."""
    result = run(sequence)
    versions = [recorded_event.originator_version for recorded_event in result.events]
    assert versions == list(range(1, len(versions) + 1))


@for_all(SEQUENCES)
def test_every_event_changes_the_state(sequence: Scene) -> None:
    """Each event changes something in addition to the version and the time."""
    result = run(sequence)
    for version in range(1, len(result.events)):
        before, after = replay(result.events[:version]), replay(result.events[: version + 1])
        before.version, before.modified_on = after.version, after.modified_on
        assert before != after


@for_all(SEQUENCES)
def test_the_total_is_the_sum_of_its_parts(sequence: Scene) -> None:
    """At every version the total is the sum of the recorded lines, fees, chosen delivery and taxes on the whole."""
    for checkout in run(sequence).states:
        parts = [line.total for line in checkout.cart.lines]
        parts += [fee.unit_price for fee in checkout.fees]
        parts += [tax.amount for tax in checkout.order_taxes]
        if checkout.delivery is not None and checkout.delivery.option is not None:
            parts.append(checkout.delivery.option.total)
        assert checkout.total == sum(parts)


@for_all(SEQUENCES)
def test_the_customer_agrees_to_the_current_total(sequence: Scene) -> None:
    """A commitment has the version before its request and that total, and the payment has the same total."""
    result = run(sequence)
    for recorded_event in result.events:
        if isinstance(recorded_event, PurchaseCommitted):
            shown = replay(result.events[: recorded_event.shown_version])
            between = result.events[shown.version : recorded_event.originator_version - 1]
            assert all(isinstance(each, CustomerIdentified) for each in between)
            assert len(between) <= 1
            assert (recorded_event.total, recorded_event.currency) == (shown.total, shown.currency)
            assert shown.total >= 0
            assert shown.cart.lines
    last = result.states[-1]
    if last.payment is not None:
        assert last.payment.amount == last.agreed_total == last.total


def test_every_verb_takes_part() -> None:
    """The sequences have all commands."""
    kinds: set[type] = set()

    @for_all(st.lists(st.one_of(BY_SHOP_OR_CUSTOMER, COMPLETE, RELEASE, ENDING), min_size=30))
    def collect(changes: list[Change]) -> None:
        kinds.update(type(change) for change in changes)

    collect()
    assert kinds == set(get_args(Change))
