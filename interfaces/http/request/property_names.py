"""Property names compared without regard to case, as .NET services compare them."""

from collections.abc import Iterable, Mapping
from typing import Any


class PropertyNames:
    """The documented property names of one JSON object.

    Case does not matter: Walley's documents have "Reference" where its clients send `reference`, and clients of Svea
    send `merchantsettings`. An exact spelling takes precedence over any other spelling of the same name.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._exact = frozenset(names)
        self._folded = {name.lower(): name for name in self._exact}

    def select(self, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return `fields` under the documented names, without the unknown ones."""
        if self._exact.issuperset(fields):
            return fields
        found = {self._folded.get(name.lower(), ""): value for name, value in fields.items()}
        found |= {name: fields[name] for name in self._exact & fields.keys()}
        found.pop("", None)
        return found
