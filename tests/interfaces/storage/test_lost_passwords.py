"""When the password file of the embedded PostgreSQL is lost, the next start creates new passwords."""

import subprocess
from pathlib import Path

import psutil
import pytest

from interfaces.storage.postgres.embedded.account import server_account
from interfaces.storage.postgres.embedded.passwords import passfile
from interfaces.storage.postgres.embedded.programs import installation
from interfaces.storage.postgres.embedded.server import (
    EmbeddedPostgresFailed,
    as_server,
    embedded_postgres,
)
from interfaces.storage.postgres.schema.server_role import prepare_for_server
from tests.interfaces.storage.older_folder import (
    can_connect,
    start_older_server,
    url_without_password,
)


@pytest.fixture
def folder(cluster_folder: Path) -> Path:
    """A folder whose server had passwords and is stopped."""
    with embedded_postgres(cluster_folder) as owner:
        prepare_for_server(owner)
    return cluster_folder


def _damage(folder: Path, damage: str) -> None:
    path = passfile(folder)
    match damage:
        case "lost":
            path.unlink()
        case "empty":
            path.write_text("")
        case "open to others":
            path.chmod(0o644)
        case "a link":
            path.replace(path.with_name("elsewhere"))
            path.symlink_to("elsewhere")
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("damage", ["lost", "empty", "open to others", "a link"])
def test_an_unusable_password_file_is_replaced(folder: Path, damage: str) -> None:
    """Both roles get new passwords, and log in with them."""
    before = passfile(folder).read_text()
    _damage(folder, damage)
    with embedded_postgres(folder) as owner:
        assert can_connect(owner)
        assert can_connect(as_server(owner))
        assert not can_connect(url_without_password(folder))
        assert not set(before.splitlines()) & set(passfile(folder).read_text().splitlines())
        assert not passfile(folder).is_symlink()


def test_a_server_in_use_keeps_its_passwords(folder: Path) -> None:
    """A second process is refused and told to restart. After the first has ended, there are new passwords."""
    with embedded_postgres(folder):
        passfile(folder).unlink()
        with (
            pytest.raises(EmbeddedPostgresFailed, match="next start makes new passwords"),
            embedded_postgres(folder),
        ):
            pass
    with embedded_postgres(folder) as owner:
        assert can_connect(as_server(owner))


def test_an_unused_server_without_passwords_is_restarted(folder: Path) -> None:
    """A server left by a killed process is restarted with new passwords."""
    start_older_server(folder)
    passfile(folder).unlink()
    with embedded_postgres(folder) as owner:
        assert can_connect(as_server(owner))


def test_a_start_waits_for_an_orphaned_postgres(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PostgreSQL left by a killed start is waited for before another works on the same data."""
    account = server_account(folder)
    left = subprocess.Popen(
        [installation() / "bin" / "postgres", "--single", "-D", folder, "postgres"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=folder,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )
    waited: list[int] = []
    wait = psutil.Process.wait

    def close_and_wait(process: psutil.Process, timeout: float | None = None) -> int | None:
        waited.append(process.pid)
        assert left.stdin is not None
        left.stdin.close()
        return wait(process, timeout)

    monkeypatch.setattr(psutil.Process, "wait", close_and_wait)
    passfile(folder).unlink()
    with left:
        assert left.stdout is not None
        while "stand-alone" not in left.stdout.readline():
            pass
        with embedded_postgres(folder) as owner:
            assert waited == [left.pid]
            assert can_connect(as_server(owner))
