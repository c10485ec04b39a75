"""`tillroll master-key`: a new file, rotation of its key, and the counts of keys by master key."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from application.ports.key_vault import DataKeyId
from interfaces.cli.master_key_rotation import rotate_master_key
from interfaces.configuration.master_key import FileSource, VariableSource
from interfaces.storage.codecs.wrapping import MasterKeys
from interfaces.storage.master_key_file import add_master_key, create_master_key, read_master_keys
from interfaces.storage.postgres.storage import PostgresStorage
from interfaces.storage.postgres.wrapped_keys.counts import count_keys
from interfaces.storage.postgres.wrapped_keys.rotation import only_rotation
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.storage.examples import AT
from tests.master_key import MASTER_KEY, MASTER_KEYS

NAME = DataKeyId(checkout_id="c", data_class="person")
_MANY = 5000


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with one master key, which the environment names."""
    path = tmp_path / "master.key"
    create_master_key(path)
    monkeypatch.setenv("TILLROLL_MASTER_KEY_FILE", str(path))
    return path


def _seal(url: str, file: Path) -> str:
    async def seal() -> str:
        async with PostgresStorage(url, master_keys=read_master_keys(file)) as storage:
            await storage.installation_keys.key_for("tokens")
            (sealed,) = await storage.vault.seal(NAME, ["Ada"], destroy_after=AT)
            return sealed

    return asyncio.run(seal())


def _opened(url: str, file: Path, sealed: str) -> str | None:
    async def open_() -> str | None:
        async with PostgresStorage(url, master_keys=read_master_keys(file)) as storage:
            (text,) = await storage.vault.open(NAME, [sealed])
            return text

    return asyncio.run(open_())


def test_a_new_file(tillroll: Tillroll, tmp_path: Path) -> None:
    """`new` makes a private file, prints its id and its setting, and never the key. It overwrites no file."""
    made = tmp_path / "another.key"
    result = tillroll("master-key", "new", str(made))
    assert result.exit_code == 0
    assert read_master_keys(made).current_id in result.output
    assert f'export TILLROLL_MASTER_KEY_FILE="{made}"' in result.output
    assert made.read_text().strip() not in result.output
    again = tillroll("master-key", "new", str(made))
    assert again.exit_code == 2
    assert "not overwritten" in again.stderr


def test_a_rotation(tillroll: Tillroll, migrated_url: str, file: Path) -> None:
    """After `rotate` the file has the new master key only, which opens everything. Events are not read or changed."""
    sealed = _seal(migrated_url, file)
    before = read_master_keys(file)
    result = tillroll("master-key", "rotate", "--settle-seconds", "0", database=migrated_url)
    assert result.exit_code == 0, result.output
    after = read_master_keys(file)
    assert len(after.ids) == 1
    assert after != before
    assert f"2 keys wrapped with the master key {after.current_id}" in result.output
    assert f"Removed from {file}: {before.current_id}" in result.output
    assert _opened(migrated_url, file, sealed) == "Ada"


def test_the_counts(tillroll: Tillroll, migrated_url: str, file: Path) -> None:
    """`status` counts the keys by master key: the current, older, missing ones, and keys without one."""
    _seal(migrated_url, file)
    old = read_master_keys(file)
    new = add_master_key(file)
    lost = MASTER_KEYS.wrap(bytes(32), "installation key lost")
    with psycopg.connect(migrated_url) as connection:
        for purpose, key in (("plain", bytes(32)), ("lost", lost)):
            connection.execute(
                "INSERT INTO tillroll.installation_keys VALUES (%s, %s)", (purpose, key)
            )
    result = tillroll("master-key", "status", "--json", database=migrated_url)
    found = {
        (each["master_key"], each["is"], each["data_keys"], each["installation_keys"])
        for each in json.loads(result.output)
    }
    assert found == {
        (new.current_id, "current", 0, 0),
        (old.current_id, "older", 1, 1),
        (MASTER_KEYS.current_id, "missing", 0, 1),
        ("plain", "no master key", 0, 1),
    }
    shown = tillroll("master-key", "status", database=migrated_url).output
    assert shown.splitlines()[1].split() == [new.current_id, "current", "0", "0"]


def test_keys_of_a_lost_master_key(tillroll: Tillroll, migrated_url: str, file: Path) -> None:
    """A rotation leaves keys that it cannot open, says so with exit status 1, and wraps the others."""
    sealed = _seal(migrated_url, file)
    lost = MASTER_KEYS.wrap(bytes(32), "installation key lost")
    with psycopg.connect(migrated_url) as connection:
        connection.execute("INSERT INTO tillroll.installation_keys VALUES ('lost', %s)", (lost,))
    result = tillroll("master-key", "rotate", "--settle-seconds", "0", database=migrated_url)
    assert result.exit_code == 1
    assert f"{MASTER_KEYS.current_id} (1)" in result.stderr
    assert len(read_master_keys(file).ids) == 1
    assert _opened(migrated_url, file, sealed) == "Ada"


def test_a_server_that_writes_with_the_old_master_key(migrated_url: str, file: Path) -> None:
    """A key that a server stores with the old master key until the last moment is not lost."""
    _seal(migrated_url, file)
    server = read_master_keys(file)
    late = DataKeyId(checkout_id="late", data_class="person")
    waited: list[float] = []

    async def seal_late() -> None:
        async with PostgresStorage(migrated_url, master_keys=server) as storage:
            await storage.vault.seal(late, ["Grace"], destroy_after=AT)

    def settle(seconds: float) -> None:
        waited.append(seconds)
        asyncio.run(seal_late())

    with only_rotation(migrated_url) as connection:
        result = rotate_master_key(
            connection,
            FileSource(file=file),
            lambda done, total: None,
            settle_seconds=600,
            sleep=settle,
        )
    assert len(waited) == 1
    assert 0 < waited[0] <= 600
    assert result.unused == server.ids
    assert result.counts.data_keys == {read_master_keys(file).current_id: 2}


def test_the_variable(
    tillroll: Tillroll, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Master keys of a variable are rotated to its first one. The old one is named for removal by hand."""
    monkeypatch.delenv("TILLROLL_MASTER_KEY_FILE")
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    source = VariableSource(text=MASTER_KEY)

    async def make() -> None:
        async with PostgresStorage(migrated_url, master_keys=source.open()) as storage:
            await storage.installation_keys.key_for("tokens")

    asyncio.run(make())
    refused = tillroll("master-key", "rotate", database=migrated_url)
    assert refused.exit_code == 78
    assert "Put a new one before it" in refused.stderr
    new = "A" * 43
    monkeypatch.setenv("TILLROLL_MASTER_KEY", f"{new}\n{MASTER_KEY}")
    result = tillroll("master-key", "rotate", database=migrated_url)
    assert result.exit_code == 0, result.output
    assert f"Remove now from TILLROLL_MASTER_KEY: {MASTER_KEYS.current_id}" in result.output


def test_no_master_key(
    tillroll: Tillroll, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a master key the commands end with status 78, and name the command that makes one."""
    monkeypatch.delenv("TILLROLL_MASTER_KEY_FILE")
    for command in ("rotate", "status"):
        result = tillroll("master-key", command, database=migrated_url)
        assert result.exit_code == 78
        assert "tillroll master-key new" in result.stderr


def test_a_killed_rotation(tillroll: Tillroll, migrated_url: str, file: Path) -> None:
    """After `kill -9` in the middle every key is opened, and the next rotation finishes with the same master key."""
    sealed = _seal(migrated_url, file)
    _insert_keys(migrated_url, read_master_keys(file))
    process = subprocess.Popen(
        [sys.executable, "-m", "interfaces.cli.main", "master-key", "rotate"],
        env={**os.environ, "DATABASE_URL": migrated_url, "PYTHONPATH": str(Path.cwd())},
    )
    with psycopg.connect(migrated_url, autocommit=True) as connection:
        while len(ids := count_keys(connection).data_keys) < 2 and process.poll() is None:
            pass
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        # The server notices the end of the session, which held the lock of the rotation, a little later.
        connection.execute("SELECT pg_advisory_lock(8388354993902151540)")
    under_way = read_master_keys(file)
    assert len(under_way.ids) == 2
    assert set(ids) <= set(under_way.ids)
    assert _opened(migrated_url, file, sealed) == "Ada"
    result = tillroll("master-key", "rotate", "--settle-seconds", "0", database=migrated_url)
    assert result.exit_code == 0, result.output
    assert read_master_keys(file).ids == (under_way.current_id,)
    assert _opened(migrated_url, file, sealed) == "Ada"


def _insert_keys(url: str, master_keys: MasterKeys) -> None:
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO tillroll.data_keys VALUES (%s, 'person', %s, now(), %s)",
            [
                (
                    f"many-{number}",
                    master_keys.wrap(bytes(32), f"data key of many-{number} person"),
                    bytes(32),
                )
                for number in range(_MANY)
            ],
        )
