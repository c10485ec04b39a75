"""The nesting depth of a JSON value."""

from typing import Any


def depth_of(value: Any, most: int) -> int:
    """Count the levels of objects and arrays, plus one for their content; stop at `most` + 1."""
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
