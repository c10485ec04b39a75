"""A reader who has all entries of the log, as it exports them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from application.ledger.format.entries import Entry, tag_of
from application.ledger.format.tiles import TILE_WIDTH, TilePath, encode_bundle, width_at
from interfaces.verifiers.terminal.command import main
from tests.interfaces.verifiers.pack import (
    CHECKOUT,
    INDEXES,
    POLICY,
    SIZE,
    STORED,
    ShopLog,
    with_manifest,
    zipped,
)


class Reader:
    """Writes a pack and a log's entries into a folder, and verifies them."""

    def __init__(self, folder: Path, output: pytest.CaptureFixture[bytes]) -> None:
        self._folder = folder
        self._output = output

    def write(self, entries: Sequence[bytes], width: int | None = None) -> None:
        for n in range(-(-len(entries) // TILE_WIDTH)):
            path = TilePath(None, n, width or width_at(0, n, len(entries)))
            file = self._folder / "log" / path.text()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(encode_bundle(entries[n * TILE_WIDTH : (n + 1) * TILE_WIDTH]))

    def verify(self, log: ShopLog, kept: bytes | None = None) -> tuple[int, str]:
        """The exit code, and what was printed."""
        (self._folder / "pack.zip").write_bytes(zipped(with_manifest(log.pack())))
        (self._folder / "policy").write_bytes(POLICY)
        names = [str(self._folder / name) for name in ("pack.zip", "policy", "log")]
        arguments = [names[0], "--policy", names[1], "--entries", names[2]]
        if kept is not None:
            (self._folder / "kept").write_bytes(kept)
            arguments += ["--pinned", str(self._folder / "kept")]
        exit_code = main(arguments)
        return exit_code, self._output.readouterr().out.decode()


@pytest.fixture
def reader(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Reader:
    return Reader(tmp_path, capfdbinary)


@pytest.mark.parametrize("size", [SIZE, 256, 300])
def test_the_last_version(size: int, reader: Reader) -> None:
    """With all entries the reader knows that nothing follows the last version, in a log of any number of bundles."""
    log = ShopLog(size=size)
    reader.write(log.entries)

    exit_code, printed = reader.verify(log)

    assert exit_code == 0
    assert f"\u2713 All {size} entries are those of the head." in printed
    assert (
        f"\u2713 Version 4 is the last of checkout checkout-1 in the log of size {size}." in printed
    )


def test_a_log_that_has_grown_since(reader: Reader) -> None:
    """A full bundle, or one of a later size, serves for the size of the pack's head."""
    log = ShopLog()
    reader.write([*log.entries, *log.entries], TILE_WIDTH)

    assert reader.verify(log)[0] == 0


def test_a_pack_without_the_end(reader: Reader) -> None:
    """Versions that follow the last one of a pack are named, and the pack is still proven."""
    whole = ShopLog()
    part = ShopLog(STORED[:3], INDEXES[:3], (1, 2, 3))
    part.entries[INDEXES[3]] = whole.entries[INDEXES[3]]
    part.update_tree()
    reader.write(part.entries)

    exit_code, printed = reader.verify(part)

    assert exit_code == 0
    assert (
        "\u2013 Not shown: later versions of checkout checkout-1. The log of size 20 has 4."
        in printed
    )


def entry(version: int, time: int) -> bytes:
    return Entry(tag_of("other"), version, time, bytes(32)).encode()


@pytest.mark.parametrize(
    ("entries", "line"),
    [
        ([b"no entry"], "The entry at index 18 of the log is malformed"),
        ([entry(2, 0)], "The entry at index 18 of the log does not follow the version before it"),
        ([entry(1, 0), entry(1, 0)], "The entry at index 19 of the log does not follow"),
        ([entry(1, 5), entry(2, 4)], "The entry at index 19 of the log has an earlier time"),
    ],
)
def test_a_log_that_breaks_a_rule(entries: list[bytes], line: str, reader: Reader) -> None:
    """Entries that break a rule disprove the log, also if they are of another checkout."""
    log = ShopLog()
    log.entries[18 : 18 + len(entries)] = entries
    log.update_tree()
    reader.write(log.entries)

    exit_code, printed = reader.verify(log)

    assert exit_code == 1
    assert f"\u2717 {line}" in printed
    assert CHECKOUT in printed


def test_entries_of_another_log(reader: Reader) -> None:
    """Entries that do not have the root of the head disprove."""
    reader.write(ShopLog(others="fork").entries)

    exit_code, printed = reader.verify(ShopLog())

    assert exit_code == 1
    assert "\u2717 The entries of the log are not those of the head of size 20." in printed


def test_entries_that_are_missing(reader: Reader) -> None:
    """A bundle that is missing or cut leaves it open what follows."""
    exit_code, printed = reader.verify(ShopLog())
    assert (exit_code, "? The entries of the log from index 0 on are missing." in printed) == (
        2,
        True,
    )

    reader.write(ShopLog().entries[:19], 20)
    exit_code, printed = reader.verify(ShopLog())
    assert (exit_code, "from index 0 on are missing" in printed) == (2, True)


@pytest.mark.parametrize("size", [7, 25])
def test_a_kept_head_of_another_size(size: int, reader: Reader) -> None:
    """The entries have the roots of both heads, or show that the log has two trees."""
    log, later = ShopLog(), ShopLog(size=30)
    later.entries[:SIZE] = log.entries
    later.update_tree()
    reader.write(later.entries)
    exit_code, printed = reader.verify(log, later.head(size))
    larger, smaller = max(size, SIZE), min(size, SIZE)
    assert exit_code == 0
    assert f"\u2713 The head of size {larger} continues the head of size {smaller}" in printed
    exit_code, printed = reader.verify(log, ShopLog(size=30, others="fork").head(size))
    assert exit_code == 1
    assert f"has two different trees of size {size}." in printed


def test_a_kept_head_above_the_entries(reader: Reader) -> None:
    """What the entries do not reach is not shown."""
    log = ShopLog()
    reader.write(log.entries)
    exit_code, printed = reader.verify(log, ShopLog(size=30).head())
    assert exit_code == 2
    assert "continues the head of size 20 is not shown" in printed
