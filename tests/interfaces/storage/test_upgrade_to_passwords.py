"""A data folder created before PostgreSQL had passwords keeps its rows and gets passwords at the next start."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from interfaces.storage.postgres.embedded import cluster, passwords
from interfaces.storage.postgres.embedded.cluster import Cluster
from interfaces.storage.postgres.embedded.passwords import passfile
from interfaces.storage.postgres.embedded.server import as_server, embedded_postgres
from interfaces.storage.postgres.schema.server_role import SERVER_ROLE, prepare_for_server
from tests.interfaces.storage.older_folder import (
    can_connect,
    make_older_folder,
    notes,
    older_server,
    start_older_server,
    url_without_password,
)


class _Killed(BaseException):
    """Simulates SIGKILL in the middle of a start."""


def _raise_killed(*_: object, **__: object) -> None:
    raise _Killed


def _set_passwords_and_raise(folder: Path, superuser: str) -> None:
    passwords.require_passwords(folder, superuser)
    raise _Killed


@contextmanager
def _in_use(folder: Path) -> Iterator[None]:
    """Hold the lock that a running tillroll holds on its folder."""
    users = os.open(folder.with_name(folder.name + ".users"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(users, fcntl.LOCK_SH)
        yield
    finally:
        os.close(users)


@pytest.fixture
def folder(database_folder: Path) -> Path:
    folder = database_folder / "postgres"
    make_older_folder(folder)
    return folder


def _is_closed(folder: Path) -> bool:
    return not any(
        can_connect(url_without_password(folder, role)) for role in ("postgres", SERVER_ROLE)
    )


def test_an_upgraded_folder_keeps_its_rows_and_requires_passwords(folder: Path) -> None:
    """The next start sets passwords for the owner and for an existing server role that has none."""
    with older_server(folder), psycopg.connect(url_without_password(folder)) as connection:
        connection.execute("CREATE ROLE tillroll_server LOGIN")
    with embedded_postgres(folder) as owner:
        assert notes(owner) == ["kept"]
        prepare_for_server(owner)
        assert can_connect(as_server(owner))
        assert _is_closed(folder)


def test_an_interrupted_upgrade_is_resumed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start that is killed at any step of setting passwords is completed by the next start."""
    steps: list[Callable[[pytest.MonkeyPatch], None]] = [
        lambda patch: patch.setattr(passwords, "run", _raise_killed),
        lambda patch: patch.setattr(passwords, "write_for_server", _raise_killed),
        lambda patch: patch.setattr(
            "interfaces.storage.postgres.embedded.files.os.fsync", _raise_killed
        ),
        lambda patch: patch.setattr(cluster, "require_passwords", _set_passwords_and_raise),
        lambda patch: patch.setattr(Cluster, "_control", _raise_killed),
    ]
    for step in steps:
        with monkeypatch.context() as patch:
            step(patch)
            with pytest.raises(_Killed), embedded_postgres(folder):
                pass
        with embedded_postgres(folder) as owner:
            assert notes(owner) == ["kept"]
            assert can_connect(as_server(owner))
            assert _is_closed(folder)
        # Restore the state of an older folder whose roles have passwords, for the next step.
        passfile(folder).unlink()
        (folder / "pg_hba.conf").write_text("local all all trust\n")


def test_an_abandoned_trusting_server_is_restarted_with_passwords(folder: Path) -> None:
    """A server without passwords that no living process uses is stopped, and started with passwords."""
    start_older_server(folder)
    assert can_connect(url_without_password(folder))
    with embedded_postgres(folder) as owner:
        assert notes(owner) == ["kept"]
        assert _is_closed(folder)


def test_a_running_older_server_is_used_without_a_restart(folder: Path) -> None:
    """An older server that is in use keeps running unchanged. The next start requires passwords."""
    with _in_use(folder):
        start_older_server(folder)
        with embedded_postgres(folder) as owner:
            assert notes(owner) == ["kept"]
            prepare_for_server(owner)
            assert can_connect(as_server(owner))
            assert can_connect(url_without_password(folder))
    Cluster(folder).stop()
    with embedded_postgres(folder) as owner:
        assert can_connect(as_server(owner))
        assert _is_closed(folder)
