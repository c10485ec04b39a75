"""Started by root, the embedded PostgreSQL runs as an unprivileged account, and does not follow symbolic links."""

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
    """Simulate a system with these accounts and root as the current user."""

    def found(name: str) -> pwd.struct_passwd:
        if name not in names:
            raise KeyError(name)
        return pwd.struct_passwd((name, "x", _IDS[name], _IDS[name], "", "/", "/bin/false"))

    monkeypatch.setattr(pwd, "getpwnam", found)
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.mark.parametrize(
    "names", [("tillroll", "postgres", "nobody"), ("postgres", "nobody"), ("nobody",)]
)
def test_the_account_is_the_first_that_exists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    """New data belongs to the first of these accounts that exists."""
    _accounts(monkeypatch, *names)
    assert server_account(tmp_path / "new") == Account(_IDS[names[0]], _IDS[names[0]])


def test_without_an_account_the_error_names_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error contains the command that creates an account."""
    _accounts(monkeypatch)
    with pytest.raises(EmbeddedPostgresFailed, match="useradd --system tillroll"):
        server_account(tmp_path / "new")


def test_data_of_the_account_nobody_logs_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One warning names the remedy. Any other account logs none."""
    _accounts(monkeypatch, "postgres", "nobody")
    warn_of_shared_account(None)
    warn_of_shared_account(Account(_IDS["postgres"], _IDS["postgres"]))
    assert not caplog.messages
    warn_of_shared_account(Account(_IDS["nobody"], _IDS["nobody"]))
    (message,) = caplog.messages
    assert "useradd --system tillroll" in message


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    """A link in place of the file, or of its new version, is replaced. Its target keeps its content and mode."""
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


def test_an_unchanged_file_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start succeeds on a full disk, because a file with the right content is not rewritten."""
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
