"""How deeply a JSON value is nested."""

from typing import Any


def depth_of(value: Any, most: int) -> int:
    """Levels of objects and arrays, and one for what is in them; counted up to `most` + 1."""
    deepest = 0
    level: list[Any] = [value]
    while level:
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        deepest += 1
        if deepest > most:
            break
    return deepest
