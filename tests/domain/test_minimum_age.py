"""The minimum age of the customer."""

from dataclasses import replace

import pytest

from tests.domain.event_builders import SHIRT, cart_replaced, minimum_age_changed, opened
from tests.domain.scenario import BY_SHOP, given


@pytest.mark.parametrize("age", [18, None])
def test_the_age_is_set_and_removed(age: int | None) -> None:
    """The minimum age of the whole purchase has an event of its own."""
    checkout = (
        given(opened(), minimum_age_changed(15))
        .when(lambda c: c.change_minimum_age(age, **BY_SHOP))
        .then(minimum_age_changed(age))
    )
    assert checkout.minimum_age == age


def test_the_same_age_records_nothing() -> None:
    """An equal minimum age changes nothing."""
    given(opened(), minimum_age_changed(15)).when(
        lambda c: c.change_minimum_age(15, **BY_SHOP)
    ).then_nothing()


@pytest.mark.parametrize(
    ("altogether", "of_a_line", "required"),
    [(None, None, None), (15, None, 15), (None, 18, 18), (15, 18, 18), (20, 18, 20)],
)
def test_the_highest_age_counts(
    altogether: int | None, of_a_line: int | None, required: int | None
) -> None:
    """The required age is the highest of the whole purchase's and its lines'."""
    wine = replace(SHIRT, minimum_age=of_a_line)
    checkout = given(opened(), minimum_age_changed(altogether), cart_replaced(wine)).when(
        lambda c: None
    )
    assert checkout.then_nothing().age_required == required
