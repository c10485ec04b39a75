"""Where the embedded PostgreSQL's file of passwords is lost, the next start makes new ones."""

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
from tests.interfaces.storage.older_folder import lets_in, start_older_server, url_without_password


@pytest.fixture
def folder(database_folder: Path) -> Path:
    """A folder whose server has had passwords, and does not run."""
    folder = database_folder / "postgres"
    with embedded_postgres(folder) as owner:
        prepare_for_server(owner)
    return folder


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
def test_a_file_that_cannot_be_used_is_made_anew(folder: Path, damage: str) -> None:
    """Both roles get new passwords, and log in with them."""
    before = passfile(folder).read_text()
    _damage(folder, damage)
    with embedded_postgres(folder) as owner:
        assert lets_in(owner)
        assert lets_in(as_server(owner))
        assert not lets_in(url_without_password(folder))
        assert not set(before.splitlines()) & set(passfile(folder).read_text().splitlines())
        assert not passfile(folder).is_symlink()


def test_a_server_that_is_in_use_is_left_alone(folder: Path) -> None:
    """A second user is refused with the remedy, which works: after the end of the first there are new passwords."""
    with embedded_postgres(folder):
        passfile(folder).unlink()
        with (
            pytest.raises(EmbeddedPostgresFailed, match="next start makes new passwords"),
            embedded_postgres(folder),
        ):
            pass
    with embedded_postgres(folder) as owner:
        assert lets_in(as_server(owner))


def test_a_server_that_no_process_uses_is_started_again(folder: Path) -> None:
    """A killed tillroll left it, and its passwords are lost."""
    start_older_server(folder)
    passfile(folder).unlink()
    with embedded_postgres(folder) as owner:
        assert lets_in(as_server(owner))


def test_a_killed_tillrolls_setting_of_passwords_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PostgreSQL that it started goes on alone. No second one works on the same data until it has ended."""
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

    def ends(process: psutil.Process, timeout: float | None = None) -> int | None:
        waited.append(process.pid)
        assert left.stdin is not None
        left.stdin.close()
        return wait(process, timeout)

    monkeypatch.setattr(psutil.Process, "wait", ends)
    passfile(folder).unlink()
    with left:
        assert left.stdout is not None
        while "stand-alone" not in left.stdout.readline():
            pass
        with embedded_postgres(folder) as owner:
            assert waited == [left.pid]
            assert lets_in(as_server(owner))
