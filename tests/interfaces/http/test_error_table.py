"""Finding the row of a refusal."""

import pytest

from domain import refusals
from interfaces.http.errors.table import ErrorTable


def test_a_refusal_has_the_row_of_its_family() -> None:
    """The row of the nearest class along the MRO applies."""
    rows = ErrorTable({refusals.Refusal: "any", refusals.Closed: "closed"})

    assert rows[refusals.CheckoutExpired] == "closed"
    assert rows[refusals.EmptyCart] == "any"


def test_a_row_of_its_own_precedes_that_of_the_family() -> None:
    """The most specific row applies, in any order of the rows."""
    rows = ErrorTable({refusals.CheckoutExpired: "expired", refusals.Closed: "closed"})

    assert rows[refusals.CheckoutExpired] == "expired"
    assert rows[refusals.CheckoutCancelled] == "closed"


def test_a_refusal_without_a_row_raises_key_error() -> None:
    """A table that states no row for a refusal does not invent one."""
    with pytest.raises(KeyError):
        ErrorTable({refusals.Closed: "closed"})[refusals.EmptyCart]
