"""Finds the event that set the current value of each field, and the value before it."""

from collections.abc import Iterable
from dataclasses import dataclass

from application.history.document import DocumentedState, Field, Path, document, nodes
from application.history.patches.documents import NOTHING
from application.history.primitives import Document, Value, same
from domain.checkout import Checkout
from domain.events import CheckoutEvent


@dataclass(frozen=True, kw_only=True)
class FieldOrigin:
    """One field of the current state, the event that set it, and the value before (None for no value).

    A line that was removed and added again was set when it was added again.
    """

    field: Field
    path: Path
    event: CheckoutEvent
    before: Value


Step = tuple[CheckoutEvent, Checkout]
"""An event and the state after it."""


def blame(steps: Iterable[Step]) -> list[FieldOrigin]:
    """Return the origin of every field of the last state. `steps` are all events of a history in order."""
    last: DocumentedState | None = None
    origins: dict[str, dict[Path, FieldOrigin]] = {}
    for event, checkout in steps:
        before = NOTHING if last is None else last.document
        last = DocumentedState(checkout, document(checkout, earlier=last))
        for name, part in last.document.items():
            if name not in before or not same(before[name], part):
                origins[name] = _blame_part(name, part, before, origins.get(name, {}), event)
    return [origin for part in origins.values() for origin in part.values()]


def _blame_part(
    name: str, part: Value, before: Document, origins: dict[Path, FieldOrigin], event: CheckoutEvent
) -> dict[Path, FieldOrigin]:
    """Return the origins of the fields of one part of the state, which this event changed."""
    previous = dict(nodes({name: before[name]})) if name in before else {}
    found: dict[Path, FieldOrigin] = {}
    for path, field in nodes({name: part}):
        if not field.is_leaf:
            continue
        last = previous.get(path)
        if last is not None and same(last.value, field.value):
            earlier = origins[path]
            found[path] = FieldOrigin(
                field=field, path=path, event=earlier.event, before=earlier.before
            )
        else:
            value = None if last is None else last.value
            found[path] = FieldOrigin(field=field, path=path, event=event, before=value)
    return found
