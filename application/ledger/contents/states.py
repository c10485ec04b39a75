"""A state as it follows from the opened parts of events, and which version each of its fields is from.

An event of a topic replaces what earlier events of that topic said, and a part replaces an earlier one of its name. So
the state at a version is made of the last event of each topic. Files are made byte for byte, and compared so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from application.ledger.format.openings import EntryOpening, shown_parts
from application.ledger.format.parts import CHECKOUT, TIMESTAMP, TOPIC, Part

_OF_NO_STATE = (CHECKOUT, TOPIC, TIMESTAMP, "/originator_topic")
_PROVENANCE_PREFIX = "/provenance"


class StateField(NamedTuple):
    """The stored text of one field, and the version of the event that has it."""

    version: int
    value: bytes


class StateParts:
    """The state after the events that were added, in the order of their versions."""

    def __init__(self) -> None:
        self._events: dict[bytes, tuple[int, tuple[Part, ...]]] = {}

    def add(self, opening: EntryOpening) -> None:
        """Add the next event. Its topic is its second part."""
        parts = shown_parts(opening)
        topic = parts[1].value
        self._events.pop(topic, None)
        self._events[topic] = (opening.version, parts)

    def fields(self) -> dict[str, StateField]:
        """Return the fields of the state by their names, in the order of the events."""
        found: dict[str, StateField] = {}
        for version, parts in self._events.values():
            for part in parts:
                if part.name not in _OF_NO_STATE and not part.name.startswith(_PROVENANCE_PREFIX):
                    found.pop(part.name, None)
                    found[part.name] = StateField(version, part.value)
        return found

    def encode_state(self) -> bytes:
        """Return the file of the state: a JSON object of the stored values by their names."""
        return _encode_members((name, field.value) for name, field in self.fields().items())

    def encode_blame(self) -> bytes:
        """Return the file of the origins: a JSON object of versions by the names of the fields."""
        fields = self.fields().items()
        return _encode_members((name, str(field.version).encode()) for name, field in fields)


def state_path(version: int) -> str:
    """Return the path of the file of a state in a pack."""
    return f"states/{version:04}.json"


def blame_path(version: int) -> str:
    """Return the path of the file of a state's origins in a pack."""
    return f"states/{version:04}.blame.json"


def _encode_members(members: Iterable[tuple[str, bytes]]) -> bytes:
    lines = [json.dumps(name, ensure_ascii=False).encode() + b": " + text for name, text in members]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"
