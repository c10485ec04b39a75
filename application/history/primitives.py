"""Domain values as plain data: what JSON has, with exact numbers."""

import enum
import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any, cast

Document = dict[str, "Value"]
Value = None | bool | int | Decimal | str | list["Value"] | dict[str, "Value"]

_PLAIN_ALREADY = frozenset((type(None), bool, int, Decimal, str))


def plain(value: Any) -> Value:
    """A domain value as plain data; parts that are None are left out of objects."""
    return _form(value.__class__)(value)


def parsed(text: str | None) -> Value:
    """The value that a JSON text holds, its numbers exact; None for no text."""
    if text is None:
        return None
    value: Value = json.loads(text, parse_float=Decimal)
    return value


def same(one: Value, other: Value) -> bool:
    """Whether both are the same JSON: `1` and `true` differ, and so do numbers that are written differently."""
    if one is other:
        return True
    # Of a whole object Python tells this at once; but to it 1 equals true, and 2.5 equals 2.50.
    if one != other:
        return False
    if type(one) is not type(other):
        return _is_number(one) and _is_number(other) and str(one) == str(other)
    if isinstance(one, dict):
        assert isinstance(other, dict)
        return all(map(same, one.values(), map(other.get, one)))
    if isinstance(one, list):
        assert isinstance(other, list)
        return all(map(same, one, other))
    return not isinstance(one, Decimal) or str(one) == str(other)


@cache
def _form(kind: type[Any]) -> Callable[[Any], Value]:
    """How values of one type are made plain."""
    if kind in _PLAIN_ALREADY:
        return _as_it_is
    if issubclass(kind, enum.Enum):
        return _value
    if issubclass(kind, datetime):
        return _instant
    if issubclass(kind, tuple | list):
        return _items
    if is_dataclass(kind):
        return partial(_members, tuple(field.name for field in fields(kind)))
    raise TypeError(f"{kind.__name__} has no plain form")


def _as_it_is(value: Any) -> Value:
    return cast("Value", value)


def _value(member: enum.Enum) -> Value:
    return str(member.value)


def _instant(value: datetime) -> Value:
    return value.isoformat().replace("+00:00", "Z")


def _items(values: Sequence[object]) -> Value:
    return [plain(value) for value in values]


def _members(names: tuple[str, ...], value: object) -> Value:
    return {
        name: part if type(part) in _PLAIN_ALREADY else plain(part)
        for name in names
        if (part := getattr(value, name)) is not None
    }


def _is_number(value: Value) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
