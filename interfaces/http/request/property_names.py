"""Property names that are told apart without regard to case, as .NET services do."""

from collections.abc import Iterable, Mapping
from typing import Any


class PropertyNames:
    """The property names of one object of the wire.

    Case does not matter ("Reference" in Walley's documents, `reference` in its clients; `merchantsettings` in Svea's).
    The exact spelling wins where an object has both.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._exact = frozenset(names)
        self._folded = {name.lower(): name for name in self._exact}

    def spelled(self, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """`fields` under the names as documented; unknown ones are left out."""
        if self._exact.issuperset(fields):
            return fields
        found = {self._folded.get(name.lower(), ""): value for name, value in fields.items()}
        found |= {name: fields[name] for name in self._exact & fields.keys()}
        found.pop("", None)
        return found
