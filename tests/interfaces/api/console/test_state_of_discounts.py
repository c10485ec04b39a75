"""How the state shows a discount: its value as a rate or as an amount."""

from typing import Any

import pytest

from application.history.primitives import Document
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.checkouts.state import state_view


def _shown(discount: dict[str, Any]) -> dict[str, str]:
    """The fields of a discount with their texts."""
    document: Document = {"currency": "USD", "discounts": {"applied": [discount]}}
    fields = (
        each for part in state_view(document, None, ReaderFormat()).sections for each in part.fields
    )
    return {
        each.name.rpartition(" · ")[2]: "".join(str(piece.text) for piece in each.value.pieces)
        for each in fields
    }


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("percentage", 1000, "10\N{NO-BREAK SPACE}%"),
        ("fixed", 400, "4.00\N{NO-BREAK SPACE}USD"),
        ("free-shipping", 0, "0"),
    ],
)
def test_the_value_has_the_measure_of_its_kind(kind: str, value: int, text: str) -> None:
    """A percentage is a rate, and a fixed discount an amount, like what is taken off the shipping."""
    shown = _shown({"kind": kind, "value": value, "shipping": 490})
    assert (shown["Value"], shown["Shipping"]) == (text, "4.90\N{NO-BREAK SPACE}USD")
