"""A restored backup: data that was erased after the backup is erased again before the server answers."""

import json
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from interfaces.storage.postgres.embedded.server import embedded_postgres
from interfaces.storage.postgres.schema.migrations import migrate
from tests.system.service.persons import (
    erasures_of,
    keys_in,
    open_checkouts,
    start_erasing,
    write_configuration,
)
from tests.system.service.server import running


def _erase(url: str, configuration: Path) -> None:
    process = start_erasing(url, configuration)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output


def _copy(folder: Path, backup: Path) -> None:
    """Copy a folder with the owners of its files, since PostgreSQL does not run as root."""
    subprocess.run(["cp", "-a", folder, backup], check=True)


async def test_a_restored_folder_is_erased_again(
    database_folder: Path, cluster_folder: Path
) -> None:
    """A copy of the data folder, made before an erasure and put back, has no key after the start of a server.

    Each checkout has an event again, and the certificate has the id of the first erasure.
    """
    configuration = write_configuration(database_folder)
    folder, backup = cluster_folder, database_folder / "backup"
    with embedded_postgres(folder) as url:
        migrate(url)
        ids = await open_checkouts(url, 2)
    _copy(folder, backup)
    with embedded_postgres(folder) as url:
        _erase(url, configuration)
        assert keys_in(url) == []
    listed = [
        json.loads(line)
        for line in (database_folder / "destroyed-keys.ndjson").read_text().splitlines()
        if line
    ]
    shutil.rmtree(folder)
    backup.rename(folder)
    with embedded_postgres(folder) as url:
        assert keys_in(url) == ids
        with running(url, TILLROLL_CONFIG=str(configuration)):
            assert keys_in(url) == []
        erasures = await erasures_of(url, ids)
        assert [len(each) for each in erasures] == [1, 1]
        assert erasures[0][0].provenance.operation == "erase restored data"
        with psycopg.connect(url) as connection:
            rows = connection.execute("SELECT id, cause FROM tillroll.erasures").fetchall()
    assert rows == [(listed[0]["erasure"], "restored")] * 2


@pytest.mark.parametrize("workers", [pytest.param("1", marks=pytest.mark.thorough), "2"])
async def test_restored_keys_are_erased_once(
    migrated_url: str, tmp_path: Path, workers: str
) -> None:
    """Keys that are put back into a database with the events of their erasure get no second event."""
    configuration = write_configuration(tmp_path)
    ids = await open_checkouts(migrated_url, 3)
    with psycopg.connect(migrated_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE backup AS SELECT * FROM tillroll.data_keys")
        _erase(migrated_url, configuration)
        connection.execute("INSERT INTO tillroll.data_keys SELECT * FROM backup")
    assert keys_in(migrated_url) == ids
    with running(migrated_url, "--workers", workers, TILLROLL_CONFIG=str(configuration)):
        assert keys_in(migrated_url) == []
    assert [len(each) for each in await erasures_of(migrated_url, ids)] == [1, 1, 1]
