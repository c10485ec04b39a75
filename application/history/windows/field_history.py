"""Every value that one field ever had, newest first, with the events that set them."""

from dataclasses import dataclass
from typing import Any, Final

from application.history.document import DocumentedState, Field, Path, document, keys, nodes
from application.history.primitives import Document, Value, same
from application.history.timeline import steps
from application.history.windows.timeline_window import HistorySlice
from domain.events import CheckoutEvent

MOST_VALUES: Final = 200
"""The largest number of values in one result."""
_ABSENT: Any = object()


@dataclass(frozen=True, kw_only=True)
class FieldValue:
    """A value of a field, the event that set it, and the value before; None for no value."""

    event: CheckoutEvent
    value: Value
    before: Value


@dataclass(frozen=True, kw_only=True)
class FieldHistory:
    """The values of a field of the state at `version`, newest first.

    `field` is None if that state has no such field, and `path` is empty then. With `before`, there are values from
    before that version, which the reader may request next.
    """

    version: int
    field: Field | None
    path: Path
    values: list[FieldValue]
    before: int | None
    currency: str


def find_field(doc: Document, name: str) -> tuple[Path, Field] | None:
    """Return a value and its path, by its JSON pointer (RFC 6901) or by the names of its path with dots between them.

    Return None if the document has no such value.
    """
    for path, field in nodes(doc):
        if name == field.pointer or name == dotted_path(path):
            return path, field
    return None


def dotted_path(path: Path) -> str:
    """Return a path as text: `fees.shipping.unit_price`."""
    return ".".join(map(str, path))


def values_in(part: HistorySlice, path: Path) -> list[FieldValue]:
    """Return the values that the events of a slice set, newest first.

    The line of an article and the fee of a kind are followed where they move.
    """
    last = None if part.before is None else DocumentedState(part.before, document(part.before))
    found: list[FieldValue] = []
    value = _ABSENT if last is None else _value_at(last.document, path)
    unchanged = None if last is None else last.document.get(str(path[0]))
    for step in steps(part.events, last):
        whole = step.after.document.get(str(path[0]))
        if step.before is not None and whole is unchanged:
            continue
        unchanged = whole
        earlier, value = value, _value_at(step.after.document, path)
        if (earlier is _ABSENT) != (value is _ABSENT) or not same(
            _value_or_none(earlier), _value_or_none(value)
        ):
            found.append(
                FieldValue(
                    event=step.event, value=_value_or_none(value), before=_value_or_none(earlier)
                )
            )
    found.reverse()
    return found


def _value_at(doc: Document, path: Path) -> Value:
    value: Value = doc
    pointer = ""
    for key in path:
        if isinstance(value, dict) and key in value:
            value = value[str(key)]
        elif isinstance(value, list) and key in (found := keys(value, pointer)):
            value = value[found.index(key)]
        else:
            return _absent()
        pointer = f"{pointer}/{key}"
    return value


def _absent() -> Value:
    absent: Value = _ABSENT
    return absent


def _value_or_none(value: Value) -> Value:
    return None if value is _ABSENT else value
