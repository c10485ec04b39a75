"""Compares two versions of a checkout value by value, with the event that last set each value that differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from application.history.document import DocumentedState, Path, document, nodes
from application.history.narrative import sentences_between
from application.history.patches.documents import Operation, patch
from application.history.primitives import Document, Value, same
from application.history.timeline import steps
from application.history.windows.timeline_window import HistorySlice
from application.history.wording.sentences import Sentence, in_english
from domain.checkout import Checkout
from domain.events import CheckoutEvent

_ABSENT: Any = object()
_EMPTY: Final[tuple[Value, ...]] = (None, [], {})


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A value that differs, None for no value, and the last event between the versions that set it.

    The line of an article and the fee of a kind are one value wherever they are in their list.
    """

    path: Path
    before: Value
    after: Value
    event: CheckoutEvent


@dataclass(frozen=True, kw_only=True)
class VersionComparison:
    """The differences of two versions: in words, value by value, and as a patch of the earlier state (RFC 6902)."""

    before: Checkout
    after: Checkout
    sentences: list[Sentence]
    fields: list[FieldChange]
    changes: list[Operation]

    @property
    def words(self) -> list[str]:
        """The sentences in English."""
        return [in_english(each) for each in self.sentences]


def changed_paths(before: Document, after: Document) -> list[Path]:
    """Return the paths of the values that differ, without objects and lists that contain others, in order."""
    old, new = _leaves(before), _leaves(after)
    return [path for path in {**new, **old} if _differ(old, new, path)]


def setting_events(part: HistorySlice, wanted: Sequence[Path]) -> dict[Path, CheckoutEvent]:
    """Return the last event of a slice that changed each of these values; without those that no event changed."""
    last = None if part.before is None else DocumentedState(part.before, document(part.before))
    parts = {path[0] for path in wanted}
    found: dict[Path, CheckoutEvent] = {}
    for step in steps(part.events, last):
        before: Document = {} if step.before is None else step.before.document
        after = step.after.document
        names = [name for name in parts if before.get(str(name)) is not after.get(str(name))]
        if not names:
            continue
        old, new = _leaves(_only(before, names)), _leaves(_only(after, names))
        for path in wanted:
            if path[0] in names and _differ(old, new, path):
                found[path] = step.event
    return found


def comparison(
    earlier: Checkout, later: Checkout, events: Mapping[Path, CheckoutEvent]
) -> VersionComparison:
    """Return the comparison of two states. `events` are those that set the values that differ."""
    before, after = document(earlier), document(later)
    old, new = _leaves(before), _leaves(after)
    return VersionComparison(
        before=earlier,
        after=later,
        sentences=sentences_between(before, after),
        fields=[
            FieldChange(path=path, before=old.get(path), after=new.get(path), event=events[path])
            for path in changed_paths(before, after)
            if path in events
        ],
        changes=patch(before, after),
    )


def _leaves(doc: Document) -> dict[Path, Value]:
    return {path: field.value for path, field in nodes(doc) if field.is_leaf}


def _differ(old: Mapping[Path, Value], new: Mapping[Path, Value], path: Path) -> bool:
    before, after = old.get(path, _ABSENT), new.get(path, _ABSENT)
    if before is _ABSENT or after is _ABSENT:
        # An empty value that appears or goes away with its object says nothing.
        return before is not after and (after if before is _ABSENT else before) not in _EMPTY
    return not same(before, after)


def _only(doc: Document, names: Sequence[object]) -> Document:
    return {name: value for name, value in doc.items() if name in names}
