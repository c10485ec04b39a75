"""The configuration is read again at SIGHUP, also at one that came while the process started."""

import asyncio
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.reload import ignore_sighup, reload_on_sighup
from interfaces.configuration.settings import Configuration
from interfaces.runtime.live import Live

RELOADED = "configuration reloaded"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A configuration file with one merchant."""
    file = tmp_path / "tillroll.toml"
    _write(file, "first")
    return file


@pytest.fixture
def reread(file: Path) -> Callable[[], Configuration]:
    """Read that file."""
    return partial(load_configuration, file, production=False)


def _write(file: Path, *merchants: str) -> None:
    _write_text(
        file, "".join(f'[[merchants]]\nid = "{each}"\nname = "Shop"\n' for each in merchants)
    )


def _write_text(file: Path, text: str) -> None:
    file.write_text(text)


def _merchants(live: Live[Configuration]) -> list[str]:
    return [each.id for each in live.now.merchants]


async def test_a_change_during_the_start_is_applied(
    file: Path, reread: Callable[[], Configuration], caplog: pytest.LogCaptureFixture
) -> None:
    """A SIGHUP between the first reading of the file and the handler ends nothing, and its file is applied."""
    ignore_sighup()
    live = Live(reread())
    _write(file, "first", "second")
    os.kill(os.getpid(), signal.SIGHUP)
    with reload_on_sighup(live, reread):
        assert _merchants(live) == ["first", "second"]
    assert [record.message for record in caplog.records] == [RELOADED]


async def test_an_unchanged_file_is_not_reloaded(
    reread: Callable[[], Configuration], caplog: pytest.LogCaptureFixture
) -> None:
    """A process whose file has not changed while it started logs no reload."""
    ignore_sighup()
    live = Live(reread())
    before = live.now
    with reload_on_sighup(live, reread):
        assert live.now is before
    assert not caplog.records


async def test_a_refused_change_during_the_start_keeps_the_file_before(
    file: Path, reread: Callable[[], Configuration], caplog: pytest.LogCaptureFixture
) -> None:
    """A file that became invalid while the process started is refused in the log, and changes nothing."""
    ignore_sighup()
    live = Live(reread())
    _write_text(file, "merchants = 1")
    with reload_on_sighup(live, reread):
        assert _merchants(live) == ["first"]
    assert "the configuration is refused, and the one before stays" in caplog.text
    assert RELOADED not in caplog.text


async def test_each_sighup_reloads(file: Path, reread: Callable[[], Configuration]) -> None:
    """A SIGHUP after the start applies the file of then."""
    live = Live(reread())
    with reload_on_sighup(live, reread):
        _write(file, "other")
        applied = asyncio.Event()
        live.derive(lambda _: applied.set())
        applied.clear()
        os.kill(os.getpid(), signal.SIGHUP)
        await asyncio.wait_for(applied.wait(), 30)
        assert _merchants(live) == ["other"]
