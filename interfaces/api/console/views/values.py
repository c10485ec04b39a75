"""One value of a state as a text, and the name of its field."""

import json
from decimal import Decimal
from typing import Final

from application.history.document import Path
from application.history.narrative import AMOUNTS, CODES, RATES, SHOPS_OWN, TIMES
from application.history.primitives import Value
from interfaces.api.console.text.labels import code_name, field_name, part_name
from interfaces.api.console.text.personal import Pieces, pieces_of
from interfaces.api.console.text.phrases import Phrase, phrase
from interfaces.api.console.text.values import ReaderFormat
from interfaces.http.request.timestamps import instant_from

INSTANTS: Final = TIMES
_OBVIOUS: Final = ("customer", "delivery", "cart")
_ITEMS: Final = {("cart", "lines"): phrase("Line {name}"), ("fees",): phrase("Fee {name}")}


def value_text(name: str, value: Value, currency: str, form: ReaderFormat) -> str:
    """Return a value as a text, empty for none. `name` is its field's name in the state."""
    match value:
        case None:
            return ""
        case bool():
            return form.say(phrase("yes") if value else phrase("no"))
        case int() if name in AMOUNTS:
            return form.money(value, currency)
        case int() if name in RATES:
            return form.rate(value)
        case int() | Decimal() if name == "quantity" or isinstance(value, Decimal):
            return form.number(value)
        case str() if name in INSTANTS and (at := instant_from(value)) is not None:
            return form.seconds(at).text
        case str() if name in CODES:
            return form.say(code_name(name, value))
        case dict() | list():
            return as_json(value)
        case _:
            return str(value)


def value_at(path: Path, value: Value, currency: str, form: ReaderFormat) -> Pieces:
    """Return the value at a path in pieces, empty for none. What belongs to the shop is shown as JSON."""
    if value is None:
        return ()
    if path[0] in SHOPS_OWN:
        return pieces_of(as_json(value), form)
    return pieces_of(value_text(str(path[-1]), value, currency, form), form)


def path_name(path: Path, form: ReaderFormat) -> str:
    """Return the name of the field at a path: `Line 10001 · Unit price`."""
    for start, kind in _ITEMS.items():
        length = len(start)
        if path[:length] == start and len(path) > length:
            rest = [form.say(part_name(str(each))) for each in path[length + 1 :]]
            item = form.say(Phrase(kind.template, {"name": path[length]}))
            return " · ".join([item, *rest])
    if path[0] in SHOPS_OWN:
        return " · ".join([form.say(field_name(str(path[0]))), *map(str, path[1:])])
    first, *parts = path
    names = [
        str(each + 1) if isinstance(each, int) else form.say(part_name(each)) for each in parts
    ]
    # The first name is that of a section, or the second one says more.
    is_left_out = bool(parts) and first in _OBVIOUS
    return " · ".join(names if is_left_out else [form.say(field_name(str(first))), *names])


def as_json(value: Value) -> str:
    """Return a value as JSON with all its digits."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
