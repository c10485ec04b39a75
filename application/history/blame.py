"""Which event set the present value of every field, and what it was before."""

from collections.abc import Iterable
from dataclasses import dataclass

from application.history.diff import NOTHING
from application.history.document import Documented, Field, Path, document, nodes
from application.history.primitives import Document, Value, same
from domain.checkout import Checkout
from domain.events import CheckoutEvent


@dataclass(frozen=True, kw_only=True)
class FieldOrigin:
    """One field of the present state, the event that set it, and what stood at its path before; None for nothing.

    A line that was taken out and put in again was set when it was put in again.
    """

    field: Field
    path: Path
    event: CheckoutEvent
    before: Value


Step = tuple[CheckoutEvent, Checkout]
"""An event, and the state after it."""


def blame(steps: Iterable[Step]) -> list[FieldOrigin]:
    """Blames every field of the last state; `steps` are all events of a history in order."""
    last: Documented | None = None
    known: dict[str, dict[Path, FieldOrigin]] = {}
    for event, checkout in steps:
        before = NOTHING if last is None else last.document
        last = Documented(checkout, document(checkout, earlier=last))
        for name, part in last.document.items():
            if name not in before or not same(before[name], part):
                known[name] = _blamed(name, part, before, known.get(name, {}), event)
    return [blamed for part in known.values() for blamed in part.values()]


def _blamed(
    name: str, part: Value, before: Document, known: dict[Path, FieldOrigin], event: CheckoutEvent
) -> dict[Path, FieldOrigin]:
    """The fields of one part of the state, which this event has changed somewhere."""
    stood = dict(nodes({name: before[name]})) if name in before else {}
    found: dict[Path, FieldOrigin] = {}
    for path, field in nodes({name: part}):
        if not field.is_leaf:
            continue
        last = stood.get(path)
        if last is not None and same(last.value, field.value):
            earlier = known[path]
            found[path] = FieldOrigin(
                field=field, path=path, event=earlier.event, before=earlier.before
            )
        else:
            value = None if last is None else last.value
            found[path] = FieldOrigin(field=field, path=path, event=event, before=value)
    return found
