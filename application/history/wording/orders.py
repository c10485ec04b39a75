"""Sentences about what happened to an order: `fulfilment s-1: shipped, 2 of line 10001, with PostNord`.

The kinds of entries are open words, as in `out_for_delivery`: a reader sees their translation, or the words of it.
"""

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
    "tracking_url": Template("followed at {value}"),
    "description": Template("“{value}”"),
}
_REPORTED: Final = {
    "fulfilments": "fulfilment_events",
    "adjustments": "adjustments",
    "expectations": "expectations",
}
"""What a report calls otherwise than the state does."""


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


def reported_sentences(report: Value, currency: str) -> Iterator[Sentence]:
    """Yield a sentence for each entry of a report, as a command has it. Values without content are left out."""
    parts = report if isinstance(report, dict) else {}
    for reported, name in _REPORTED.items():
        for entry_id, entry in _by_id(parts.get(reported)).items():
            known: Document = {field: value for field, value in entry.items() if value is not None}
            yield _sentence(ORDER_PARTS[name].added, entry_id, known, currency)


def entry_facts(entry: Value, currency: str) -> Listing:
    """Return what an entry says, as its document has it: its kind, its pieces and the rest."""
    return Listing(tuple(_facts(entry, currency)) if isinstance(entry, dict) else ())


def _by_id(entries: Value) -> dict[str, Document]:
    items = entries if isinstance(entries, list) else []
    return {str(each.get("id")): each for each in items if isinstance(each, dict)}


def _sentence(template: Template, entry_id: str, entry: Document, currency: str) -> Sentence:
    return Sentence(template, {"id": entry_id, "facts": entry_facts(entry, currency)})


def _facts(entry: Document, currency: str) -> Iterator[Part]:
    yield Code("entry", str(entry.get("kind")))
    if "status" in entry:
        yield Code("entry", str(entry["status"]))
    amount = entry.get("amount")
    if isinstance(amount, int):
        yield Amount(amount, currency)
    lines = entry.get("lines")
    for part in lines if isinstance(lines, list) else ():
        if isinstance(part, dict):
            yield sentence(
                "{quantity} of line {line}",
                quantity=Quantity(Decimal(str(part.get("quantity")))),
                line=str(part.get("line")),
            )
    for name, template in _LATER.items():
        if name in entry:
            yield Sentence(template, {"value": str(entry[name])})
    if "fulfillable_on" in entry:
        yield _start(str(entry["fulfillable_on"]))
    if "occurred_at" in entry:
        yield sentence("at {time}", time=Timestamp(str(entry["occurred_at"])))


def _start(text: str) -> Sentence:
    if text == "now":
        return sentence("can be sent now")
    return sentence("can be sent from {time}", time=Timestamp(text))
