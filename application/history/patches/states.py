"""Computes the patch of the documents of two states from the states, without making the documents.

An event leaves most values of a state as they are, so both states share them. Only the others are compared, and only
what differs becomes JSON data. The result is that of `patch`, in a fraction of its time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import takewhile
from typing import Any, get_args, get_type_hints

from application.history.document import (
    ADDED_PARTS,
    CONVERTERS,
    NAMES_IN_LISTS,
    DocumentedState,
    document,
    null_if_empty,
)
from application.history.patches.documents import (
    NOTHING,
    Operation,
    common_ends,
    diff,
    diff_items,
    patch,
)
from application.history.primitives import parse, plain
from domain.checkout import Checkout

_PARTS = (*CONVERTERS, *ADDED_PARTS)
_BEFORE_TOTAL = frozenset(takewhile(lambda name: name != "agreed_total", CONVERTERS))
_AMOUNTS = frozenset({"cart", "fees", "delivery", "order_taxes"})
"""The parts that the total sums up."""
_LEAVES = frozenset({bool, int, str, Decimal})
# Two values of these types are the same JSON where they are equal.
_EXACT = (type(None), bool, int, str, Enum)


def changes(before: Checkout | None, after: Checkout) -> list[Operation]:
    """Return the operations that turn the document of `before` into that of `after`. `before` is None for no state."""
    if before is None:
        return patch(NOTHING, document(after))
    old, new = vars(before), vars(after)
    changed = [name for name in _PARTS if old[name] is not new[name]]
    if not ADDED_PARTS.isdisjoint(changed):
        earlier = DocumentedState(before, document(before))
        return patch(earlier.document, document(after, earlier=earlier))
    found: list[Operation] = []
    if _AMOUNTS.isdisjoint(changed):
        _diff_parts(old, new, changed, found)
        return found
    _diff_parts(old, new, [name for name in changed if name in _BEFORE_TOTAL], found)
    _diff(before.total, after.total, "/total", found)
    _diff_parts(old, new, [name for name in changed if name not in _BEFORE_TOTAL], found)
    return found


def _diff_parts(
    old: Mapping[str, Any], new: Mapping[str, Any], names: Sequence[str], found: list[Operation]
) -> None:
    for name in names:
        _diff_part(name, old[name], new[name], found)


def _diff_part(name: str, before: Any, after: Any, found: list[Operation]) -> None:
    convert = CONVERTERS[name]
    if name == "cart":
        _diff_tuples(before.lines, after.lines, "/cart/lines", found)
    elif convert is parse:
        diff(parse(before), parse(after), f"/{name}", found)
    elif convert is null_if_empty:
        _diff(before or None, after or None, f"/{name}", found)
    else:
        _diff(before, after, f"/{name}", found)


def _diff(before: Any, after: Any, pointer: str, found: list[Operation]) -> None:
    if before is after:
        return
    kind = after.__class__
    if kind is not before.__class__:
        diff(plain(before), plain(after), pointer, found)
    elif kind in _LEAVES:
        # Equal decimals may have other digits.
        if before != after or (kind is Decimal and str(before) != str(after)):
            found.append({"op": "replace", "path": pointer, "value": after})
    elif kind is tuple:
        _diff_tuples(before, after, pointer, found)
    elif (of_kind := _fields(kind)) is not None:
        _diff_members(before, after, of_kind, pointer, found)
    else:
        diff(plain(before), plain(after), pointer, found)


def _diff_members(
    before: Any, after: Any, of_kind: "_Fields", pointer: str, found: list[Operation]
) -> None:
    """Compare the fields of two objects of a class. A field that is None is no member of the document."""
    differing = of_kind.differences(before, after)
    for name, _, later in differing:
        if later is None:
            found.append({"op": "remove", "path": f"{pointer}/{name}"})
    for name, earlier, later in differing:
        if earlier is None:
            found.append({"op": "add", "path": f"{pointer}/{name}", "value": plain(later)})
        elif later is not None:
            _diff(earlier, later, f"{pointer}/{name}", found)


def _diff_tuples(
    before: Sequence[Any], after: Sequence[Any], pointer: str, found: list[Operation]
) -> None:
    if _have_same_keys(before, after, pointer):
        for index, (earlier, later) in enumerate(zip(before, after, strict=True)):
            _diff(earlier, later, f"{pointer}/{index}", found)
        return
    first, last = common_ends(before, after, _same)
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    diff_items([*map(plain, old)], [*map(plain, new)], pointer, first, found)


def _have_same_keys(before: Sequence[object], after: Sequence[object], pointer: str) -> bool:
    """Return whether the patch of two lists matches each item with the one at the same place."""
    if len(before) != len(after):
        return False
    naming = NAMES_IN_LISTS.get(pointer)
    return naming is None or [getattr(item, naming) for item in before] == [
        getattr(item, naming) for item in after
    ]


def _same(before: Any, after: Any) -> bool:
    """Return whether two values of a state are the same JSON."""
    found: list[Operation] = []
    _diff(before, after, "", found)
    return not found


@dataclass(frozen=True)
class _Fields:
    """The fields of a class: the place of each, and those whose values may be equal and still differ as JSON."""

    places: Mapping[str, int]
    inexact: frozenset[str]

    def differences(self, before: object, after: object) -> list[tuple[str, Any, Any]]:
        """Return the name and both values of the fields that may differ, in the order of the fields."""
        old, new = vars(before), vars(after)
        # Objects that were read have only those fields here that do not have their default.
        if old.keys() != new.keys():
            old, new = (
                {name: getattr(value, name) for name in self.places} for value in (before, after)
            )
        inexact = self.inexact
        found = [
            (name, earlier, later)
            for name, later in new.items()
            if (earlier := old[name]) is not later and (earlier != later or name in inexact)
        ]
        if len(found) > 1:
            found.sort(key=self._place)
        return found

    def _place(self, found: tuple[str, Any, Any]) -> int:
        return self.places[found[0]]


@cache
def _fields(kind: Any) -> _Fields | None:
    """Return the fields of a class of values, or None for any other class."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    hints = get_type_hints(kind)
    inexact = frozenset(name for name in names if not _is_exact(hints[name]))
    return _Fields({name: place for place, name in enumerate(names)}, inexact)


def _is_exact(hint: Any) -> bool:
    if parts := [part for part in get_args(hint) if part is not Ellipsis]:
        return all(map(_is_exact, parts))
    if not isinstance(hint, type):
        return False
    if (of_kind := _fields(hint)) is not None:
        return not of_kind.inexact
    return issubclass(hint, _EXACT)
