"""The trees and proofs of the tests of Certificate Transparency (RFC 6962)."""

import pytest

from application.ledger.format.merkle import (
    CompactRange,
    consistency_holds,
    inclusion_holds,
    leaf_hash,
)
from application.ledger.format.proofs import consistency_proof, inclusion_proof, tree_root
from tests.application.ledger.format.vectors import SPECIFICATION, reader

TREES = SPECIFICATION["trees"]
LEAVES = [leaf_hash(bytes.fromhex(text)) for text in TREES["leaves"]]


def root(size: int) -> bytes:
    return bytes.fromhex(TREES["roots"][str(size)])


def test_the_hashes_of_the_leaves() -> None:
    """A leaf's hash begins with a zero byte, so it cannot pass for a node's."""
    assert [leaf.hex() for leaf in LEAVES] == TREES["leaf_hashes"]


@pytest.mark.parametrize("size", range(9))
def test_the_root_of_each_size(size: int) -> None:
    """The root is the published one, from a compact range and from the nodes, and for the empty tree too."""
    growing = CompactRange()
    for leaf in LEAVES[:size]:
        growing.append(leaf)

    assert growing.root() == tree_root(size, reader(LEAVES)) == root(size)
    assert CompactRange(size, growing.hashes).root() == root(size)


@pytest.mark.parametrize(("index", "size", "hashes"), TREES["inclusion"])
def test_inclusion_proofs(index: int, size: int, hashes: list[str]) -> None:
    """The proof of an index has the published hashes, and verifies."""
    proof = inclusion_proof(index, size, reader(LEAVES))

    assert [each.hex() for each in proof] == hashes
    assert inclusion_holds(LEAVES[index], index, size, root(size), proof)


@pytest.mark.parametrize(("old_size", "size", "hashes"), TREES["consistency"])
def test_consistency_proofs(old_size: int, size: int, hashes: list[str]) -> None:
    """The proof from an old size has the published hashes, and verifies."""
    proof = consistency_proof(old_size, size, reader(LEAVES))

    assert [each.hex() for each in proof] == hashes
    assert consistency_holds(old_size, root(old_size), size, root(size), proof)
