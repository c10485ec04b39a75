"""Between the JSON of an event and the bytes that are kept of it.

An event is small, and most of what it says are names that every event says. So it is deflated (RFC 1951) with those
known beforehand: a cart of two lines takes 200 bytes instead of 900, on disk, in the write-ahead log and on the wire,
for 10 µs. The first byte says which words were known; JSON, which begins with `{`, is read as it stands.

The words of a number never change, or nothing that was packed with them could be read. Others get another number.
"""

import zlib
from importlib.resources import files

_WORDS = 1
_MARK = bytes([_WORDS])
# The strongest of zlib's fast levels; the next one takes twice the time for 3 %.
# A window of 4 KB reaches over the words.
_LEVEL = 3
_WINDOW = -12
_MEMORY = 5


class CannotDecompress(Exception):
    """The bytes are not an event's; the message says why."""


class Compression:
    """Packs and unpacks."""

    def __init__(self) -> None:
        self._words = (
            files("interfaces.storage.postgres.events").joinpath(f"words/{_WORDS}.txt").read_bytes()
        )
        # Copied for each event: to learn the words anew would take half as long again.
        self._deflating = zlib.compressobj(
            _LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, self._words
        )

    def pack(self, json: bytes) -> bytes:
        """The bytes to keep."""
        deflating = self._deflating.copy()
        return _MARK + deflating.compress(json) + deflating.flush()

    def unpack(self, kept: bytes) -> bytes:
        """The JSON in them. Raises Unpackable."""
        if kept.startswith(b"{"):
            return kept
        if not kept.startswith(_MARK):
            raise CannotDecompress(f"it begins with {kept[:1]!r}, which no packing does")
        inflating = zlib.decompressobj(_WINDOW, zdict=self._words)
        try:
            json = inflating.decompress(kept[1:])
        except zlib.error as error:
            raise CannotDecompress(str(error)) from error
        if not inflating.eof or inflating.unused_data:
            raise CannotDecompress("it is longer or shorter than what was packed")
        return json
