"""At start the server opens the keys of its installation, so that a wrong master key is found before a request."""

import os
from pathlib import Path

import psycopg
import pytest

from interfaces.configuration.key_settings import KeySettings
from interfaces.configuration.master_key import FileSource, VariableSource
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.serving.master_keys import find_master_keys, prepare_master_keys
from interfaces.storage.master_key_file import create_master_key
from interfaces.storage.postgres.storage import PostgresStorage
from tests.master_key import MASTER_KEY, MASTER_KEYS

_RIGHT = VariableSource(text=MASTER_KEY)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins without the variables, and leaves none."""
    for name in ("TILLROLL_MASTER_KEY", "TILLROLL_MASTER_KEY_FILE"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.fixture
def wrong(tmp_path: Path) -> FileSource:
    """A master key that wraps no key of the database."""
    file = tmp_path / "wrong.key"
    create_master_key(file)
    return FileSource(file=file)


async def _token_key(url: str, source: VariableSource | FileSource) -> bytes:
    async with PostgresStorage(url, master_keys=source.open()) as storage:
        return await storage.installation_keys.key_for("tokens")


async def test_the_right_master_key(migrated_url: str) -> None:
    """With its master key the server starts, and the keys stay as they are."""
    key = await _token_key(migrated_url, _RIGHT)
    prepare_master_keys(migrated_url, _RIGHT, own=None, despite_lost=False)
    prepare_master_keys(migrated_url, _RIGHT, own=None, despite_lost=True)
    assert await _token_key(migrated_url, _RIGHT) == key


async def test_a_wrong_master_key(migrated_url: str, wrong: FileSource) -> None:
    """A wrong master key is refused. The message has both ids, the file, what is lost and what to do."""
    await _token_key(migrated_url, _RIGHT)
    with pytest.raises(ConfigurationRefused) as refused:
        prepare_master_keys(migrated_url, wrong, own=None, despite_lost=False)
    message = str(refused.value)
    for said in (MASTER_KEYS.current_id, wrong.read().current_id, str(wrong.file)):
        assert said in message
    assert "all personal data that is stored so far is lost" in message
    assert "sell_without_old_keys = true" in message


async def test_sales_without_the_old_keys(
    migrated_url: str, wrong: FileSource, caplog: pytest.LogCaptureFixture
) -> None:
    """With `sell_without_old_keys` the keys of the installation are made anew, and the log says what is invalid."""
    before = await _token_key(migrated_url, _RIGHT)
    prepare_master_keys(migrated_url, wrong, own=None, despite_lost=True)
    after = await _token_key(migrated_url, wrong)
    assert after != before
    assert "New keys of the installation were made for: tokens" in caplog.text
    assert "Bearer tokens, page secrets" in caplog.text
    prepare_master_keys(migrated_url, wrong, own=None, despite_lost=False)
    assert await _token_key(migrated_url, wrong) == after


async def test_a_changed_key(migrated_url: str) -> None:
    """A key of the installation that was changed is refused, also with `sell_without_old_keys`."""
    await _token_key(migrated_url, _RIGHT)
    with psycopg.connect(migrated_url) as connection:
        connection.execute("UPDATE tillroll.installation_keys SET purpose = 'another'")
    for despite_lost in (False, True):
        with pytest.raises(ConfigurationRefused, match="installation key another"):
            prepare_master_keys(migrated_url, _RIGHT, own=None, despite_lost=despite_lost)


def test_plain_keys_of_earlier_versions(
    migrated_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Keys that an earlier version stored in the clear are taken, and the log names the command that wraps them."""
    with psycopg.connect(migrated_url) as connection:
        connection.execute(
            "INSERT INTO tillroll.installation_keys VALUES ('tokens', %s)", (bytes(32),)
        )
    prepare_master_keys(migrated_url, _RIGHT, own=None, despite_lost=False)
    assert "tillroll master-key rotate" in caplog.text


def test_worker_processes_get_the_file(migrated_url: str, wrong: FileSource) -> None:
    """Worker processes find the path of the file in their environment."""
    prepare_master_keys(migrated_url, wrong, own=None, despite_lost=False)
    assert os.environ["TILLROLL_MASTER_KEY_FILE"] == str(wrong.file)


def test_the_embedded_database_gets_a_file(migrated_url: str, tmp_path: Path) -> None:
    """The file beside the embedded database is made at the first start."""
    own = tmp_path / "master.key"
    source = find_master_keys(KeySettings(), None, own)
    assert not own.exists()
    prepare_master_keys(migrated_url, source, own=own, despite_lost=False)
    assert source.read().older == ()
    assert own.exists()


async def test_the_file_of_the_embedded_database_is_gone(migrated_url: str, tmp_path: Path) -> None:
    """A start without the lost file is refused, and makes no other."""
    await _token_key(migrated_url, _RIGHT)
    own = tmp_path / "master.key"
    source = find_master_keys(KeySettings(), None, own)
    with pytest.raises(ConfigurationRefused, match="is gone"):
        prepare_master_keys(migrated_url, source, own=own, despite_lost=False)
    assert not own.exists()


def test_a_readable_file(wrong: FileSource) -> None:
    """A file that others can read is refused before the server does anything else."""
    wrong.file.chmod(0o644)
    with pytest.raises(ConfigurationRefused, match="chmod 600"):
        find_master_keys(KeySettings(master_key_file=str(wrong.file)), None, None)
