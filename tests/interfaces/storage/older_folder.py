"""A data folder as tillroll made it before its PostgreSQL had passwords: its socket trusts every process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from interfaces.storage.postgres.embedded.account import open_way_for, server_account
from interfaces.storage.postgres.embedded.cluster import Cluster
from interfaces.storage.postgres.embedded.files import write_for_server
from interfaces.storage.postgres.embedded.programs import installation, run
from interfaces.storage.postgres.embedded.settings import PORT, SETTINGS


def url_without_password(folder: Path, role: str = "postgres") -> str:
    """The URL that an older tillroll used."""
    return f"postgresql://{role}@/postgres?host={folder}&port={PORT}&passfile=/dev/null"


def lets_in(url: str) -> bool:
    """Whether a connection can be made."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def make_older_folder(folder: Path) -> None:
    """Makes the folder, with one row in a table `notes`, and stops its server."""
    account = server_account(folder)
    folder.mkdir(mode=0o700)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    open_way_for(account, folder, installation())
    options = ("--username=postgres", "--encoding=UTF8", "--locale=C", "--auth-local=trust")
    run("initdb", f"--pgdata={folder}", *options, "--no-sync", data=folder)
    write_for_server(folder / "postgresql.conf", SETTINGS)
    with older_server(folder), psycopg.connect(url_without_password(folder)) as connection:
        connection.execute("CREATE TABLE notes AS SELECT 'kept' AS note")


def start_older_server(folder: Path) -> None:
    """Starts the server as it was, without anybody who uses it."""
    log = folder / "server.log"
    run("pg_ctl", "start", f"--pgdata={folder}", f"--log={log}", "--wait", data=folder)


@contextmanager
def older_server(folder: Path) -> Iterator[None]:
    """Starts the server as it was, and stops it."""
    start_older_server(folder)
    try:
        yield
    finally:
        Cluster(folder).stop()


def notes(url: str) -> list[str]:
    """The rows of the table."""
    with psycopg.connect(url) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM notes")]
