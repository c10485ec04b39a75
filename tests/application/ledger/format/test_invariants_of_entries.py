"""What a reader of entries finds without seeing any data."""

import pytest

from application.ledger.format.entries import Entry
from application.ledger.format.invariants import EntrySequence

A, B = b"a" * 16, b"b" * 16


def rules(*entries: tuple[bytes, int, int]) -> list[tuple[int, str]]:
    """The index and the rule of each break, for entries of a tag, a version and a time."""
    sequence = EntrySequence()
    found = [sequence.read(Entry(*entry, bytes(32)).encode()) for entry in entries]
    return [(each.index, each.rule) for each in found if each is not None]


def test_whole_histories() -> None:
    """Checkouts whose versions run from 1, with times that do not go back, break no rule."""
    assert rules((A, 1, 5), (B, 1, 4), (A, 2, 5), (A, 3, 9), (B, 2, 8)) == []


@pytest.mark.parametrize(
    ("entries", "broken"),
    [
        ([(A, 2, 1)], [(0, "version")]),
        ([(A, 1, 1), (A, 3, 1)], [(1, "version")]),
        ([(A, 1, 1), (A, 2, 1), (A, 2, 1)], [(2, "version")]),
        ([(A, 1, 1), (A, 2, 1), (A, 1, 1), (A, 3, 1)], [(2, "version")]),
        ([(A, 1, 5), (A, 2, 4), (A, 3, 5)], [(1, "time")]),
    ],
)
def test_a_broken_rule(
    entries: list[tuple[bytes, int, int]], broken: list[tuple[int, str]]
) -> None:
    """A missing, repeated or late version and a time that goes back are found, at their index."""
    assert rules(*entries) == broken


def test_bytes_that_are_no_entry() -> None:
    """Other bytes break the rule of the form, and the reader goes on."""
    sequence = EntrySequence()

    broken = sequence.read(b"something else")

    assert broken is not None
    assert (broken.index, broken.rule, broken.entry) == (0, "form", None)
    assert sequence.read(Entry(A, 1, 0, bytes(32)).encode()) is None
    assert (sequence.last_version(A), sequence.last_version(B)) == (1, 0)
