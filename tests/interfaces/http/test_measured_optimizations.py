"""The measurement of the hot-path optimizations patches attributes that exist."""

import pytest

from tests.measure.tricks import TRICKS


@pytest.mark.parametrize("title", TRICKS)
def test_the_patched_attribute_exists(title: str) -> None:
    """A renaming in the code does not leave the measurement behind."""
    target, name, _ = TRICKS[title]
    assert name in vars(target)
