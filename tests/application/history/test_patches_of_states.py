"""The patch of two states that is computed without their documents."""

import copy
from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.history.document import document
from application.history.patches.documents import NOTHING, patch
from application.history.patches.states import changes
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from domain.values.cart import Cart, Line, LineKind
from domain.values.charges import Fee
from domain.values.customer import Customer
from domain.values.fulfilment import Fulfilment
from tests.application.commands.sequences import SEQUENCES, Scene, run
from tests.domain.event_builders import EXPRESS, SHIRT, numbered, opened
from tests.domain.scenario import replay

QUANTITIES = st.sampled_from([Decimal(1), Decimal("2.5"), Decimal("2.50"), Decimal("1E+2")])
LINES = st.builds(
    Line,
    article=st.sampled_from(["1", "2", "1#2", "a/b~c", ""]),
    description=st.sampled_from(["Coffee", "Tea"]),
    quantity=QUANTITIES,
    unit_price=st.integers(0, 2),
    tax_rate=st.just(2500),
    total=st.integers(0, 2) | st.just(100_000),
    tax=st.just(0),
    kind=st.sampled_from(LineKind),
    unit_weight=st.none() | QUANTITIES,
    requires_electronic_id=st.none() | st.booleans(),
    data=st.none() | st.just("{}"),
)
FEES = st.builds(
    Fee,
    kind=st.sampled_from(["shipping", "invoice"]),
    article=st.sampled_from(["s", "i"]),
    description=st.just("Fee"),
    unit_price=st.integers(0, 1),
    tax_rate=st.just(0),
    tax=st.just(0),
)
DELIVERIES = st.builds(
    Fulfilment,
    needs_address=st.booleans(),
    offered=st.lists(
        st.builds(replace, st.just(EXPRESS), id=st.sampled_from("ab"), total=st.integers(0, 1)),
        max_size=3,
    ).map(tuple),
    chosen=st.none() | st.sampled_from("ab"),
)
JSON_TEXTS = st.none() | st.sampled_from(['{"a":1,"b":[1,2.50]}', '{"a":1.0,"b":[2.5]}', "[]"])
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "cart": st.builds(Cart, lines=st.lists(LINES, max_size=4).map(tuple)),
        "fees": st.lists(FEES, max_size=3).map(tuple),
        "delivery": st.none() | DELIVERIES,
        "reference": st.none() | st.sampled_from(["1", "2"]),
        "metadata": JSON_TEXTS,
        "agreed_total": st.none() | st.just(1),
        "customer": st.none() | st.builds(Customer, email=st.none() | st.just("a@example.com")),
        "erased_data": st.sampled_from([(), ("customer",), ("customer", "address")]),
        "consents": st.just(()),
        "opened_from": st.none() | st.just("cart_1"),
    },
)


def read_again(event: CheckoutEvent) -> CheckoutEvent:
    """The event as it is after storing it: fields with their defaults are not in its values' `vars`."""
    return msgspec.json.decode(msgspec.json.encode(event), type=type(event))


def checkout(**parts: object) -> Checkout:
    """A checkout with some parts replaced, which shares no value with another one."""
    state = replay(numbered([opened()]))
    vars(state).update(copy.deepcopy(parts))
    return state


@given(SEQUENCES)
def test_each_event_of_a_history_changes_what_the_documents_differ_in(sequence: Scene) -> None:
    """The operations are those of the patch of the two documents, in the same order."""
    before: Checkout | None = None
    for event in map(read_again, run(sequence).events):
        after = event.mutate(None) if before is None else before.replay([event])
        assert after is not None
        old = NOTHING if before is None else document(before)
        assert repr(changes(before, after)) == repr(patch(old, document(after)))
        before = after


@given(PARTS, PARTS)
def test_any_two_states_have_the_changes_of_their_documents(
    before: dict[str, object], after: dict[str, object]
) -> None:
    """Several parts may differ, in lists and in objects, in digits only, or in the order of lines."""
    one, other = checkout(**before), checkout(**after)
    assert repr(changes(one, other)) == repr(patch(document(one), document(other)))


@pytest.mark.parametrize("digits", ["1.0", "1.00"])
def test_other_digits_of_an_equal_quantity_are_a_change(digits: str) -> None:
    """The quantity of a line is 1, and then 1.0, which Python takes for equal."""
    one = checkout(cart=Cart(lines=(replace(SHIRT, quantity=Decimal(1)),)))
    other = checkout(cart=Cart(lines=(replace(SHIRT, quantity=Decimal(digits)),)))
    assert changes(one, other) == [
        {"op": "replace", "path": "/cart/lines/0/quantity", "value": Decimal(digits)}
    ]


def test_the_first_event_adds_every_part() -> None:
    """Without a state before, the operations are those of the whole document."""
    state = checkout()
    assert changes(None, state) == patch(NOTHING, document(state))
