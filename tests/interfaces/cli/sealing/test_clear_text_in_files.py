"""After `tillroll seal-history` no file of the embedded database has a clear text."""

from pathlib import Path

import psycopg

from interfaces.storage.postgres.embedded.server import embedded_postgres
from interfaces.storage.postgres.events.compression import Compression
from interfaces.storage.postgres.schema.server_role import prepare_for_server
from tests.interfaces.cli.sealing.conftest import fill
from tests.interfaces.cli.sealing.old_history import PLANTED
from tests.interfaces.cli.test_embedded_database import run


def _files_with(folder: Path, texts: list[bytes]) -> list[str]:
    """Return the files that contain one of the texts, as paths below the folder."""
    found = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            found += [f"{file.relative_to(folder)}: {text!r}" for text in texts if text in content]
    return found


def _fill(folder: Path) -> list[bytes]:
    """Record the old history, and return what the files must not have: texts, and parts of compressed events."""
    compression = Compression()
    with embedded_postgres(folder) as url:
        prepare_for_server(url)
        fill(url)
        with psycopg.connect(url, autocommit=True) as connection:
            # The statistics of the planner and the log get clear text too, and old segments are kept for reuse.
            connection.execute("ANALYZE")
            connection.execute("CHECKPOINT")
            for _ in range(3):
                connection.execute("SELECT pg_switch_wal()")
                connection.execute("CREATE TABLE public.filler AS SELECT 1")
                connection.execute("DROP TABLE public.filler")
                connection.execute("CHECKPOINT")
            states = [
                bytes(state)
                for (state,) in connection.execute("SELECT state FROM tillroll.checkout_events")
                if any(text.encode() in compression.unpack(bytes(state)) for text in PLANTED)
            ]
    assert len(states) == 36
    return [*(text.encode() for text in PLANTED), *(state[-40:] for state in states)]


def test_every_file_is_searched(database_folder: Path) -> None:
    """Tables, indexes, statistics and the write-ahead log have no clear text. The server can be started afterwards."""
    folder = database_folder / "var" / "postgres"
    texts = _fill(folder)
    before = _files_with(folder, texts)
    assert {name.partition("/")[0] for name in before} == {"base", "pg_wal"}
    sealed = run(database_folder, "seal-history")
    assert sealed.returncode == 0, sealed.stderr
    assert "No file of the database has the clear text any more." in sealed.stdout
    assert _files_with(folder, texts) == []
    again = run(database_folder, "seal-history")
    assert "Nothing is left to seal" in again.stdout
    shown = run(database_folder, "show", "plain-1")
    assert shown.returncode == 0, shown.stderr
