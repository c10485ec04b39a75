"""The commands on the embedded PostgreSQL: they share a running server, or start and stop one."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from interfaces.storage.postgres.embedded.server import embedded_postgres
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.dispute import ID, insert_key, record
from tests.master_key import MASTER_KEYS


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a subprocess, with the data folder `var` of a checkout in this folder."""
    unset = ("DATABASE_URL", "TILLROLL_DATA")
    known = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [sys.executable, "-m", "interfaces.cli.main", *arguments],
        env={**known, "PYTHONPATH": str(Path.cwd())},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_shares_or_starts_the_embedded_database(database_folder: Path) -> None:
    """A command uses the running server. Without one it starts the server and stops it again."""

    async def play(url: str) -> None:
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            await record(storage)

    with embedded_postgres(database_folder / "var" / "postgres") as url:
        migrate(url)
        insert_key(url)
        asyncio.run(play(url))
        shared = run(database_folder, "show", ID)
        assert shared.returncode == 0, shared.stderr
        assert (database_folder / "var" / "postgres" / "postmaster.pid").exists()
    alone = run(database_folder, "show", ID)
    assert alone.returncode == 0
    assert alone.stdout == shared.stdout == golden("show")
    assert not (database_folder / "var" / "postgres" / "postmaster.pid").exists()
    audited = run(database_folder, "audit", "--data", "var")
    assert audited.stdout == golden("audit")


def golden(name: str) -> str:
    """Return the golden output of a command."""
    return (Path(__file__).with_name("golden") / f"{name}.txt").read_text()
