"""Compresses the JSON of events, snapshots and changes.

Each is small and consists mostly of names that all of its kind share. It is compressed with DEFLATE (RFC 1951) and a
preset dictionary of these names. A cart of two lines takes 175 bytes instead of 900, on disk, in the write-ahead log
and on the wire, at a cost of 10 µs; its snapshot 230 instead of 1,950, and its changes 30 instead of 230 for 3 µs. The
first byte is the number of the dictionary, or HEADED for an event with a head (`heads.py`) before the compressed rest.
Uncompressed JSON begins with `{` or `[` and is read unchanged.

A dictionary never changes, or what was stored with it would be unreadable. A new one gets a new number.
"""

import zlib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from interfaces.storage.postgres.events.heads import HEAD_BYTES, join, split

# The strongest of zlib's fast levels; the next one takes twice the time for 3 %.
_LEVEL: Final = 3


@dataclass(frozen=True)
class Dictionary:
    """A dictionary by its number. The window covers it: 4 KB for -12, 8 KB for -13.

    `earlier` is what was used before, which is read too. `has_head` means that texts may have a head.
    """

    number: int
    window: int
    memory: int
    earlier: "Dictionary | None" = None
    has_head: bool = False

    def words(self) -> bytes:
        """Return the names that it has."""
        folder = files("interfaces.storage.postgres.events")
        return folder.joinpath(f"words/{self.number}.txt").read_bytes()


OF_EVENTS: Final = Dictionary(1, -12, 5, has_head=True)
OF_SNAPSHOTS: Final = Dictionary(5, -13, 6, earlier=Dictionary(2, -13, 6))
OF_CHANGES: Final = Dictionary(3, -13, 5)
HEADED: Final = b"\x04"
"""The first byte of an event with a head. No dictionary has this number."""
_PLAIN: Final = (b"{", b"[")


class CannotDecompress(Exception):
    """The bytes are not of a known form. The message states the reason."""


class Compression:
    """Compresses and decompresses with one dictionary. Decompresses nothing that another one compressed."""

    def __init__(self, dictionary: Dictionary = OF_EVENTS) -> None:
        self._words = dictionary.words()
        self._window = dictionary.window
        self._prefix = bytes([dictionary.number])
        self._has_head = dictionary.has_head
        self._earlier = None if dictionary.earlier is None else Compression(dictionary.earlier)
        # Copied for each text. Loading the dictionary each time would take 50 % longer.
        self._compressor = zlib.compressobj(
            _LEVEL,
            zlib.DEFLATED,
            dictionary.window,
            dictionary.memory,
            zlib.Z_DEFAULT_STRATEGY,
            self._words,
        )

    def pack(self, json: bytes) -> bytes:
        """Return the compressed bytes."""
        prefix = self._prefix
        if self._has_head and (parts := split(json)) is not None:
            head, json = parts
            prefix = HEADED + head
        compressor = self._compressor.copy()
        return prefix + compressor.compress(json) + compressor.flush()

    def unpack(self, kept: bytes) -> bytes:
        """Return the JSON of stored bytes. Raises CannotDecompress."""
        if kept.startswith(self._prefix):
            return self._decompress(kept[1:])
        if self._has_head and kept.startswith(HEADED):
            start = 1 + HEAD_BYTES
            rest = self._decompress(kept[start:])
            try:
                return join(kept[1:start], rest)
            except OverflowError as error:
                raise CannotDecompress("its head is not of a time") from error
        if kept.startswith(_PLAIN):
            return kept
        if self._earlier is not None:
            return self._earlier.unpack(kept)
        raise CannotDecompress(f"it begins with {kept[:1]!r}, which no packing does")

    def _decompress(self, kept: bytes) -> bytes:
        decompressor = zlib.decompressobj(self._window, zdict=self._words)
        try:
            json = decompressor.decompress(kept)
        except zlib.error as error:
            raise CannotDecompress(str(error)) from error
        if not decompressor.eof or decompressor.unused_data:
            raise CannotDecompress("it is longer or shorter than what was packed")
        return json
