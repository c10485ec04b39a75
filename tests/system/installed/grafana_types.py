"""Reads a dashboard into the types of Grafana, and prints each setting that they do not know.

A program for the Python in `.tools`, which has these types. A misspelt setting is dropped by them without an error.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grafana_foundation_sdk.cog.encoder import JSONEncoder  # type: ignore[import-not-found]
from grafana_foundation_sdk.cog.plugins import (  # type: ignore[import-not-found]
    register_default_plugins,
)
from grafana_foundation_sdk.models.dashboard import Dashboard  # type: ignore[import-not-found]


def main() -> None:
    """Print what is lost from the dashboard in the file that is named, and end with 1 if something is."""
    # The types of panels and queries.
    register_default_plugins()
    given = json.loads(Path(sys.argv[1]).read_text())
    read = json.loads(JSONEncoder().encode(Dashboard.from_json(given)))
    lost = sorted(_lost(given, read, "$"))
    sys.exit("\n".join(lost) if lost else 0)


def _lost(given: Any, read: Any, path: str) -> Iterator[str]:
    """Yield the paths of the settings whose value is not the one that was read."""
    if isinstance(given, dict) and isinstance(read, dict):
        for name, value in given.items():
            yield from _lost(value, read.get(name), f"{path}.{name}")
    elif isinstance(given, list) and isinstance(read, list) and len(given) == len(read):
        for number, (value, found) in enumerate(zip(given, read, strict=True)):
            yield from _lost(value, found, f"{path}[{number}]")
    elif given != read:
        yield f"{path} is not a setting of Grafana"


if __name__ == "__main__":
    main()
