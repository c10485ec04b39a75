"""Format a whole state: facts, tables of lines and fees, and all other fields."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from application.history.document import Path
from application.history.primitives import Document, Value
from interfaces.cli.terminal.output import FAINT, table
from interfaces.cli.terminal.values import value_at
from interfaces.runtime.printable import printable

_FIRST = ("stage", "merchant", "dialect", "country", "reference", "total", "agreed_total")
_LINE = ("article", "description", "quantity", "unit_price", "tax_rate", "tax", "total")
_FEE = ("kind", "article", "description", "unit_price", "tax_rate", "tax")
_NUMBERS = frozenset({"quantity", "unit_price", "tax_rate", "tax", "total"})
_SHOWN_ELSEWHERE = frozenset({"id", "currency", "cart", "fees", *_FIRST})
_BOLD = frozenset({"stage", "total"})


def state_view(doc: Document) -> Iterator[RenderableType]:
    """Yield the parts of a state in the order of printing, without null fields."""
    currency = str(doc.get("currency") or "")
    facts = Table.grid(padding=(0, 2, 0, 0))
    for name in _FIRST:
        if doc.get(name) is not None:
            text = value_at((name,), doc[name], currency)
            facts.add_row(Text(_label(name), FAINT), Text(text, "bold" if name in _BOLD else ""))
    yield facts
    cart = doc.get("cart")
    lines = cart.get("lines") if isinstance(cart, dict) else None
    yield from _items("Cart", lines, _LINE, currency)
    yield from _items("Fees", doc.get("fees"), _FEE, currency)
    yield from _rest(doc, currency)


def _items(
    title: str, items: Value, columns: tuple[str, ...], currency: str
) -> Iterator[RenderableType]:
    if not isinstance(items, list) or not items:
        return
    rows = [item for item in items if isinstance(item, dict)]
    more = [_others(item, columns, currency) for item in rows]
    headings = [_label(name) for name in columns] + (["also"] if any(more) else [])
    grid = table(*headings, right=[_label(name) for name in _NUMBERS])
    for item, also in zip(rows, more, strict=True):
        cells = [value_at((name,), item[name], currency) for name in columns]
        grid.add_row(*cells, *([also] if any(more) else []))
    yield ""
    yield Text(title, "bold")
    yield Padding(grid, (0, 0, 0, 2))


def _others(item: dict[str, Value], columns: tuple[str, ...], currency: str) -> str:
    """Return the fields of an item without a column, except the default kind `article`."""
    return ", ".join(
        f"{_label(name)} {value_at((name,), part, currency)}"
        for name, part in item.items()
        if name not in columns and (name, part) != ("kind", "article")
    )


def _rest(doc: Document, currency: str) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for name, part in doc.items():
        if name not in _SHOWN_ELSEWHERE:
            for path, leaf in _leaves((name,), part):
                label = ".".join((_label(name), *(printable(str(part)) for part in path[1:])))
                grid.add_row(Text(label, FAINT), value_at(path, leaf, currency))
    if grid.row_count:
        yield ""
        yield Text("Also", "bold")
        yield Padding(grid, (0, 0, 0, 2))


def _leaves(path: Path, value: Value) -> Iterator[tuple[Path, Value]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves((*path, name), part)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _leaves((*path, index), part)
    elif value is not None:
        yield path, value


def _label(name: str) -> str:
    return printable(name).replace("_", " ")
