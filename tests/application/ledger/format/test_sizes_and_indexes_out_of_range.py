"""Sizes and indexes that no tree has."""

import pytest

from application.ledger.format.merkle import (
    EMPTY_ROOT,
    CompactRange,
    consistency_holds,
    inclusion_holds,
)
from application.ledger.format.proofs import consistency_ranges, inclusion_ranges
from tests.application.ledger.format.vectors import leaves, reference_root

LEAVES = leaves(4)
ROOT = reference_root(LEAVES)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 4), (4, 4), (5, 4)])
def test_an_index_outside_the_tree(index: int, size: int) -> None:
    """No index outside the tree has a proof, and none is believed, whatever the hashes are."""
    assert not inclusion_holds(ROOT, index, size, ROOT, ())
    with pytest.raises(ValueError, match="no index"):
        inclusion_ranges(index, size)


@pytest.mark.parametrize(("old_size", "size"), [(5, 4), (-1, 4), (1, 0)])
def test_an_old_size_that_is_larger(old_size: int, size: int) -> None:
    """No tree continues a larger one."""
    assert not consistency_holds(old_size, ROOT, size, ROOT, ())
    with pytest.raises(ValueError, match="continues none"):
        consistency_ranges(old_size, size)


def test_the_empty_tree() -> None:
    """Every tree continues the empty one, whose root is that of no bytes, and no proof is needed."""
    assert consistency_holds(0, EMPTY_ROOT, 4, ROOT, ())
    assert consistency_holds(0, EMPTY_ROOT, 0, EMPTY_ROOT, ())
    assert not consistency_holds(0, ROOT, 4, ROOT, ())
    assert not consistency_holds(0, EMPTY_ROOT, 4, ROOT, (ROOT,))


def test_no_proof_where_one_is_needed() -> None:
    """A larger tree is not believed without hashes, even from a power of two."""
    assert not consistency_holds(2, reference_root(LEAVES[:2]), 4, ROOT, ())
    assert not consistency_holds(3, reference_root(LEAVES[:3]), 4, ROOT, ())


@pytest.mark.parametrize("proof", [(b"short",), (ROOT,) * 64])
def test_what_is_no_proof(proof: tuple[bytes, ...]) -> None:
    """Hashes of another length, and more than 63 of them, are refused before any is hashed."""
    assert not inclusion_holds(LEAVES[0], 0, 4, ROOT, proof)
    assert not consistency_holds(2, ROOT, 4, ROOT, proof)


@pytest.mark.parametrize(("size", "hashes"), [(-1, []), (3, [ROOT]), (4, [ROOT, ROOT])])
def test_a_compact_range_of_another_size(size: int, hashes: list[bytes]) -> None:
    """A compact range is refused unless it has one hash for each 1 in its size."""
    with pytest.raises(ValueError, match="one hash"):
        CompactRange(size, hashes)
