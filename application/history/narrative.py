"""Describes the difference of two states in words: `line 10001: quantity 1 → 3; total 95.00 → 285.00 SEK`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from application.history.document import FEES, LINES, keys
from application.history.primitives import Document, Value, same
from application.history.wording.orders import ORDER_PARTS, order_sentences
from application.history.wording.sentences import (
    Amount,
    BasisPoints,
    Code,
    FieldName,
    Listing,
    Part,
    Quantity,
    Sentence,
    Template,
    Timestamp,
    in_english,
)

AMOUNTS = frozenset(
    {"unit_price", "price_before", "price_now"}
    | {"subtotal", "total", "tax", "discount", "agreed_total", "amount", "refunded", "shipping"}
)
RATES = frozenset({"tax_rate", "discount_rate", "rate"})
TIMES = frozenset({"completed_at", "expires_at", "occurred_at", "fulfillable_on"})
CODES = frozenset({"stage", "kind", "cause"})
SHOPS_OWN = frozenset({"shipping_properties", "metadata", "settings"})
_VALUE_OF_DISCOUNT: Final = {"percentage": "rate", "fixed": "amount"}
_ADDED: Final = Template("{field} added: {value}")
_REMOVED: Final = Template("{field} removed: {value}")
_CHANGED: Final = Template("{field}: {changes}")
_VALUE_SET: Final = Template("{field} set to {value}")
_VALUE_REMOVED: Final = Template("{field} {value} removed")
_VALUE_REPLACED: Final = Template("{field} {before} → {after}")
_NAMED: Final = Template("{field} {value}")
_QUANTITY: Final = Template("quantity {quantity}")
_YES: Final = Sentence(Template("yes"), {})
_NO: Final = Sentence(Template("no"), {})
_NOTHING: Final = Sentence(Template("nothing"), {})
_EMPTY: Final = Sentence(Template("empty"), {})


@dataclass(frozen=True)
class _ItemTemplates:
    """The sentences about one kind of items."""

    removed: Template
    added: Template
    changed: Template
    order: Template


_LINE: Final = _ItemTemplates(
    removed=Template("line {name} removed: {summary}"),
    added=Template("line {name} added: {summary}"),
    changed=Template("line {name}: {changes}"),
    order=Template("lines now in the order {names}"),
)
_FEE: Final = _ItemTemplates(
    removed=Template("fee {name} removed: {summary}"),
    added=Template("fee {name} added: {summary}"),
    changed=Template("fee {name}: {changes}"),
    order=Template("fees now in the order {names}"),
)


def narrate(before: Document, after: Document) -> list[str]:
    """Return the sentences in English."""
    return [in_english(each) for each in sentences_between(before, after)]


def sentences_between(before: Document, after: Document) -> list[Sentence]:
    """Return a sentence for each line, fee or part of the checkout that differs; empty if nothing does.

    Both are documents of one checkout, or `before` is `NOTHING`. A part that is null counts as absent.
    """
    currency = str(after.get("currency") or before.get("currency") or "")
    return list(_sentences(before, after, _Narrator(currency)))


def measure(name: str, item: Mapping[str, Value]) -> str:
    """Return the field whose measure a value of `item` has: the `value` of a discount is a rate or an amount."""
    return _VALUE_OF_DISCOUNT.get(str(item.get("kind")), name) if name == "value" else name


def part_of(field: str, value: Value, currency: str) -> Part:
    """Return one value of a state as a part of a sentence. `field` is its name in the state."""
    return _Narrator(currency).part(value, field)


def format_value(field: str, value: Value, currency: str) -> str:
    """Return one value of a state as English text. `field` is its name in the state."""
    return in_english(part_of(field, value, currency))


def _sentences(before: Document, after: Document, narrator: "_Narrator") -> Iterator[Sentence]:
    for name in {**after, **before}:
        old, new = before.get(name), after.get(name)
        if name == "cart":
            yield from narrator.of_items(_LINE, LINES, _lines(old), _lines(new))
        elif name == "fees":
            yield from narrator.of_items(_FEE, FEES, _items(old), _items(new))
        elif name in ORDER_PARTS:
            yield from order_sentences(name, old, new, narrator.currency)
        elif not same(old, new):
            field = None if name in SHOPS_OWN else name
            yield from narrator.of_part(FieldName(name), old, new, field)


class _Narrator:
    """Makes sentences about a checkout in one currency.

    `field` is the domain's name of a value, which distinguishes amounts and rates from other numbers. It is None for
    the shop's own data, which is shown as JSON.
    """

    def __init__(self, currency: str) -> None:
        self.currency = currency

    def of_items(
        self, kind: _ItemTemplates, pointer: str, old: list[Value], new: list[Value]
    ) -> Iterator[Sentence]:
        """Yield sentences about lines or fees, each with its name."""
        before = dict(zip(keys(old, pointer), old, strict=True))
        after = dict(zip(keys(new, pointer), new, strict=True))
        for key, item in before.items():
            if key not in after:
                summary = self._summary(item)
                yield Sentence(kind.removed, {"name": _text(key), "summary": summary})
        for key, item in after.items():
            if key not in before:
                summary = self._summary(item)
                yield Sentence(kind.added, {"name": _text(key), "summary": summary})
            elif changes := tuple(self._changes(None, before[key], item, "")):
                yield Sentence(kind.changed, {"name": _text(key), "changes": _clauses(changes)})
        kept = [key for key in after if key in before]
        if kept != [key for key in before if key in after]:
            yield Sentence(kind.order, {"names": Listing(tuple(map(_text, kept)))})

    def of_part(
        self, name: FieldName, old: Value, new: Value, field: str | None
    ) -> Iterator[Sentence]:
        """Yield the sentence about a changed part."""
        nested = isinstance(old, dict) or isinstance(new, dict)
        if nested and old is None:
            yield Sentence(_ADDED, {"field": name, "value": self.part(new, field)})
        elif nested and new is None:
            yield Sentence(_REMOVED, {"field": name, "value": self.part(old, field)})
        elif isinstance(old, dict) and isinstance(new, dict):
            changes = tuple(self._changes(None, old, new, field))
            yield Sentence(_CHANGED, {"field": name, "changes": _clauses(changes)})
        else:
            yield from self._changes(name, old, new, field)

    def _changes(
        self, name: FieldName | None, old: Value, new: Value, field: str | None
    ) -> Iterator[Sentence]:
        if isinstance(old, dict) and isinstance(new, dict):
            for each in {**new, **old}:
                inner = None if field is None else measure(each, new if each in new else old)
                path = _within(name, each) or FieldName(each, is_literal=field is None)
                if each not in new:
                    yield _removal(path, self.part(old[each], inner))
                elif each not in old:
                    yield _assignment(path, self.part(new[each], inner))
                else:
                    yield from self._changes(path, old[each], new[each], inner)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._item_changes(name, old, new, field)
        elif not same(old, new):
            yield self._change(name or FieldName("", is_literal=True), old, new, field)

    def _item_changes(
        self, name: FieldName | None, old: list[Value], new: list[Value], field: str | None
    ) -> Iterator[Sentence]:
        for index in range(max(len(old), len(new))):
            path = _within(name, index) or FieldName("", (index,), is_literal=True)
            if index >= len(new):
                yield _removal(path, self.part(old[index], field))
            elif index >= len(old):
                yield _assignment(path, self.part(new[index], field))
            else:
                yield from self._changes(path, old[index], new[index], field)

    def _change(self, name: FieldName, old: Value, new: Value, field: str | None) -> Sentence:
        if field is not None and old is None:
            return _assignment(name, self.part(new, field))
        if field is not None and new is None:
            return _removal(name, self.part(old, field))
        before, after = self.part(old, field, is_bare=True), self.part(new, field)
        return Sentence(_VALUE_REPLACED, {"field": name, "before": before, "after": after})

    def _summary(self, item: Value) -> Part:
        """Return a summary of a line or a fee."""
        if not isinstance(item, dict):
            return self.part(item, "")
        parts: list[Part] = [str(item["description"])] if item.get("description") else []
        if "quantity" in item:
            parts.append(Sentence(_QUANTITY, {"quantity": self.part(item["quantity"], "quantity")}))
        price = "total" if "total" in item else "unit_price"
        parts.append(self.part(item.get(price), price))
        return Listing(tuple(parts))

    def part(self, value: Value, field: str | None, *, is_bare: bool = False) -> Part:
        """Return a value as a part of a sentence. `is_bare` omits the currency, which the next value shows."""
        if field is None:
            return _as_json(value)
        match value:
            case dict():
                named = (self._with_name(name, value) for name in value)
                return Listing(tuple(named)) if value else _EMPTY
            case list():
                items = tuple(self.part(item, field) for item in value)
                return Listing(items) if value else _EMPTY
            case bool():
                return _YES if value else _NO
            case int() if field in AMOUNTS:
                return Amount(value, self.currency, is_bare)
            case int() if field in RATES:
                return BasisPoints(value)
            case int() | Decimal() if field == "quantity" or isinstance(value, Decimal):
                return Quantity(value)
            case None:
                return _NOTHING
            case str() if field in TIMES and value:
                return Timestamp(value)
            case str() if field in CODES and value:
                return Code(field, value)
            case _:
                return _text(value)

    def _with_name(self, name: str, item: Document) -> Sentence:
        # This `id` belongs to a part. The checkout's own id is never inside a part.
        field = FieldName(name, is_literal=name == "id")
        return Sentence(
            _NAMED, {"field": field, "value": self.part(item[name], measure(name, item))}
        )


def _assignment(name: FieldName, value: Part) -> Sentence:
    return Sentence(_VALUE_SET, {"field": name, "value": value})


def _removal(name: FieldName, value: Part) -> Sentence:
    return Sentence(_VALUE_REMOVED, {"field": name, "value": value})


def _within(name: FieldName | None, step: str | int) -> FieldName | None:
    if name is None or not (name.name or name.rest):
        return None
    return replace(name, rest=(*name.rest, step))


def _clauses(changes: tuple[Part, ...]) -> Listing:
    return Listing(changes, "; ")


def _text(value: Value) -> str:
    """Return a text, and quotes for an empty one."""
    return str(value) or '""'


def _lines(cart: Value) -> list[Value]:
    return _items(cart.get("lines")) if isinstance(cart, dict) else []


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _as_json(value: Value) -> str:
    """Return JSON text that keeps all digits of numbers."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_as_json(k)}: {_as_json(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_as_json, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
