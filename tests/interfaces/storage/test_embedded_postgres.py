"""The embedded PostgreSQL runs exactly while a process uses it, and keeps its data."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from interfaces.storage.postgres.embedded.server import (
    EmbeddedPostgresFailed,
    embedded_postgres,
    start_if_ended,
    stop_left_behind,
)

# A shell that runs the tests in the background makes them and their children ignore SIGINT.
_OWNER = """
import signal
import sys
from pathlib import Path
from interfaces.storage.postgres.embedded.server import embedded_postgres

signal.signal(signal.SIGINT, signal.default_int_handler)
with embedded_postgres(Path(sys.argv[1])) as url:
    try:
        print(url, flush=True)
        sys.stdin.read()
    except KeyboardInterrupt:
        pass
"""


@pytest.fixture(scope="module")
def used_folder() -> Iterator[Path]:
    """A data folder shared by the tests of this module, because creating one is slow."""
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as place:
        yield Path(place, "data with spaces", "postgres")


@pytest.fixture
def folder(used_folder: Path) -> Iterator[Path]:
    yield used_folder
    stop_left_behind(used_folder)


@pytest.fixture
def new_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tillroll-test-") as place:
        folder = Path(place, "data", "postgres")
        yield folder
        stop_left_behind(folder)


@contextmanager
def _owner(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run another process that uses the server in `folder` until its standard input is closed."""
    with subprocess.Popen(
        [sys.executable, "-c", _OWNER, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()


def _write(url: str, note: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE IF EXISTS notes")
        connection.execute("CREATE TABLE notes (note text)")
        connection.execute("INSERT INTO notes VALUES (%s)", [note])


def _notes(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM notes")]


def _is_up(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_data_survives_a_stop_of_the_server(folder: Path) -> None:
    """The server stops with its last user. The data is there after the next start."""
    with embedded_postgres(folder) as url:
        _write(url, "kept")
    assert not _is_up(url)

    with embedded_postgres(folder) as url:
        assert _notes(url) == ["kept"]
        with psycopg.connect(url) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                assert connection.execute(f"SHOW {setting}").fetchone() == ("on",), setting


def test_the_server_stops_with_its_last_user(folder: Path) -> None:
    """The server keeps running while another process uses it, and stops after that."""
    with _owner(folder) as (other, url):
        with embedded_postgres(folder) as same_url:
            assert same_url == url
            _write(url, "from here")
        assert _is_up(url)

        with pytest.raises(EmbeddedPostgresFailed, match="in use"):
            stop_left_behind(folder)

        other.communicate()
        assert not _is_up(url)


def test_the_server_of_a_killed_process_is_reused(folder: Path) -> None:
    """A server whose user was killed is reused by the next process, and stopped by it."""
    with _owner(folder) as (owner, url):
        _write(url, "before the kill")
        owner.kill()
    assert _is_up(url)

    with embedded_postgres(folder) as same_url:
        assert _notes(same_url) == ["before the kill"]
    assert not _is_up(url)


def test_a_killed_server_recovers(folder: Path) -> None:
    """Committed data is there after the server was killed."""
    with embedded_postgres(folder) as url:
        _write(url, "committed")
        os.kill(int((folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        while _is_up(url):
            pass

    with embedded_postgres(folder) as url:
        assert _notes(url) == ["committed"]


def test_a_reused_process_id_does_not_block_a_start(folder: Path) -> None:
    """Lock files that name the id of another process do not prevent a start."""
    with embedded_postgres(folder):
        left = {
            folder / name: (folder / name).read_text().splitlines()
            for name in ("postmaster.pid", ".s.PGSQL.5432.lock")
        }
    for lock, lines in left.items():
        lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    with embedded_postgres(folder) as url:
        assert _is_up(url)


def test_ctrl_c_does_not_stop_the_server(folder: Path) -> None:
    """SIGINT ends the process that uses the server, and not the server itself."""
    with _owner(folder) as (owner, url), embedded_postgres(folder):
        os.killpg(owner.pid, signal.SIGINT)
        assert owner.wait() == 0
        _write(url, "still here")
    assert not _is_up(url)


def test_an_interrupted_creation_is_restarted(new_folder: Path) -> None:
    """An unfinished folder is removed and the database is created anew."""
    unfinished = new_folder.with_name("postgres.unfinished")
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    with embedded_postgres(new_folder) as url:
        assert _is_up(url)
    assert not unfinished.exists()


def test_a_path_too_long_for_a_socket_works(new_folder: Path) -> None:
    """A data folder whose path exceeds the length of a socket address can be used."""
    with embedded_postgres(new_folder.with_name("long" * 40)) as url:
        _write(url, "reached")
        assert _notes(url) == ["reached"]


def test_a_failed_start_names_the_cause(new_folder: Path) -> None:
    """The error of a server that does not start contains PostgreSQL's message."""
    with embedded_postgres(new_folder):
        pass
    (new_folder / "global" / "pg_control").write_bytes(b"")

    with pytest.raises(EmbeddedPostgresFailed, match="pg_control"), embedded_postgres(new_folder):
        pass


def test_data_of_another_major_version_is_refused(new_folder: Path) -> None:
    """The error names the version of PostgreSQL that wrote the data."""
    new_folder.mkdir(parents=True)
    (new_folder / "PG_VERSION").write_text("16\n")

    with (
        pytest.raises(EmbeddedPostgresFailed, match="PostgreSQL 16"),
        embedded_postgres(new_folder),
    ):
        pass


def test_a_deleted_data_folder_is_not_recreated(new_folder: Path) -> None:
    """Restarting a server whose data was deleted raises an error, and creates nothing."""
    with pytest.raises(EmbeddedPostgresFailed, match="is gone"):
        start_if_ended(new_folder)
    assert not new_folder.parent.exists()
