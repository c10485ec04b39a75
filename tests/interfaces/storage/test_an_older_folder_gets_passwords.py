"""A data folder of a tillroll without passwords keeps its rows, and stops trusting every process."""

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
    lets_in,
    make_older_folder,
    notes,
    older_server,
    start_older_server,
    url_without_password,
)


class _Killed(BaseException):
    """Ends a start in the middle, as signal 9 does."""


def _dies(*_: object, **__: object) -> None:
    raise _Killed


def _sets_them_and_dies(folder: Path, superuser: str) -> None:
    passwords.require_passwords(folder, superuser)
    raise _Killed


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """As a living tillroll holds its folder."""
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
        lets_in(url_without_password(folder, role)) for role in ("postgres", SERVER_ROLE)
    )


def test_the_rows_stay_and_the_trust_ends(folder: Path) -> None:
    """The next start sets passwords for the owner and for a role of the server that has none."""
    with older_server(folder), psycopg.connect(url_without_password(folder)) as connection:
        connection.execute("CREATE ROLE tillroll_server LOGIN")
    with embedded_postgres(folder) as owner:
        assert notes(owner) == ["kept"]
        prepare_for_server(owner)
        assert lets_in(as_server(owner))
        assert _is_closed(folder)


def test_a_start_that_is_killed_is_taken_up_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the verifiers, between them and the file, before the file is complete, and before the rules."""
    steps: list[Callable[[pytest.MonkeyPatch], None]] = [
        lambda patch: patch.setattr(passwords, "run", _dies),
        lambda patch: patch.setattr(passwords, "write_for_server", _dies),
        lambda patch: patch.setattr("interfaces.storage.postgres.embedded.files.os.fsync", _dies),
        lambda patch: patch.setattr(cluster, "require_passwords", _sets_them_and_dies),
        lambda patch: patch.setattr(Cluster, "_control", _dies),
    ]
    for step in steps:
        with monkeypatch.context() as patch:
            step(patch)
            with pytest.raises(_Killed), embedded_postgres(folder):
                pass
        with embedded_postgres(folder) as owner:
            assert notes(owner) == ["kept"]
            assert lets_in(as_server(owner))
            assert _is_closed(folder)
        # For the next of the steps it is an older folder again, whose roles have passwords.
        passfile(folder).unlink()
        (folder / "pg_hba.conf").write_text("local all all trust\n")


def test_a_server_that_a_killed_tillroll_left_is_not_used_as_it_is(folder: Path) -> None:
    """It trusts every process. No living process uses it, so it is stopped, and started with passwords."""
    start_older_server(folder)
    assert lets_in(url_without_password(folder))
    with embedded_postgres(folder) as owner:
        assert notes(owner) == ["kept"]
        assert _is_closed(folder)


def test_an_older_tillroll_that_runs_is_joined(folder: Path) -> None:
    """Its running server stays unchanged while it is in use; the next start requires passwords."""
    with _held(folder):
        start_older_server(folder)
        with embedded_postgres(folder) as owner:
            assert notes(owner) == ["kept"]
            prepare_for_server(owner)
            assert lets_in(as_server(owner))
            assert lets_in(url_without_password(folder))
    Cluster(folder).stop()
    with embedded_postgres(folder) as owner:
        assert lets_in(as_server(owner))
        assert _is_closed(folder)
