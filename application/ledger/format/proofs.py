"""Which hashes a proof has, as ranges of leaves (RFC 6962, sections 2.1.1 and 2.1.2).

A range whose size is a power of two, at a multiple of that size, is a perfect subtree: a `Node`. Every range of a proof
is made of such nodes, and each node is inside one tile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from application.ledger.format.merkle import EMPTY_ROOT, fold


class LeafRange(NamedTuple):
    """The leaves from `start` up to and without `end`."""

    start: int
    end: int


class Node(NamedTuple):
    """The perfect subtree of the leaves `n * 2**level` up to and without `(n + 1) * 2**level`."""

    level: int
    n: int


NodeReader = Callable[[Node], bytes]
"""Returns the hash of a node."""


def inclusion_ranges(index: int, size: int) -> tuple[LeafRange, ...]:
    """Return the ranges of an inclusion proof, the leaf's sibling first. Raises ValueError for an index outside."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} entries has no index {index}")
    ranges: list[LeafRange] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _largest_power_below(end - start)
        if index < middle:
            ranges.append(LeafRange(middle, end))
            end = middle
        else:
            ranges.append(LeafRange(start, middle))
            start = middle
    return tuple(reversed(ranges))


def consistency_ranges(old_size: int, size: int) -> tuple[LeafRange, ...]:
    """Return the ranges of a consistency proof. Raises ValueError for an old size that is larger."""
    if not 0 <= old_size <= size:
        raise ValueError(f"a tree of {size} entries continues none of {old_size}")
    if old_size in {0, size}:
        return ()
    ranges: list[LeafRange] = []
    start, end, begins_at_zero = 0, size, True
    while old_size < end:
        middle = start + _largest_power_below(end - start)
        if old_size <= middle:
            ranges.append(LeafRange(middle, end))
            end = middle
        else:
            ranges.append(LeafRange(start, middle))
            start, begins_at_zero = middle, False
    if not begins_at_zero:
        ranges.append(LeafRange(start, end))
    return tuple(reversed(ranges))


def nodes_of(leaves: LeafRange) -> tuple[Node, ...]:
    """Return the perfect subtrees that a range of a proof is made of, largest first."""
    nodes: list[Node] = []
    start = leaves.start
    while start < leaves.end:
        level = (leaves.end - start).bit_length() - 1
        nodes.append(Node(level, start >> level))
        start += 1 << level
    return tuple(nodes)


def range_hash(leaves: LeafRange, read: NodeReader) -> bytes:
    """Return the hash of a range of a proof, or of a whole tree."""
    if leaves.start == leaves.end:
        return EMPTY_ROOT
    return fold([read(node) for node in nodes_of(leaves)])


def inclusion_proof(index: int, size: int, read: NodeReader) -> tuple[bytes, ...]:
    """Return the hashes that prove an entry at the index of a tree of this size."""
    return tuple(range_hash(leaves, read) for leaves in inclusion_ranges(index, size))


def consistency_proof(old_size: int, size: int, read: NodeReader) -> tuple[bytes, ...]:
    """Return the hashes that prove that the tree of this size continues the one of the old size."""
    return tuple(range_hash(leaves, read) for leaves in consistency_ranges(old_size, size))


def tree_root(size: int, read: NodeReader) -> bytes:
    """Return the root of the tree of this size."""
    return range_hash(LeafRange(0, size), read)


def _largest_power_below(size: int) -> int:
    """Return the largest power of two that is smaller than the size, which is above 1."""
    return 1 << ((size - 1).bit_length() - 1)
