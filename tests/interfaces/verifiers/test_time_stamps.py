"""Time stamps of packs, by an authority of openssl's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from interfaces.verifiers.terminal.command import main
from interfaces.verifiers.terminal.openssl import stamp_check
from tests.interfaces.openssl_authority import OpensslAuthority, make_authority, run_openssl
from tests.interfaces.verifiers.pack import POLICY, ShopLog, with_manifest, zipped

SHOP = ShopLog()
Verify = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> OpensslAuthority:
    """An authority."""
    return make_authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def verify(
    tmp_path: Path, authority: OpensslAuthority, capfdbinary: pytest.CaptureFixture[bytes]
) -> Verify:
    """Verify the pack with a time stamp of `stamped`, beside the head of a size if it is not that of the pack."""

    def run(stamped: bytes, size: int = 20, trusted: Path | None = None) -> tuple[int, str]:
        (tmp_path / "data").write_bytes(stamped)
        query = tmp_path / "query"
        run_openssl(
            *("ts", "-query", "-sha256", "-cert"),
            *("-data", str(tmp_path / "data"), "-out", str(query)),
        )
        files = {**SHOP.pack(), "log/checkpoint.tsr": authority.stamp(query.read_bytes())}
        if size != 20:
            files["log/stamped"] = SHOP.head(size)
            files["log/stamped-to-checkpoint.consistency"] = SHOP.consistency(size)
        (tmp_path / "pack.zip").write_bytes(zipped(with_manifest(files)))
        (tmp_path / "policy").write_bytes(POLICY)
        extra = ["--tsa-ca", str(trusted or authority.root)]
        code = main([str(tmp_path / "pack.zip"), "--policy", str(tmp_path / "policy"), *extra])
        return code, capfdbinary.readouterr().out.decode()

    return run


def test_a_valid_time_stamp(verify: Verify) -> None:
    """The head existed when the authority says."""
    code, said = verify(SHOP.head())
    assert code == 0
    assert "\u2713 The head of size 20 existed at 20" in said


def test_a_time_stamp_of_an_earlier_head(verify: Verify) -> None:
    """A stamped head of another size is of the same history as the head of the pack."""
    code, said = verify(SHOP.head(18), 18)
    assert code == 0
    assert "\u2713 The head of size 20 continues the head of size 18" in said
    assert "\u2713 The head of size 18 existed at 20" in said


def test_a_time_stamp_of_another_head(verify: Verify) -> None:
    """A time stamp that was moved to another head is disproven."""
    code, said = verify(SHOP.head(19))
    assert code == 1
    assert "\u2717 The time stamp is not one of the head of size 20." in said


def test_an_authority_that_the_reader_does_not_trust(verify: Verify, tmp_path: Path) -> None:
    """A time stamp by another authority is not verified."""
    code, said = verify(SHOP.head(), trusted=make_authority(tmp_path / "other").root)
    assert code == 2
    assert "? The time stamp of the head of size 20 is not verified" in said


def test_without_openssl(
    authority: OpensslAuthority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the program, or without authorities, a time stamp is not checked."""
    assert stamp_check(None) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert stamp_check(authority.root) is None
