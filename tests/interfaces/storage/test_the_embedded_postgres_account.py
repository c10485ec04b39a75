"""As root the embedded PostgreSQL runs as an account of its own where there is one, and links are not followed."""

import errno
import os
import pwd
from pathlib import Path

import pytest

from interfaces.storage.postgres.embedded.account import (
    Account,
    server_account,
    warn_of_shared_account,
)
from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed
from interfaces.storage.postgres.embedded.files import write_for_server

_IDS = {"tillroll": 901, "postgres": 902, "nobody": 65534}


def _accounts(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """A system with these accounts, seen by root."""

    def found(name: str) -> pwd.struct_passwd:
        if name not in names:
            raise KeyError(name)
        return pwd.struct_passwd((name, "x", _IDS[name], _IDS[name], "", "/", "/bin/false"))

    monkeypatch.setattr(pwd, "getpwnam", found)
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.mark.parametrize(
    "names", [("tillroll", "postgres", "nobody"), ("postgres", "nobody"), ("nobody",)]
)
def test_an_account_of_its_own_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    """New data belongs to the first of these accounts that exists."""
    _accounts(monkeypatch, *names)
    assert server_account(tmp_path / "new") == Account(_IDS[names[0]], _IDS[names[0]])


def test_without_an_account_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal says how to make one."""
    _accounts(monkeypatch)
    with pytest.raises(EmbeddedPostgresFailed, match="useradd --system tillroll"):
        server_account(tmp_path / "new")


def test_data_owned_by_the_account_nobody_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One warning names the limit and the remedy. Any other account causes none."""
    _accounts(monkeypatch, "postgres", "nobody")
    warn_of_shared_account(None)
    warn_of_shared_account(Account(_IDS["postgres"], _IDS["postgres"]))
    assert not caplog.messages
    warn_of_shared_account(Account(_IDS["nobody"], _IDS["nobody"]))
    (message,) = caplog.messages
    assert "useradd --system tillroll" in message


def test_a_link_in_the_datas_place_is_not_followed(tmp_path: Path) -> None:
    """Neither under the name of the file nor under that of its next version; the target keeps its content and mode."""
    target = tmp_path / "target"
    target.write_text("the system's")
    before = target.stat()
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("postgresql.conf", "postgresql.conf.new"):
        (folder / name).symlink_to(target)
    write_for_server(folder / "postgresql.conf", "new")
    assert target.read_text() == "the system's"
    assert target.stat().st_mode == before.st_mode
    assert (folder / "postgresql.conf").read_text() == "new"
    assert [path.name for path in folder.iterdir()] == ["postgresql.conf"]


def test_a_file_that_is_as_it_should_be_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk has no space for another version of it, and does not hinder a start."""
    path = tmp_path / "postgresql.conf"
    write_for_server(path, "same")
    found = path.stat().st_ino

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", full)
        write_for_server(path, "same")
        with pytest.raises(OSError, match="No space"):
            write_for_server(path, "other")
    assert path.stat().st_ino == found
    assert path.read_text() == "same"
