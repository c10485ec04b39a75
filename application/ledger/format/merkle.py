"""The Merkle tree of RFC 6962, section 2.1, with SHA-256: hashes, roots, and the verification of proofs.

The verification follows RFC 9162, sections 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry as a leaf."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node from the hashes of its two children."""
    return sha256(b"\1" + left + right).digest()


class CompactRange:
    """The roots of the perfect subtrees of a growing tree, largest first: all that its root needs."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        """Raises ValueError unless there is one hash for each 1 in the size's binary form."""
        self.size = size
        self._hashes = list(hashes)
        if size < 0 or len(self._hashes) != bin(size).count("1"):  # noqa: FURB161  Python 3.9
            raise ValueError("a compact range has one hash for each 1 in its size")

    def append(self, leaf: bytes) -> None:
        """Add the hash of a leaf at the end."""
        size, top = self.size, leaf
        while size & 1:
            top = node_hash(self._hashes.pop(), top)
            size >>= 1
        self._hashes.append(top)
        self.size += 1

    @property
    def hashes(self) -> tuple[bytes, ...]:
        return tuple(self._hashes)

    def root(self) -> bytes:
        """Return the hash of the whole tree, of the empty one too."""
        return fold(self._hashes) if self._hashes else EMPTY_ROOT


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the hash of a tree from the roots of its perfect subtrees, largest first."""
    top = hashes[-1]
    for left in reversed(hashes[:-1]):
        top = node_hash(left, top)
    return top


def inclusion_holds(
    leaf: bytes, index: int, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether the proof shows the leaf at this index, from 0, of the tree of this size and root."""
    if not 0 <= index < size or len(root) != HASH_BYTES or not _are_hashes(proof):
        return False
    place, last, top = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            top = node_hash(sibling, top)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            top = node_hash(top, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and top == root


def consistency_holds(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether the proof shows that the tree continues the old one, which is no larger."""
    if not 0 <= old_size <= size or len(root) != HASH_BYTES or not _are_hashes(proof):
        return False
    if old_size == size:
        return not proof and old_root == root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not proof:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_top = top = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_top, top = node_hash(sibling, old_top), node_hash(sibling, top)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            top = node_hash(top, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old_top == old_root and top == root


def _are_hashes(proof: Sequence[bytes]) -> bool:
    return len(proof) < 64 and all(len(each) == HASH_BYTES for each in proof)
