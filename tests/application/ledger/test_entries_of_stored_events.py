"""Every event that any version has stored has an entry."""

import json
from pathlib import Path

import pytest

from application.ledger.format.entries import decode_entry, entry_of
from application.ledger.format.openings import (
    decode_opening,
    encode_opening,
    open_entry,
    opened_entry,
)
from application.ledger.format.parts import parts_of
from tests.structure.source_tree import ROOT

STORED = sorted((ROOT / "tests/interfaces/storage/stored_events").glob("*.json"))


@pytest.mark.parametrize("file", STORED, ids=lambda file: file.stem)
def test_a_stored_event(file: Path) -> None:
    """The event has parts, a time and an entry, and its opening gives the entry and every stored value."""
    stored = file.read_bytes().strip()
    parts = parts_of("checkout-1", "topic", stored)

    entry = entry_of("checkout-1", 1, parts, bytes(32))
    opening = decode_opening(encode_opening(open_entry(1, parts, bytes(32))))

    assert decode_entry(entry.encode()) == opened_entry(opening) == entry
    event = json.loads(stored)
    names = {name for name, value in event.items() if not isinstance(value, dict) or not value}
    assert names == {part.name[1:] for part in parts[2:] if part.name.count("/") == 1}
