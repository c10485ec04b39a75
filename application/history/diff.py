"""The difference of two documents as a JSON patch (RFC 6902), made to be read as well as applied.

A line of the cart that stays is followed by its article and a fee by its kind, so that taking out the first of ten
lines is one removal and not ten rewritten lines. Before its first event a checkout is `NOTHING`.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from application.history.document import escaped, keys
from application.history.primitives import Document, Value, same

Operation = dict[str, Value]
"""One operation as RFC 6902 writes it: `op` is `add`, `remove` or `replace`."""

NOTHING: Document = {}
_ABSENT: Any = object()


def patch(before: Document, after: Document) -> list[Operation]:
    """What turns `before` into `after`, to be applied in this order; empty exactly where they are the same.

    Numbers that are written differently differ (2.5 and 2.50), so that a state made from patches is exact. The order of
    an object's members is no difference.
    """
    found: list[Operation] = []
    _difference(before, after, "", found)
    return found


def _difference(before: Value, after: Value, pointer: str, found: list[Operation]) -> None:
    if isinstance(before, dict) and isinstance(after, dict):
        _between_objects(before, after, pointer, found)
    elif isinstance(before, list) and isinstance(after, list):
        _between_lists(before, after, pointer, found)
    elif not same(before, after):
        found.append({"op": "replace", "path": pointer, "value": after})


def _between_objects(
    before: Document, after: Document, pointer: str, found: list[Operation]
) -> None:
    if not before.keys() <= after.keys():
        found += (
            {"op": "remove", "path": f"{pointer}/{escaped(name)}"}
            for name in before
            if name not in after
        )
    for name in _unlike_names(before, after):
        at, value = f"{pointer}/{escaped(name)}", after[name]
        if name in before:
            _difference(before[name], value, at, found)
        else:
            found.append({"op": "add", "path": at, "value": value})


def _unlike_names(before: Document, after: Document) -> list[str]:
    """What is new or different. Of most of it one look is enough: that it is the very same as before."""
    return [
        name
        for name, value in after.items()
        if (earlier := before.get(name, _ABSENT)) is not value and not same(earlier, value)
    ]


def _between_lists(
    before: list[Value], after: list[Value], pointer: str, found: list[Operation]
) -> None:
    """From left to right: what stands before `first + into` is as in `after` already, the rest as in `before`."""
    first, last = _unlike(before, after)
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    out_of, into = 0, 0
    for kept_from, kept_at in _staying(old, new, pointer):
        found += _replaced(kept_from - out_of, new[into:kept_at], pointer, first + into)
        _difference(old[kept_from], new[kept_at], f"{pointer}/{first + kept_at}", found)
        out_of, into = kept_from + 1, kept_at + 1
    found += _replaced(len(old) - out_of, new[into:], pointer, first + into)


def _replaced(gone: int, come: list[Value], pointer: str, at: int) -> Iterator[Operation]:
    """`gone` items at position `at` give way to those that `come`."""
    for index, value in enumerate(come):
        op = "replace" if index < gone else "add"
        yield {"op": op, "path": f"{pointer}/{at + index}", "value": value}
    for _ in range(gone - len(come)):
        yield {"op": "remove", "path": f"{pointer}/{at + len(come)}"}


def _unlike(before: list[Value], after: list[Value]) -> tuple[int, int]:
    """How many items at the beginning, and how many at the end, are the same."""
    shorter = min(len(before), len(after))
    first = 0
    while first < shorter and same(before[first], after[first]):
        first += 1
    last = 0
    while last < shorter - first and same(before[-1 - last], after[-1 - last]):
        last += 1
    return first, last


def _staying(old: list[Value], new: list[Value], pointer: str) -> list[tuple[int, int]]:
    """Which item of `old` is still which of `new`: as many as can stay in their order (the longest rising sequence)."""
    places = {key: index for index, key in enumerate(keys(new, pointer))}
    pairs = [(index, places[key]) for index, key in enumerate(keys(old, pointer)) if key in places]
    ends: list[int] = []
    ending: list[int] = []
    came_from: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        came_from.append(ending[length - 1] if length else -1)
        ends[length:] = [place, *ends[length + 1 :]]
        ending[length:] = [number, *ending[length + 1 :]]
    chain = []
    number = ending[-1] if ending else -1
    while number >= 0:
        chain.append(pairs[number])
        number = came_from[number]
    return chain[::-1]
