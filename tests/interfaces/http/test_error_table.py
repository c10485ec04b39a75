"""Finding the row of a refusal in an error table."""

import pytest

from domain import refusals
from interfaces.http.errors.table import ErrorTable


def test_a_refusal_has_the_row_of_its_nearest_class() -> None:
    """The row of the nearest class along the MRO applies."""
    rows = ErrorTable({refusals.Refusal: "any", refusals.Closed: "closed"})

    assert rows[refusals.CheckoutExpired] == "closed"
    assert rows[refusals.EmptyCart] == "any"


def test_the_most_specific_row_applies() -> None:
    """The most specific row applies, in any order of the rows."""
    rows = ErrorTable({refusals.CheckoutExpired: "expired", refusals.Closed: "closed"})

    assert rows[refusals.CheckoutExpired] == "expired"
    assert rows[refusals.CheckoutCancelled] == "closed"


def test_a_refusal_without_a_row_raises_key_error() -> None:
    """A refusal without a row raises KeyError."""
    with pytest.raises(KeyError):
        ErrorTable({refusals.Closed: "closed"})[refusals.EmptyCart]
