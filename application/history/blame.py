"""Which event set the present value of every field, and what it was before."""

from collections.abc import Iterable
from dataclasses import dataclass

from application.history.document import Field, Path, Value, document, leaves
from domain.checkout import Checkout
from domain.events import CheckoutEvent


@dataclass(frozen=True, kw_only=True)
class Blamed:
    """One field of the present state, the event that set it, and its value before; None where it was not there."""

    field: Field
    path: Path
    event: CheckoutEvent
    before: Value


def blame(steps: Iterable[tuple[CheckoutEvent, Checkout]]) -> list[Blamed]:
    """Blames every field of the last state; `steps` are all events in order, each with the state after it."""
    known: dict[Path, Blamed] = {}
    before: dict[Path, Field] = {}
    for event, checkout in steps:
        present = leaves(document(checkout))
        known = {path: _kept(path, field, known, before, event) for path, field in present.items()}
        before = present
    return list(known.values())


def _kept(
    path: Path,
    field: Field,
    known: dict[Path, Blamed],
    before: dict[Path, Field],
    event: CheckoutEvent,
) -> Blamed:
    last = before.get(path)
    if last is None:
        return Blamed(field=field, path=path, event=event, before=None)
    if last.value != field.value:
        return Blamed(field=field, path=path, event=event, before=last.value)
    earlier = known[path]
    return Blamed(field=field, path=path, event=earlier.event, before=earlier.before)
