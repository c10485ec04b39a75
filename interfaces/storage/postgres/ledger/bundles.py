"""Entries in the stored form of a bundle: one after another, without their lengths, since all have the same."""

from application.ledger.format.encoding import u64
from application.ledger.format.entries import ENTRY_BYTES, tag_of
from application.ledger.format.merkle import leaf_hash

_TAG_AND_VERSION = slice(11, 35)


def split_entries(entries: bytes) -> tuple[bytes, ...]:
    """Return the entries of a stored bundle."""
    return tuple(
        entries[start : start + ENTRY_BYTES] for start in range(0, len(entries), ENTRY_BYTES)
    )


def hashes_of(entries: bytes) -> bytes:
    """Return the tile of level 0 over the entries of a stored bundle."""
    return b"".join(map(leaf_hash, split_entries(entries)))


def find_entry(entries: bytes, checkout_id: str, version: int) -> tuple[int, bytes] | None:
    """Return the place of an event's entry in a stored bundle, and the entry; None if it is not there."""
    wanted = tag_of(checkout_id) + u64(version)
    for place, entry in enumerate(split_entries(entries)):
        if entry[_TAG_AND_VERSION] == wanted:
            return place, entry
    return None
