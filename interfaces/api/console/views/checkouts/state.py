"""The state of a checkout at a version, and what the version changed in it.

Both documents have lines and fees under keys (`application.history.document.keys`), so a line that only moved is no
change.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from application.history.document import FEES, LINES, escape, keys
from application.history.narrative import AMOUNTS, RATES, SHOPS_OWN, measure
from application.history.primitives import Document, Value, same
from interfaces.api.console.text.labels import field_name, part_name
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.phrases import Shown, phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.api.console.views.checkouts.state_parts import (
    ShownField,
    ShownItem,
    ShownRow,
    ShownSection,
    ShownTable,
    ShownValue,
    StateView,
)
from interfaces.api.console.views.values import INSTANTS, as_json, value_text

# In the order of `tillroll show`: what the purchase is, who buys, how it is paid, and what the shop keeps with it.
_SECTIONS: Final = (
    (phrase("Amounts"), ("total", "agreed_total", "order_taxes", "discounts")),
    (phrase("Delivery"), ("delivery",)),
    (phrase("Customer"), ("customer", "consents", "buyer_context")),
    (
        phrase("Payment"),
        ("payment", "payment_attempt", "payment_failure", "failed_payments", "refunds_due"),
    ),
    (
        phrase("Order"),
        (
            "stage", "reference", "order_number", "order_id", "purchase_id", "completed_at", "cancel_reason", "notices",
            "expires_at", "idle_limit", "minimum_age", "recurrence", "token_used", "erased_data",
        ),
    ),
    (phrase("After the purchase"), ("fulfilment_events", "adjustments", "expectations")),
    (phrase("Shop's own data"), ("shipping_properties", "metadata", "settings")),
    (phrase("Opened as"), ("merchant", "dialect", "country", "currency", "id")),
)  # fmt: skip
# Each item has a heading of its own: its fields would not be told from those of the next one.
_REPORTS: Final = frozenset({"fulfilment_events", "adjustments", "expectations"})
_LINE_COLUMNS: Final = ("article", "description", "quantity", "unit_price", "tax_rate", "total")
_FEE_COLUMNS: Final = ("kind", "description", "unit_price", "tax_rate", "tax")
_NUMERIC: Final = AMOUNTS | RATES | {"quantity"}


def state_view(after: Document, before: Document | None, form: ReaderFormat) -> StateView:
    """Return the view of a state; without `before`, nothing in it is marked as changed."""
    currency = str(after.get("currency") or "")
    builder = _Builder(currency, form, has_before=before is not None)
    earlier: Document = before or {}
    lines, old_lines = _lines(after), _lines(earlier)
    fees, old_fees = _items(after.get("fees")), _items(earlier.get("fees"))
    tables = (
        builder.table(phrase("Cart"), LINES, _LINE_COLUMNS, old_lines, lines),
        builder.table(phrase("Fees"), FEES, _FEE_COLUMNS, old_fees, fees),
    )
    sections = (
        ShownSection(
            heading,
            tuple(builder.fields(names, earlier, after)),
            tuple(builder.items(names, earlier, after)),
        )
        for heading, names in _SECTIONS
    )
    return StateView(
        tuple(table for table in tables if table.rows),
        tuple(section for section in sections if section.fields or section.items),
    )


class _Builder:
    """Builds the parts of one view."""

    def __init__(self, currency: str, form: ReaderFormat, *, has_before: bool) -> None:
        self._currency = currency
        self._form = form
        self._has_before = has_before

    def fields(
        self, names: Sequence[str], before: Document, after: Document
    ) -> Iterator[ShownField]:
        """Yield the fields of these parts of the state that have a value now or had one before."""
        for name in names:
            if name not in _REPORTS:
                yield from self._field((name,), before.get(name), after.get(name), f"/{name}")

    def items(self, names: Sequence[str], before: Document, after: Document) -> Iterator[ShownItem]:
        """Yield the items of these parts of the state that have headings of their own."""
        for name in (each for each in names if each in _REPORTS):
            old, new = _items(before.get(name)), _items(after.get(name))
            for index in range(max(len(old), len(new))):
                item = new[index] if index < len(new) else None
                was = old[index] if index < len(old) else None
                path = (name, str(index + 1))
                fields = self._field(path, was, item, f"/{name}/{index}")
                yield ShownItem(
                    f"{self._form.say(field_name(name))} {index + 1}",
                    tuple(fields),
                )

    def table(
        self,
        heading: Shown,
        pointer: str,
        columns: tuple[str, ...],
        old: list[Value],
        new: list[Value],
    ) -> ShownTable:
        """Return the table of lines or fees, the removed ones last."""
        before = dict(zip(keys(old, pointer), old, strict=True))
        after = dict(zip(keys(new, pointer), new, strict=True))
        rows = [
            self._row(columns, before.get(key), item, f"{pointer}/{index}")
            for index, (key, item) in enumerate(after.items())
        ]
        rows += [
            self._row(columns, item, None, "") for key, item in before.items() if key not in after
        ]
        return ShownTable(
            heading,
            tuple(map(field_name, columns)),
            tuple(name in _NUMERIC for name in columns),
            tuple(rows),
        )

    def _row(self, columns: tuple[str, ...], before: Value, after: Value, pointer: str) -> ShownRow:
        old = before if isinstance(before, dict) else {}
        new = after if isinstance(after, dict) else {}
        cells = tuple(
            self._value(name, old.get(name), new.get(name), f"{pointer}/{name}") for name in columns
        )
        others = [name for name in {**new, **old} if name not in columns]
        more = [
            field
            for name in others
            for field in self._field(
                (name,), old.get(name), new.get(name), f"{pointer}/{escape(name)}"
            )
        ]
        change = self._change(before, after)
        return ShownRow(cells, change, tuple(more))

    def _field(
        self,
        path: tuple[str, ...],
        before: Value,
        after: Value,
        pointer: str,
        measured_as: str | None = None,
    ) -> Iterator[ShownField]:
        line = _line_of(after if before is None else before)
        if line and (after is None or _line_of(after) == line):
            # A piece of a parcel: one field, with its number.
            old, new = _parts(before), _parts(after)
            yield ShownField(
                f"{self._form.say(part_name('line'))} {line}",
                self._value(
                    "quantity", old.get("quantity"), new.get("quantity"), f"{pointer}/quantity"
                ),
            )
            return
        if path[0] not in SHOPS_OWN and (_is_nested(before) or _is_nested(after)):
            old, new = _parts(before), _parts(after)
            for name in {**new, **old}:
                # The items of a list are counted from 1 for readers, and from 0 in a pointer.
                part = str(int(name) - 1) if isinstance(after, list) else escape(name)
                inner = measure(name, new if name in new else old)
                yield from self._field(
                    (*path, name), old.get(name), new.get(name), f"{pointer}/{part}", inner
                )
            return
        if after is None and before is None:
            return
        if after in ([], {}) and before in (None, [], {}):
            return
        name = "" if path[0] in SHOPS_OWN else measured_as or path[-1]
        yield ShownField(
            _name_of(path, self._form), self._value(name, before, after, pointer, path[0])
        )

    def _value(
        self, name: str, before: Value, after: Value, pointer: str, part: str = ""
    ) -> ShownValue:
        is_code = part in SHOPS_OWN
        change = self._change(before, after)
        old = self._pieces(name, before, is_code) if change in ("changed", "removed") else ()
        new = () if after is None else self._pieces(name, after, is_code)
        title = after if name in INSTANTS and isinstance(after, str) else ""
        return ShownValue(new, old, change, title, is_code, "" if after is None else pointer)

    def _change(self, before: Value, after: Value) -> str:
        if not self._has_before or same(before, after):
            return ""
        if before is None:
            return "added"
        return "removed" if after is None else "changed"

    def _pieces(self, name: str, value: Value, is_code: bool) -> Pieces:
        if is_code:
            return pieces_of(as_json(value), self._form)
        return pieces_of(value_text(name, value, self._currency, self._form), self._form)


def _parts(value: Value) -> dict[str, Value]:
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {str(index + 1): item for index, item in enumerate(value)}
    return {}


def _line_of(value: Value) -> str:
    """Return the line that a value of a line and a quantity names; empty for any other value."""
    is_piece = isinstance(value, dict) and value.keys() == {"line", "quantity"}
    return str(value["line"]) if is_piece and isinstance(value, dict) else ""


def _is_nested(value: Value) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _name_of(path: tuple[str, ...], form: ReaderFormat) -> str:
    # The first name is the heading of the section, or the second one says more.
    first, *rest = path
    if first in _REPORTS:
        # The heading has the item and its number.
        return " · ".join(form.say(part_name(each)) for each in path[2:])
    names = [form.say(part_name(each)) for each in rest]
    is_left_out = bool(rest) and first in ("customer", "delivery", "payment")
    return " · ".join(names if is_left_out else [form.say(field_name(first)), *names])


def _lines(doc: Document) -> list[Value]:
    cart = doc.get("cart")
    return _items(cart.get("lines")) if isinstance(cart, dict) else []


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
