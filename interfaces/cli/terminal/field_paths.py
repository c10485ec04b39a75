"""The paths of fields in a state, by their JSON pointers (RFC 6901)."""

import re
from collections.abc import Mapping
from typing import Final

from application.history.document import NAMES_IN_LISTS, Key, Path, keys
from application.history.primitives import Value

_INDEX: Final = re.compile(r"/(0|[1-9][0-9]*)(?=/|$)")


def field_paths(values: Mapping[str, Value]) -> dict[str, Path]:
    """Return the path of each pointer. A line has its article in place of its position, a fee its kind.

    `values` has the pointers of a whole state, and what is there.
    """
    names = {prefix: _keys_in(prefix, naming, values) for prefix, naming in NAMES_IN_LISTS.items()}
    return {pointer: _path(pointer, names) for pointer in values}


def _keys_in(prefix: str, naming: str, values: Mapping[str, Value]) -> list[Key]:
    positions = {
        int(found[1])
        for pointer in values
        if pointer.startswith(f"{prefix}/") and (found := _INDEX.match(pointer, len(prefix)))
    }
    items: list[Value] = [
        {naming: values.get(f"{prefix}/{position}/{naming}", "")} for position in sorted(positions)
    ]
    return keys(items, prefix)


def _path(pointer: str, names: Mapping[str, list[Key]]) -> Path:
    path: list[Key] = []
    prefix = ""
    for part in pointer.split("/")[1:]:
        known = names.get(prefix)
        name = part.replace("~1", "/").replace("~0", "~")
        path.append(known[int(part)] if known and part.isdecimal() else name)
        prefix = f"{prefix}/{part}"
    return tuple(path)
