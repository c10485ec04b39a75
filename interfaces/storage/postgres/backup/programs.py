"""Run pg_dump and pg_restore on a database."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from psycopg import pq

from interfaces.storage.postgres.backup.failure import BackupFailed
from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed
from interfaces.storage.postgres.embedded.programs import installation


def run_on_database(program: str, *arguments: str, url: str) -> None:
    """Run a program of PostgreSQL and wait for its end. Raises BackupFailed with its output.

    The URL is handed over in the environment: every account of the machine can read the arguments of a process.
    """
    ended = subprocess.run(
        [find_program(program), *arguments],
        env=_environment(url),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise BackupFailed(f"{program} failed: {ended.stderr.strip()}")


def find_program(program: str) -> Path:
    """Return the program of the installed PostgreSQL, or that of the system. Raises BackupFailed."""
    try:
        own = installation() / "bin" / program
    except EmbeddedPostgresFailed:
        own = None
    if own is not None and own.exists():
        return own
    found = shutil.which(program)
    if found is None:
        raise BackupFailed(f"{program} is not installed; the package is postgresql-client.")
    return Path(found)


def _environment(url: str) -> Mapping[str, str]:
    """Return the environment with the parts of the URL, and without those that are for another server."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "TILLROLL_MASTER_KEY", "DATABASE_URL"))
    }
    parts = {
        option.envvar.decode(): option.val.decode()
        for option in pq.Conninfo.parse(url.encode())
        if option.envvar is not None and option.val is not None
    }
    return kept | parts | {"LC_ALL": "C"}
