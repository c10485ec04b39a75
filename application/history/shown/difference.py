"""Says in words how two renderings of one state differ."""

from collections.abc import Mapping
from typing import Any

from application.history.patches.documents import patch

_MOST = 20


def difference_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a sentence for each value that differs, at most twenty; empty if nothing does."""
    found = []
    for operation in patch(dict(before), dict(after)):
        path, value = operation["path"], operation.get("value")
        match operation["op"]:
            case "remove":
                found.append(f"{path} is left out.")
            case "add":
                found.append(f"{path} is added: {value!r}.")
            case _:
                found.append(f"{path} is {value!r}.")
    if len(found) > _MOST:
        return (*found[:_MOST], f"{len(found) - _MOST} more values differ.")
    return tuple(found)


def text_difference(before: str, after: str) -> tuple[str, ...]:
    """Return a sentence for each line of a text that another text has not, at most twenty."""
    old, new = before.split("\n"), after.split("\n")
    found = [f"{line!r} is left out." for line in old if line not in new]
    found += [f"{line!r} is added." for line in new if line not in old]
    if not found and old != new:
        found = ["The same lines are in another order."]
    if len(found) > _MOST:
        return (*found[:_MOST], f"{len(found) - _MOST} more lines differ.")
    return tuple(found)
