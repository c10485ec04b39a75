"""The vectors, and a reference tree that is computed from the definition in RFC 6962 alone."""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from application.ledger.format.proofs import Node, NodeReader

FOLDER = Path(__file__).parent
# Trees, tiles, keys and notes: published values, computed by others' programs too.
SPECIFICATION: dict[str, Any] = json.loads((FOLDER / "specification_vectors.json").read_text())
# Entries of this form: computed from the text of the design by a program that shares nothing with this one.
ENTRIES: dict[str, Any] = json.loads((FOLDER / "entry_vectors.json").read_text())


def reference_root(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over these leaf hashes, split at the largest power of two below their number."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    left, right = reference_root(leaves[:middle]), reference_root(leaves[middle:])
    return sha256(b"\x01" + left + right).digest()


def leaves(count: int) -> list[bytes]:
    """The hashes of that many entries of 8 bytes, which are their indexes."""
    return [sha256(b"\0" + index.to_bytes(8, "big")).digest() for index in range(count)]


def reader(hashes: Sequence[bytes]) -> NodeReader:
    """Reads the nodes of the tree over these leaf hashes, each computed at its first use."""

    @lru_cache(None)
    def read(node: Node) -> bytes:
        if node.level == 0:
            return hashes[node.n]
        below = (Node(node.level - 1, node.n * 2 + side) for side in (0, 1))
        return sha256(b"\x01" + b"".join(map(read, below))).digest()

    return read


def flipped(octets: bytes, bit: int) -> bytes:
    """The bytes with one bit changed."""
    at = (bit // 8) % len(octets)
    return octets[:at] + bytes([octets[at] ^ (1 << bit % 8)]) + octets[at + 1 :]
