"""The entries of stored events.

What is hashed is the stored JSON, unpacked: the packing may change, and the JSON does not.
"""

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import Entry, entry_of
from application.ledger.format.openings import EntryOpening, open_entry
from application.ledger.format.parts import Part
from interfaces.storage.postgres.events.compression import CannotDecompress, Compression
from interfaces.storage.postgres.ledger.stored_parts import PartCutter


class EntryMaker:
    """Makes entries, and openings of entries."""

    def __init__(self) -> None:
        self._compression = Compression()
        self._cutter = PartCutter()

    def entry(self, checkout_id: str, version: int, topic: str, state: bytes, key: bytes) -> Entry:
        """Return the entry of a stored event, salted with the key of its checkout. Raises Malformed."""
        return entry_of(checkout_id, version, self._parts(checkout_id, topic, state), key)

    def open_event(
        self, checkout_id: str, version: int, topic: str, state: bytes, key: bytes
    ) -> EntryOpening:
        """Return the opening that shows every part of a stored event. Raises Malformed."""
        return open_entry(version, self._parts(checkout_id, topic, state), key)

    def _parts(self, checkout_id: str, topic: str, state: bytes) -> tuple[Part, ...]:
        try:
            stored = self._compression.unpack(state)
        except CannotDecompress as error:
            raise Malformed(str(error)) from error
        return self._cutter.parts(checkout_id, topic, stored)
