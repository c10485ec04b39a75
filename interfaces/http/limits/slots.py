"""A table of fixed size: keys of 8 bytes with a word of 8 bytes each, in sets of four slots.

A key belongs into one set. A new key takes the slot of the set whose word is lowest, and every use of a table has its
time in the upper part of the word. So the key that was last heard of longest ago is forgotten, and an empty slot has 0.

Several processes write without a lock. Each word is read and written whole, as aligned words of 8 bytes are. What may
be lost: of two writes to one slot within the same microsecond the earlier one, and of two new keys the word of the
one that came first. The callers say why that is harmless for them, or take `memory.LimitsMemory.exclusive`.
"""

from typing import Final

BYTES_OF_SLOT: Final = 16
_WAYS = 4
WORDS_OF_SET: Final = 2 * _WAYS


class Slots:
    """A table in `words`. The number of its slots is a power of two."""

    __slots__ = ("mask", "words")

    def __init__(self, words: memoryview) -> None:
        self.words = words
        self.mask = len(words) // WORDS_OF_SET - 1

    def find(self, key: int) -> int:
        """Return the index of the word of a key, or -1 if the table does not have the key."""
        words = self.words
        first = (key & self.mask) * WORDS_OF_SET
        for index in (first, first + 2, first + 4, first + 6):
            if words[index] == key:
                return index + 1
        return -1

    def place(self, key: int) -> int:
        """Return the index of the word of a key. A key that is new has the word 0, in the slot of the oldest key."""
        words = self.words
        first = (key & self.mask) * WORDS_OF_SET
        # As `find` does; a call of it would cost as much as the rest.
        for index in (first, first + 2, first + 4, first + 6):
            if words[index] == key:
                return index + 1
        index = min((words[at], at) for at in range(first + 1, first + WORDS_OF_SET, 2))[1]
        # In this order another process never finds the new key with the word of the old one.
        words[index] = 0
        words[index - 1] = key
        return index
