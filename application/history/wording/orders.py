"""Sentences about what happened to an order: `fulfilment s-1: shipped, 2 of line 10001, with PostNord`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from application.history.primitives import Document, Value, same
from application.history.wording.sentences import (
    Amount,
    Code,
    Listing,
    Part,
    Quantity,
    Sentence,
    Template,
    Timestamp,
    sentence,
)


@dataclass(frozen=True)
class _EntryTemplates:
    """The sentences about one kind of entries."""

    added: Template
    changed: Template
    removed: Template


ORDER_PARTS: Final[Mapping[str, _EntryTemplates]] = {
    "expectations": _EntryTemplates(
        added=Template("expectation {id}: {facts}"),
        changed=Template("expectation {id} now: {facts}"),
        removed=Template("expectation {id} removed: {facts}"),
    ),
    "fulfilment_events": _EntryTemplates(
        added=Template("fulfilment {id}: {facts}"),
        changed=Template("fulfilment {id} now: {facts}"),
        removed=Template("fulfilment {id} removed: {facts}"),
    ),
    "adjustments": _EntryTemplates(
        added=Template("adjustment {id}: {facts}"),
        changed=Template("adjustment {id} now: {facts}"),
        removed=Template("adjustment {id} removed: {facts}"),
    ),
}
"""The parts of a state that have entries with ids, by their names."""
_LATER: Final = {
    "carrier": Template("with {value}"),
    "tracking_number": Template("tracking number {value}"),
    "shipment": Template("shipment {value}"),
    "reason": Template("reason {value}"),
}
_TEXTS: Final = ("tracking_url", "description", "fulfillable_on")


def order_sentences(name: str, old: Value, new: Value, currency: str) -> Iterator[Sentence]:
    """Yield a sentence for each entry of a part that differs. `name` is one of ORDER_PARTS."""
    templates = ORDER_PARTS[name]
    before, after = _by_id(old), _by_id(new)
    for entry_id, entry in before.items():
        if entry_id not in after:
            yield _sentence(templates.removed, entry_id, entry, currency)
    for entry_id, entry in after.items():
        if entry_id not in before:
            yield _sentence(templates.added, entry_id, entry, currency)
        elif not same(before[entry_id], entry):
            yield _sentence(templates.changed, entry_id, entry, currency)


def _by_id(entries: Value) -> dict[str, Document]:
    items = entries if isinstance(entries, list) else []
    return {str(each.get("id")): each for each in items if isinstance(each, dict)}


def _sentence(template: Template, entry_id: str, entry: Document, currency: str) -> Sentence:
    return Sentence(template, {"id": entry_id, "facts": Listing(tuple(_facts(entry, currency)))})


def _facts(entry: Document, currency: str) -> Iterator[Part]:
    yield str(entry.get("kind"))
    if "status" in entry:
        yield Code("status", str(entry["status"]))
    amount = entry.get("amount")
    if isinstance(amount, int):
        yield Amount(amount, currency)
    lines = entry.get("lines")
    for part in lines if isinstance(lines, list) else ():
        if isinstance(part, dict):
            quantity = part.get("quantity")
            assert isinstance(quantity, int | Decimal)
            yield sentence(
                "{quantity} of line {line}",
                quantity=Quantity(quantity),
                line=str(part.get("line")),
            )
    for name, template in _LATER.items():
        if name in entry:
            yield Sentence(template, {"value": str(entry[name])})
    for name in _TEXTS:
        if name in entry:
            yield str(entry[name])
    if "occurred_at" in entry:
        yield Timestamp(str(entry["occurred_at"]))
