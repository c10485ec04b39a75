"""A log that shows two parties two trees is caught when they compare their packs."""

from pathlib import Path

import pytest

from interfaces.verifiers.terminal.command import main
from tests.interfaces.verifiers.pack import ORIGIN, POLICY, SIZE, ShopLog, with_manifest, zipped


@pytest.fixture
def packs(tmp_path: Path) -> tuple[str, str, str]:
    """Two packs of one size from two trees, each proven by itself, and the policy."""
    for name, log in (("shop", ShopLog()), ("bank", ShopLog(others="another"))):
        (tmp_path / f"{name}.zip").write_bytes(zipped(with_manifest(log.pack())))
    (tmp_path / "policy").write_bytes(POLICY)
    return str(tmp_path / "shop.zip"), str(tmp_path / "bank.zip"), str(tmp_path / "policy")


def test_two_packs_of_different_trees(
    packs: tuple[str, str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Each pack alone is proven. Both together have two heads of one size, which disproves them."""
    shop, bank, policy = packs
    assert main([shop, "--policy", policy]) == 0
    assert main([bank, "--policy", policy]) == 0
    capfdbinary.readouterr()
    assert main([shop, "--policy", policy, "--pinned", bank]) == 1
    printed = capfdbinary.readouterr().out.decode()
    assert f"The log {ORIGIN} has two different trees of size {SIZE}." in printed


def test_two_packs_of_one_tree(
    packs: tuple[str, str, str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Packs with the same head agree."""
    shop, _, policy = packs
    assert main([shop, "--policy", policy, "--pinned", shop]) == 0
    assert "is the one that you kept" in capfdbinary.readouterr().out.decode()


def test_a_pack_without_a_head(
    packs: tuple[str, str, str], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A pack to compare with that has no head is not enough to say."""
    shop, _, policy = packs
    (tmp_path / "empty").mkdir()
    assert main([shop, "--policy", policy, "--pinned", str(tmp_path / "empty")]) == 2
    assert "has no head" in capfdbinary.readouterr().out.decode()
