"""Computes the patch of the documents of two states from the states, without making the documents.

An event leaves most values of a state as they are, so both states share them. Only the others are compared, and only
what differs becomes JSON data. The result is that of `patch`, in a fraction of its time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import Any, get_args, get_type_hints

from application.history.document import (
    ADDED_PARTS,
    CONVERTERS,
    NAMES_IN_LISTS,
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

_NAMES = tuple(CONVERTERS)
_BEFORE_TOTAL = _NAMES[: _NAMES.index("agreed_total")]
_AFTER_TOTAL = _NAMES[len(_BEFORE_TOTAL) :]
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
    if [name for name in ADDED_PARTS if old[name] is not new[name]]:
        return patch(document(before), document(after))
    found: list[Operation] = []
    changed = [name for name in _BEFORE_TOTAL if old[name] is not new[name]]
    for name in changed:
        _diff_part(name, old[name], new[name], found)
    if not _AMOUNTS.isdisjoint(changed):
        diff(before.total, after.total, "/total", found)
    for name in _AFTER_TOTAL:
        if old[name] is not new[name]:
            _diff_part(name, old[name], new[name], found)
    return found


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
    kind = before.__class__
    if kind is after.__class__:
        if kind in _LEAVES:
            # Equal decimals may have other digits.
            if str(before) != str(after) if kind is Decimal else before != after:
                found.append({"op": "replace", "path": pointer, "value": after})
            return
        if kind is tuple:
            _diff_tuples(before, after, pointer, found)
            return
        if (of_kind := _fields(kind)) is not None:
            _diff_members(before, after, of_kind, pointer, found)
            return
    diff(plain(before), plain(after), pointer, found)


def _diff_members(
    before: Any, after: Any, of_kind: "_Fields", pointer: str, found: list[Operation]
) -> None:
    """Compare the fields of two objects of a class. A field that is None is no member of the document."""
    differing = [
        (f"{pointer}/{name}", earlier, later)
        for name, earlier, later in zip(
            of_kind.names, of_kind.values(before), of_kind.values(after), strict=True
        )
        if earlier is not later and (earlier != later or name in of_kind.inexact)
    ]
    found += [{"op": "remove", "path": at} for at, _, later in differing if later is None]
    for at, earlier, later in differing:
        if earlier is None:
            found.append({"op": "add", "path": at, "value": plain(later)})
        elif later is not None:
            _diff(earlier, later, at, found)


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
    """The fields of a class: names, a function that returns the values of an object, and which values are inexact.

    Inexact values may be equal and still differ as JSON. An object that was read has only those fields in its `vars`
    that do not have their default.
    """

    names: tuple[str, ...]
    values: Callable[[object], tuple[Any, ...]]
    inexact: frozenset[str]


@cache
def _fields(kind: Any) -> _Fields | None:
    """Return the fields of a class of values, or None for any other class."""
    if not is_dataclass(kind):
        return None
    names = tuple(field.name for field in fields(kind))
    hints = get_type_hints(kind)
    inexact = frozenset(name for name in names if not _is_exact(hints[name]))
    getter = attrgetter(*names) if len(names) > 1 else partial(_only, names[0])
    return _Fields(names, getter, inexact)


def _only(name: str, value: object) -> tuple[Any, ...]:
    return (getattr(value, name),)


def _is_exact(hint: Any) -> bool:
    if parts := [part for part in get_args(hint) if part is not Ellipsis]:
        return all(map(_is_exact, parts))
    if not isinstance(hint, type):
        return False
    if (of_kind := _fields(hint)) is not None:
        return not of_kind.inexact
    return issubclass(hint, _EXACT)
