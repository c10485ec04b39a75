"""Tells events that changed an amount from others, by the values in the documents before and after them."""

from typing import Final

from application.history.document import Path, nodes
from application.history.primitives import Document, Value
from application.history.timeline import ReplayStep

_PARTS: Final = (
    "cart",
    "fees",
    "delivery",
    "order_taxes",
    "total",
    "agreed_total",
    "payment",
    "refunds_due",
)
"""The parts of a document that have amounts. The shop's own data is not among them."""
_NAMES: Final = frozenset(
    {
        "total",
        "agreed_total",
        "amount",
        "unit_price",
        "quantity",
        "tax",
        "tax_rate",
        "rate",
        "discount",
        "discount_rate",
    }
)


def changes_amounts(step: ReplayStep) -> bool:
    """Return whether an event changed an amount, a price, a rate or a quantity.

    Lines are compared by article and fees by kind, so a line that only moved changed nothing.
    """
    after = step.after.document
    before: Document = {} if step.before is None else step.before.document
    names = [name for name in _PARTS if before.get(name) is not after.get(name)]
    return _amounts(before, names) != _amounts(after, names)


def _amounts(document: Document, names: list[str]) -> dict[Path, Value]:
    parts = {name: document[name] for name in names if name in document}
    return {
        path: field.value
        for path, field in nodes(parts)
        if path[-1] in _NAMES and field.is_leaf and field.value is not None
    }
