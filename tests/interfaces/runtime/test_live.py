"""A new value replaces the current one together with everything derived from it, or not at all."""

import pytest

from interfaces.runtime.live import Live


def test_what_is_made_of_a_value_follows_it() -> None:
    """At any distance, and made once for each value."""
    made: list[int] = []

    def doubled(value: int) -> int:
        made.append(value)
        return 2 * value

    standing = Live(1)
    twice = standing.derive(doubled)
    text = twice.derive(str)
    standing.replace(5)
    assert (standing.now, twice.now, text.now) == (5, 10, "10")
    assert (twice.now, made) == (10, [1, 5])


def test_where_something_cannot_be_made_all_stays() -> None:
    """No part of the service goes by another configuration than the rest."""
    standing = Live(4)
    before = standing.derive(str)
    halved = standing.derive(lambda value: 8 // value)
    after = standing.derive(str)
    with pytest.raises(ZeroDivisionError):
        standing.replace(0)
    assert (standing.now, before.now, halved.now, after.now) == (4, "4", 2, "4")
