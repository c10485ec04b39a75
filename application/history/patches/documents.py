"""Computes the difference of two documents as a JSON patch (RFC 6902) that people can read.

Cart lines are matched by article and fees by kind, so removing the first of ten lines is one removal and not ten
replacements. The document before the first event is `NOTHING`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from application.history.document import escape, keys
from application.history.primitives import Document, Value, same

Item = TypeVar("Item")
Operation = dict[str, Value]
"""One operation of RFC 6902: `op` is `add`, `remove` or `replace`."""

NOTHING: Document = {}
_ABSENT: Any = object()


def patch(before: Document, after: Document) -> list[Operation]:
    """Return the operations that turn `before` into `after`, in order; empty if and only if they are equal.

    Numbers with different digits (2.5 and 2.50) are different, so patched states are exact. The order of the members of
    an object does not matter.
    """
    found: list[Operation] = []
    diff(before, after, "", found)
    return found


def diff(before: Value, after: Value, pointer: str, found: list[Operation]) -> None:
    """Add the operations that turn one value at a JSON pointer into another to `found`."""
    if isinstance(before, dict) and isinstance(after, dict):
        _diff_objects(before, after, pointer, found)
    elif isinstance(before, list) and isinstance(after, list):
        _diff_lists(before, after, pointer, found)
    elif not same(before, after):
        found.append({"op": "replace", "path": pointer, "value": after})


def _diff_objects(before: Document, after: Document, pointer: str, found: list[Operation]) -> None:
    if not before.keys() <= after.keys():
        found += (
            {"op": "remove", "path": f"{pointer}/{escape(name)}"}
            for name in before
            if name not in after
        )
    for name in _changed_names(before, after):
        at, value = f"{pointer}/{escape(name)}", after[name]
        if name in before:
            diff(before[name], value, at, found)
        else:
            found.append({"op": "add", "path": at, "value": value})


def _changed_names(before: Document, after: Document) -> list[str]:
    """Return the new or different members. Most are identical objects, which is the fastest comparison."""
    return [
        name
        for name, value in after.items()
        if (earlier := before.get(name, _ABSENT)) is not value and not same(earlier, value)
    ]


def _diff_lists(
    before: list[Value], after: list[Value], pointer: str, found: list[Operation]
) -> None:
    first, last = common_ends(before, after, same)
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    diff_items(old, new, pointer, first, found)


def diff_items(
    old: list[Value], new: list[Value], pointer: str, first: int, found: list[Operation]
) -> None:
    """Add the operations that turn the items `old` of a list, from position `first` on, into `new`.

    They go from left to right. Items before `first + into` are those of `new`, the rest those of `old`.
    """
    out_of, into = 0, 0
    for kept_from, kept_at in _match(old, new, pointer):
        found += _replacements(kept_from - out_of, new[into:kept_at], pointer, first + into)
        diff(old[kept_from], new[kept_at], f"{pointer}/{first + kept_at}", found)
        out_of, into = kept_from + 1, kept_at + 1
    found += _replacements(len(old) - out_of, new[into:], pointer, first + into)


def _replacements(removed: int, added: list[Value], pointer: str, at: int) -> Iterator[Operation]:
    """Yield the operations that replace `removed` items at position `at` with `added`."""
    for index, value in enumerate(added):
        op = "replace" if index < removed else "add"
        yield {"op": op, "path": f"{pointer}/{at + index}", "value": value}
    for _ in range(removed - len(added)):
        yield {"op": "remove", "path": f"{pointer}/{at + len(added)}"}


def common_ends(
    before: Sequence[Item], after: Sequence[Item], are_same: Callable[[Item, Item], bool]
) -> tuple[int, int]:
    """Return the numbers of equal items at the start and at the end."""
    shorter = min(len(before), len(after))
    first = 0
    while first < shorter and are_same(before[first], after[first]):
        first += 1
    last = 0
    while last < shorter - first and are_same(before[-1 - last], after[-1 - last]):
        last += 1
    return first, last


def _match(old: list[Value], new: list[Value], pointer: str) -> list[tuple[int, int]]:
    """Return the index pairs of items that stay in order (the longest increasing subsequence)."""
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
