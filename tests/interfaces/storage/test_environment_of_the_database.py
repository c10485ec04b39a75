"""The environment of the embedded PostgreSQL, which its account can read."""

from pathlib import Path

import psycopg
import pytest

from interfaces.storage.postgres.embedded.server import embedded_postgres
from tests.master_key import MASTER_KEY


def test_the_database_does_not_get_the_master_key(
    database_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variables of the master key are not in the environment of the database."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    monkeypatch.setenv("TILLROLL_MASTER_KEY_FILE", "/private/master.key")
    with (
        embedded_postgres(database_folder / "postgres") as url,
        psycopg.connect(url) as connection,
    ):
        connection.execute("CREATE TEMP TABLE environment (line text)")
        connection.execute("COPY environment FROM PROGRAM 'env'")
        lines = [str(line) for (line,) in connection.execute("SELECT line FROM environment")]
    assert any(line.startswith("PATH=") for line in lines)
    assert not [line for line in lines if "MASTER_KEY" in line]
