"""A data folder from before the embedded PostgreSQL had passwords: its socket trusts every process."""

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
    """Return the URL that an older tillroll used."""
    return f"postgresql://{role}@/postgres?host={folder}&port={PORT}&passfile=/dev/null"


def can_connect(url: str) -> bool:
    """Return whether a connection can be made."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def make_older_folder(folder: Path) -> None:
    """Create the folder, with one row in a table `notes`, and stop its server."""
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
    """Start the server without passwords, and leave it running without a user."""
    log = folder / "server.log"
    run("pg_ctl", "start", f"--pgdata={folder}", f"--log={log}", "--wait", data=folder)


@contextmanager
def older_server(folder: Path) -> Iterator[None]:
    """Start the server without passwords, and stop it at the end."""
    start_older_server(folder)
    try:
        yield
    finally:
        Cluster(folder).stop()


def notes(url: str) -> list[str]:
    """Return the rows of the table."""
    with psycopg.connect(url) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM notes")]
