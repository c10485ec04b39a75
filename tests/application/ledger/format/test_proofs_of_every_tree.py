"""Every inclusion and consistency proof of the trees of up to 300 entries."""

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from application.ledger.format.merkle import consistency_holds, inclusion_holds
from application.ledger.format.proofs import (
    LeafRange,
    consistency_proof,
    consistency_ranges,
    inclusion_proof,
    inclusion_ranges,
    range_hash,
)
from tests.application.ledger.format.vectors import flipped, leaves, reader, reference_root
from tests.examples import examples

MOST = 300
LEAVES = leaves(MOST)
READ = reader(LEAVES)
ROOTS = [reference_root(LEAVES[:size]) for size in range(MOST + 1)]


@lru_cache(None)
def hash_of(leaves: LeafRange) -> bytes:
    return range_hash(leaves, READ)


sizes = st.integers(1, MOST)
bits = st.integers(0, 10**6)


def test_every_inclusion_proof_verifies() -> None:
    """Each of the 45,150 proofs is believed."""
    for size in range(1, MOST + 1):
        for index in range(size):
            proof = [hash_of(leaves) for leaves in inclusion_ranges(index, size)]
            assert inclusion_holds(LEAVES[index], index, size, ROOTS[size], proof), (index, size)


def test_every_consistency_proof_verifies() -> None:
    """Each of the 45,451 proofs is believed, those from the empty tree and to the same one too."""
    for size in range(MOST + 1):
        for old in range(size + 1):
            proof = [hash_of(leaves) for leaves in consistency_ranges(old, size)]
            assert consistency_holds(old, ROOTS[old], size, ROOTS[size], proof), (old, size)


@settings(max_examples=examples(150), deadline=None)
@given(size=sizes, place=bits, bit=bits)
def test_a_changed_inclusion_proof_is_refused(size: int, place: int, bit: int) -> None:
    """A flipped bit in the leaf, the root or a hash, a missing or further hash, and another index are refused."""
    index = place % size
    leaf, root, proof = LEAVES[index], ROOTS[size], inclusion_proof(index, size, READ)

    assert not inclusion_holds(flipped(leaf, bit), index, size, root, proof)
    assert not inclusion_holds(leaf, index, size, flipped(root, bit), proof)
    assert not inclusion_holds(leaf, index, size, root, (*proof, root))
    assert not inclusion_holds(leaf, index, size, root, (leaf, *proof))
    for at, each in enumerate(proof):
        changed = (*proof[:at], flipped(each, bit), *proof[at + 1 :])
        assert not inclusion_holds(leaf, index, size, root, changed)
        assert not inclusion_holds(leaf, index, size, root, (*proof[:at], *proof[at + 1 :]))
    for other in {bit % size, index ^ 1, size - 1} - {index}:
        assert not inclusion_holds(leaf, other, size, root, proof)


@settings(max_examples=examples(150), deadline=None)
@given(size=sizes, place=bits, bit=bits)
def test_a_changed_consistency_proof_is_refused(size: int, place: int, bit: int) -> None:
    """A flipped bit in a root or a hash, and a missing or further hash are refused."""
    old = place % size + 1
    old_root, root, proof = ROOTS[old], ROOTS[size], consistency_proof(old, size, READ)

    assert not consistency_holds(old, flipped(old_root, bit), size, root, proof)
    assert not consistency_holds(old, old_root, size, flipped(root, bit), proof)
    assert not consistency_holds(old, old_root, size, root, (*proof, root))
    for at, each in enumerate(proof):
        changed = (*proof[:at], flipped(each, bit), *proof[at + 1 :])
        assert not consistency_holds(old, old_root, size, root, changed)
        assert not consistency_holds(old, old_root, size, root, (*proof[:at], *proof[at + 1 :]))
