"""The memory of all limits: a file that the worker processes of one machine map, or the memory of a single process.

The layout: the key of the hashes, the time of the latest failed sign-in, then the tables. The server creates the file
at each start and names it in TILLROLL_LIMITS_FILE. Its size never changes.
"""

import mmap
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from interfaces.http.limits.slots import BYTES_OF_SLOT, Slots

LIMITS_FILE = "TILLROLL_LIMITS_FILE"
_KEY_BYTES = 32
_HEADER_BYTES = 64
_WORD_OF_FAILURE = _KEY_BYTES // 8
_BUCKETS = 65_536
_COUNTS = 4_096
_SIGNATURES = 131_072


class LimitsMemory:
    """The tables of one machine. `file` is the shared file; without one the memory belongs to this process.

    `buckets` has the times of the limits of rate, `counts` the counts of StateSet's windows, and `signatures` the
    signatures that were accepted.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._descriptor: int | None = None
        if file is None:
            memory = mmap.mmap(-1, _size())
            memory[:_KEY_BYTES] = secrets.token_bytes(_KEY_BYTES)
        else:
            self._descriptor = os.open(file, os.O_RDWR)
            memory = mmap.mmap(self._descriptor, _size())
        self._key = bytes(memory[:_KEY_BYTES])
        self._words = memoryview(memory).cast("Q")
        first = _HEADER_BYTES // 8
        tables = []
        for size in (_BUCKETS, _COUNTS, _SIGNATURES):
            words = size * BYTES_OF_SLOT // 8
            tables.append(Slots(self._words[first : first + words]))
            first += words
        self.buckets, self.counts, self.signatures = tables

    @property
    def latest_failure(self) -> int:
        """The time of the latest failed sign-in, in nanoseconds since 1970; 0 before the first one."""
        return self._words[_WORD_OF_FAILURE]

    @latest_failure.setter
    def latest_failure(self, at: int) -> None:
        self._words[_WORD_OF_FAILURE] = at

    def key_of(self, *parts: str) -> int:
        """Return the key of these texts in the tables: 8 bytes of a hash that is keyed anew at each start.

        A client cannot choose texts that collide, and the memory has no name and no token.
        """
        # The form of a tuple is unambiguous, whatever its texts have in them.
        text = repr(parts).encode(errors="surrogatepass")
        return int.from_bytes(blake2b(text, digest_size=8, key=self._key).digest(), "little")

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep the other processes out of this block. It must not await, and costs two calls of the system."""
        if self._descriptor is None:
            yield
            return
        os.lockf(self._descriptor, os.F_LOCK, 0)
        try:
            yield
        finally:
            os.lockf(self._descriptor, os.F_ULOCK, 0)


def create_limits_file(file: Path) -> None:
    """Create the shared file, readable by this account only. Raises OSError where there is no room for it.

    Every byte is written: a write to a hole in a mapped file would end the process if the disk was full by then.
    """
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as to:
        to.write(secrets.token_bytes(_KEY_BYTES))
        to.write(bytes(_size() - _KEY_BYTES))


def limits_memory(environment: Mapping[str, str]) -> LimitsMemory:
    """Return the shared memory that the environment names, or one of this process alone."""
    name = environment.get(LIMITS_FILE)
    return LimitsMemory(Path(name) if name else None)


def _size() -> int:
    return _HEADER_BYTES + (_BUCKETS + _COUNTS + _SIGNATURES) * BYTES_OF_SLOT
