"""Converts domain values to JSON data with exact numbers."""

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

_JSON_TYPES = frozenset((type(None), bool, int, Decimal, str))


def plain(value: Any) -> Value:
    """Return a domain value as JSON data. Fields that are None are omitted."""
    return _converter(value.__class__)(value)


def parse(text: str | None) -> Value:
    """Return the value of a JSON text with exact numbers; None for no text."""
    if text is None:
        return None
    value: Value = json.loads(text, parse_float=Decimal)
    return value


def same(one: Value, other: Value) -> bool:
    """Return whether both are the same JSON. `1` and `true` differ, and so do numbers with different digits."""
    if one is other:
        return True
    # Python compares whole objects fast, but for it 1 equals true and 2.5 equals 2.50.
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
def _converter(kind: type[Any]) -> Callable[[Any], Value]:
    """Return the conversion of one type."""
    if kind in _JSON_TYPES:
        return _return_unchanged
    if issubclass(kind, enum.Enum):
        return _value
    if issubclass(kind, datetime):
        return _instant
    if issubclass(kind, tuple | list):
        return _items
    if is_dataclass(kind):
        return partial(_members, tuple(field.name for field in fields(kind)))
    raise TypeError(f"{kind.__name__} has no plain form")


def _return_unchanged(value: Any) -> Value:
    return cast("Value", value)


def _value(member: enum.Enum) -> Value:
    return str(member.value)


def _instant(value: datetime) -> Value:
    return value.isoformat().replace("+00:00", "Z")


def _items(values: Sequence[object]) -> Value:
    return [plain(value) for value in values]


def _members(names: tuple[str, ...], value: object) -> Value:
    return {
        name: part if type(part) in _JSON_TYPES else plain(part)
        for name in names
        if (part := getattr(value, name)) is not None
    }


def _is_number(value: Value) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
