"""Blame: the event that set the present value of each field."""

from hypothesis import given
from hypothesis import strategies as st

from application.history.blame import FieldOrigin, blame
from application.history.document import Field, Path, document, nodes
from application.history.primitives import same
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from tests.domain.event_builders import (
    ADA,
    SHIPPING,
    SHIRT,
    SOCKS,
    VOUCHER,
    EventAt,
    cart_replaced,
    customer_identified,
    fees_updated,
    metadata_replaced,
    numbered,
    opened,
    reference_changed,
    resumed,
    suspended,
)
from tests.domain.scenario import replay

Step = tuple[CheckoutEvent, Checkout]

event_builders: st.SearchStrategy[EventAt] = st.one_of(
    st.lists(st.sampled_from([SHIRT, SOCKS, VOUCHER]), max_size=4).map(lambda x: cart_replaced(*x)),
    st.sampled_from([fees_updated(), fees_updated(SHIPPING), suspended(), resumed()]),
    st.sampled_from([None, "A-1", "A-2"]).map(reference_changed),
    st.sampled_from([None, "{}", '{"a":{}}', '{"a":{"b":1}}', '{"a":[]}', '{"a":[1,2]}']).map(
        metadata_replaced
    ),
    st.just(customer_identified(ADA)),
)


def steps_of(*history: EventAt) -> list[Step]:
    """Return each event with the state after it."""
    events = numbered(history)
    return [(event, replay(events[: index + 1])) for index, event in enumerate(events)]


def origins_by_full_comparison(steps: list[Step]) -> dict[Path, tuple[int, object]]:
    """Find the version that set each field, and the value before, by comparing all versions."""
    states: list[dict[Path, Field]] = [dict(nodes(document(state))) for _, state in steps]
    answer: dict[Path, tuple[int, object]] = {}
    for path, field in states[-1].items():
        if not field.is_leaf:
            continue
        since = len(states) - 1
        while since and path in states[since - 1]:
            if not same(states[since - 1][path].value, field.value):
                break
            since -= 1
        before = states[since - 1].get(path) if since else None
        answer[path] = (since + 1, before.value if before else None)
    return answer


def blamed_at(blamed: list[FieldOrigin], pointer: str) -> FieldOrigin:
    """Return the only field at this pointer."""
    (found,) = [each for each in blamed if each.field.pointer == pointer]
    return found


@given(st.lists(event_builders, max_size=12))
def test_blame_equals_a_full_comparison(history: list[EventAt]) -> None:
    """For every field of the state, the version that set it and the value before equal those of a full comparison."""
    steps = steps_of(opened(), *history)
    found = {each.path: (each.event.originator_version, each.before) for each in blame(steps)}
    assert found == origins_by_full_comparison(steps)


@given(st.lists(event_builders, max_size=12))
def test_every_field_is_blamed_in_the_order_of_the_state(
    history: list[EventAt],
) -> None:
    """The fields and their pointers are those of the present state."""
    steps = steps_of(opened(), *history)
    present = [field for _, field in nodes(document(steps[-1][1])) if field.is_leaf]
    assert [each.field for each in blame(steps)] == present


def test_a_line_that_moved_keeps_its_origin() -> None:
    """Removing the line before it is not a change of this line."""
    steps = steps_of(opened(), cart_replaced(SHIRT, SOCKS), cart_replaced(SOCKS))
    assert blamed_at(blame(steps), "/cart/lines/0/article").event.originator_version == 2


def test_the_value_before_is_the_previous_value() -> None:
    """The value before is None for a field that was set only once."""
    steps = steps_of(opened(), reference_changed("A-1"), reference_changed("A-2"))
    changed = blamed_at(blame(steps), "/reference")
    assert (changed.event.originator_version, changed.before) == (3, "A-1")
    untouched = blamed_at(blame(steps), "/currency")
    assert (untouched.event.originator_version, untouched.before) == (1, None)


def test_a_restored_value_has_the_latest_event() -> None:
    """A value that was changed and then restored was set by the event that restored it."""
    steps = steps_of(opened(), suspended(), resumed())
    stage = blamed_at(blame(steps), "/stage")
    assert (stage.event.originator_version, stage.before) == (3, "suspended")


def test_an_emptied_object_has_its_previous_contents() -> None:
    """An empty object counts as a field."""
    steps = steps_of(opened(), metadata_replaced('{"a":1}'), metadata_replaced("{}"))
    assert blamed_at(blame(steps), "/metadata").before == {"a": 1}
