"""Describes the difference of two states in words: `line 10001: quantity 1 → 3; total 95.00 → 285.00 SEK`."""

import json
from collections.abc import Iterator
from decimal import Decimal

from application.history.document import FEES, LINES, keys
from application.history.primitives import Document, Value, same
from domain.values.money import in_major_units

AMOUNTS = frozenset(
    {"unit_price", "price_before", "price_now"}
    | {"subtotal", "total", "tax", "discount", "agreed_total", "amount"}
)
RATES = frozenset({"tax_rate", "discount_rate", "rate"})
SHOPS_OWN = frozenset({"shipping_properties", "metadata", "settings"})
_LABELS = {"id": "checkout id", "completed_at": "completion time", "expires_at": "expiry time"}


def narrate(before: Document, after: Document) -> list[str]:
    """Return a sentence for each line, fee or part of the checkout that differs; empty if nothing does.

    Both are documents of one checkout, or `before` is `NOTHING`. A part that is null counts as absent.
    """
    currency = str(after.get("currency") or before.get("currency") or "")
    return list(_sentences(before, after, _Formatter(currency)))


def format_value(field: str, value: Value, currency: str) -> str:
    """Return one value of a state as text for people. `field` is its name in the state."""
    return _Formatter(currency).show(value, field)


def _sentences(before: Document, after: Document, formatter: "_Formatter") -> Iterator[str]:
    for name in {**after, **before}:
        old, new = before.get(name), after.get(name)
        if name == "cart":
            yield from formatter.of_items("line", LINES, _lines(old), _lines(new))
        elif name == "fees":
            yield from formatter.of_items("fee", FEES, _items(old), _items(new))
        elif not same(old, new):
            field = None if name in SHOPS_OWN else name
            yield from formatter.of_part(_label(name), old, new, field)


class _Formatter:
    """Formats values of a checkout in one currency.

    `field` is the domain's name of a value, which distinguishes amounts and rates from other numbers. It is None for
    the shop's own data, which is shown as JSON.
    """

    def __init__(self, currency: str) -> None:
        self._currency = currency

    def of_items(
        self, kind: str, pointer: str, old: list[Value], new: list[Value]
    ) -> Iterator[str]:
        """Yield sentences about lines or fees, each with its name."""
        before = dict(zip(keys(old, pointer), old, strict=True))
        after = dict(zip(keys(new, pointer), new, strict=True))
        for key, item in before.items():
            if key not in after:
                yield f"{kind} {_text(key)} removed: {self._summary(item)}"
        for key, item in after.items():
            if key not in before:
                yield f"{kind} {_text(key)} added: {self._summary(item)}"
            elif changes := list(self._changes("", before[key], item, "")):
                yield f"{kind} {_text(key)}: {'; '.join(changes)}"
        kept = [key for key in after if key in before]
        if kept != [key for key in before if key in after]:
            yield f"{kind}s now in the order {', '.join(map(_text, kept))}"

    def of_part(self, label: str, old: Value, new: Value, field: str | None) -> Iterator[str]:
        """Yield the sentence about a changed part."""
        nested = isinstance(old, dict) or isinstance(new, dict)
        if nested and old is None:
            yield f"{label} added: {self.show(new, field)}"
        elif nested and new is None:
            yield f"{label} removed: {self.show(old, field)}"
        elif isinstance(old, dict) and isinstance(new, dict):
            yield f"{label}: {'; '.join(self._changes('', old, new, field))}"
        else:
            yield from self._changes(label, old, new, field)

    def _changes(self, label: str, old: Value, new: Value, field: str | None) -> Iterator[str]:
        if isinstance(old, dict) and isinstance(new, dict):
            for name in {**new, **old}:
                inner = None if field is None else name
                path = f"{label}.{name}" if label else _label(name) if inner else name
                if name not in new:
                    yield f"{path} {self.show(old[name], inner)} removed"
                elif name not in old:
                    yield f"{path} set to {self.show(new[name], inner)}"
                else:
                    yield from self._changes(path, old[name], new[name], inner)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._item_changes(label, old, new, field)
        elif not same(old, new):
            yield self._change(label, old, new, field)

    def _item_changes(
        self, label: str, old: list[Value], new: list[Value], field: str | None
    ) -> Iterator[str]:
        for index in range(max(len(old), len(new))):
            path = f"{label}[{index}]"
            if index >= len(new):
                yield f"{path} {self.show(old[index], field)} removed"
            elif index >= len(old):
                yield f"{path} set to {self.show(new[index], field)}"
            else:
                yield from self._changes(path, old[index], new[index], field)

    def _change(self, label: str, old: Value, new: Value, field: str | None) -> str:
        if field is not None and old is None:
            return f"{label} set to {self.show(new, field)}"
        if field is not None and new is None:
            return f"{label} {self.show(old, field)} removed"
        return f"{label} {self.show(old, field, bare=True)} → {self.show(new, field)}"

    def _summary(self, item: Value) -> str:
        """Return a summary of a line or a fee."""
        if not isinstance(item, dict):
            return self.show(item, "")
        parts = [str(item["description"])] if item.get("description") else []
        if "quantity" in item:
            parts.append(f"quantity {self.show(item['quantity'], 'quantity')}")
        price = "total" if "total" in item else "unit_price"
        parts.append(self.show(item.get(price), price))
        return ", ".join(parts)

    def show(self, value: Value, field: str | None, *, bare: bool = False) -> str:
        """Return a value as text. `bare` omits the currency, which the next value shows."""
        if field is None:
            return _as_json(value)
        if isinstance(value, dict):
            # This `id` belongs to a part. The checkout's own id is never inside a part.
            parts = [
                f"{name if name == 'id' else _label(name)} {self.show(part, name)}"
                for name, part in value.items()
            ]
            return ", ".join(parts) or "empty"
        if isinstance(value, list):
            return ", ".join(self.show(item, field) for item in value) or "empty"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if field in AMOUNTS and isinstance(value, int):
            amount = in_major_units(value, self._currency)
            return amount if bare else f"{amount} {self._currency}"
        if field in RATES and isinstance(value, int):
            return f"{(Decimal(value) / 100).normalize():f} %"
        return "nothing" if value is None else _text(value)


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " "))


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
