"""The entries of stored events.

What is hashed is the stored JSON, unpacked: the packing may change, and the JSON does not.
"""

from application.ledger.format.encoding import Malformed
from application.ledger.format.entries import entry_of
from application.ledger.format.openings import EntryOpening, open_entry
from application.ledger.format.parts import parts_of
from interfaces.storage.postgres.events.compression import CannotDecompress, Compression
from interfaces.storage.postgres.ledger.entry_encoding import EntryEncoder


class EntryMaker:
    """Makes entries, and openings of entries."""

    def __init__(self) -> None:
        self._compression = Compression()
        self._encoder = EntryEncoder()

    def entry(self, checkout_id: str, version: int, topic: str, state: bytes, key: bytes) -> bytes:
        """Return the entry of a stored event, salted with the key of its checkout. Raises Malformed."""
        stored = self._unpack(state)
        entry = self._encoder.encode(checkout_id, version, topic, stored, key)
        if entry is not None:
            return entry
        return entry_of(checkout_id, version, parts_of(checkout_id, topic, stored), key).encode()

    def open_event(
        self, checkout_id: str, version: int, topic: str, state: bytes, key: bytes
    ) -> EntryOpening:
        """Return the opening that shows every part of a stored event. Raises Malformed."""
        return open_entry(version, parts_of(checkout_id, topic, self._unpack(state)), key)

    def _unpack(self, state: bytes) -> bytes:
        try:
            return self._compression.unpack(state)
        except CannotDecompress as error:
            raise Malformed(str(error)) from error
