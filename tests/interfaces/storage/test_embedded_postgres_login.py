"""The embedded PostgreSQL accepts only processes that can read its password file."""

import base64
import contextlib
import stat
from collections.abc import Sequence
from pathlib import Path

import psutil
import psycopg
import pytest

from application.ports.event_store import Append, StoreUnavailable
from domain.events import CheckoutEvent
from interfaces.storage.postgres.embedded import passwords as embedded_passwords
from interfaces.storage.postgres.embedded.account import server_account
from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed
from interfaces.storage.postgres.embedded.passwords import (
    passfile,
    require_passwords,
    scram_verifier,
)
from interfaces.storage.postgres.embedded.programs import run
from interfaces.storage.postgres.embedded.server import as_server, embedded_postgres, start_if_ended
from interfaces.storage.postgres.embedded.watch import keep_running
from interfaces.storage.postgres.schema.server_role import SERVER_ROLE, prepare_for_server
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.storage.examples import changes
from tests.interfaces.storage.older_folder import can_connect, url_without_password

_ROLES = ("postgres", SERVER_ROLE)


@pytest.fixture
def folder(cluster_folder: Path) -> Path:
    return cluster_folder


def _passwords(folder: Path) -> list[str]:
    return [line.rsplit(":", 1)[1] for line in passfile(folder).read_text().splitlines()]


def test_both_roles_log_in_only_with_their_passwords(
    database_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a new folder the URLs work. Without the file, or with a wrong password, both roles are refused."""
    folder = database_folder / "postgres"
    with embedded_postgres(folder) as owner:
        prepare_for_server(owner)
        assert can_connect(owner)
        assert can_connect(as_server(owner))
        for role in _ROLES:
            assert not can_connect(url_without_password(folder, role))
            with pytest.raises(psycopg.OperationalError, match="authentication failed"):
                psycopg.connect(url_without_password(folder, role), password="guessed")
        monkeypatch.setenv("PGPASSFILE", str(passfile(folder)))
        for role in _ROLES:
            psycopg.connect(host=str(folder), user=role, dbname="postgres").close()


def test_the_server_requires_a_password_for_every_login(folder: Path) -> None:
    """PostgreSQL has one rule loaded: every database and role, on the socket, with SCRAM."""
    with embedded_postgres(folder) as owner, psycopg.connect(owner) as connection:
        rules = connection.execute(
            "SELECT type, database, user_name, auth_method, error FROM pg_hba_file_rules"
        ).fetchall()
        assert rules == [("local", ["all"], ["all"], "scram-sha-256", None)]
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_only_the_servers_account_can_read_the_passwords(folder: Path) -> None:
    """The file and its folder are private to the account that runs the server."""
    with embedded_postgres(folder):
        found = passfile(folder).stat()
        assert stat.S_IMODE(found.st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert found.st_uid == psutil.Process(_postmaster(folder)).uids().real
        account = server_account(folder)
        assert account is None or found.st_uid == account.uid


def test_no_password_is_in_a_command_line_an_environment_or_a_log(
    database_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """No password is in the URL, nor in the statements given to PostgreSQL to set the passwords."""
    # A new one: its passwords are set while the log is written.
    folder = database_folder / "postgres"
    texts: list[str] = []

    def recording_run(program: str, *arguments: str, data: Path, given: str = "") -> None:
        texts.extend((*arguments, given))
        run(program, *arguments, data=data, given=given)

    monkeypatch.setattr(embedded_passwords, "run", recording_run)
    with embedded_postgres(folder) as owner:
        prepare_for_server(owner)
        with psycopg.connect(as_server(owner)):
            server = psutil.Process(_postmaster(folder))
            for process in (psutil.Process(), server, *server.children(recursive=True)):
                texts.extend((*process.cmdline(), *process.environ().values()))
        texts.extend((owner, caplog.text, (folder / "server.log").read_text()))
        passwords = _passwords(folder)
        assert len(set(passwords)) == 2
        assert all(len(password) == 43 for password in passwords)
        assert "ALTER ROLE" in "".join(texts)
        assert not [text for text in texts for password in passwords if password in text]


def test_a_failure_to_set_passwords_shows_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first failing statement aborts. Its error contains no verifier, and no password file is written."""
    with embedded_postgres(folder):
        pass
    passfile(folder).unlink()
    monkeypatch.setattr(embedded_passwords, "SERVER_ROLE", "pg_reserved")
    with pytest.raises(EmbeddedPostgresFailed, match="pg_reserved") as failure:
        require_passwords(folder, "postgres")
    assert "SCRAM" not in str(failure.value)
    assert not passfile(folder).exists()


def test_a_verifier_follows_the_standard() -> None:
    """The verifier of the example in RFC 7677 matches the keys of its client proof and server signature."""
    assert scram_verifier("pencil", base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ==")) == (
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
        "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
    )


async def test_a_killed_server_is_restarted_and_the_store_logs_in_again(folder: Path) -> None:
    """The restarted server has the same passwords, and the server's role can append."""
    with embedded_postgres(folder) as owner:
        prepare_for_server(owner)
        async with PostgresStorage(as_server(owner)) as storage:
            await storage.events.append(Append(changes("before", 1, 2)))
            passwords = _passwords(folder)
            with keep_running(folder):
                _kill(folder)
                while not can_connect(owner):
                    pass
            assert not start_if_ended(folder)
            assert _passwords(folder) == passwords
            assert len(await _read(storage, "before")) == 2
            await storage.events.append(Append(changes("after", 1, 2)))
        assert not can_connect(url_without_password(folder))


async def _read(storage: PostgresStorage, checkout_id: str) -> Sequence[CheckoutEvent]:
    """Return the events, retrying until the store has replaced its broken connections."""
    while True:
        with contextlib.suppress(StoreUnavailable):
            return await storage.events.events(checkout_id)


def _postmaster(folder: Path) -> int:
    return int((folder / "postmaster.pid").read_text().split()[0])


def _kill(folder: Path) -> None:
    server = psutil.Process(_postmaster(folder))
    server.kill()
    server.wait()


@pytest.fixture(autouse=True)
def no_password_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGPASSWORD", "PGPASSFILE"):
        monkeypatch.delenv(name, raising=False)
