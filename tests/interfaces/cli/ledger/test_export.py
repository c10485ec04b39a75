"""`tillroll ledger export` writes the ledger as static files, which a verifier reads without the program."""

import json
from pathlib import Path

import psycopg
import pytest

from application.ledger.format.checkpoints import parse_checkpoint
from application.ledger.format.merkle import HASH_BYTES
from application.ledger.format.notes import parse_note
from application.ledger.format.proofs import tree_root
from application.ledger.format.tiles import Tile, node_reader, parse_tile_path
from application.ledger.verifier.report import VerificationReport
from application.ledger.verifier.whole_log import check_whole_log
from tests.interfaces.cli.conftest import run_sql
from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.storage.audit.histories import RandomHistory, one_history, store
from tests.interfaces.storage.ledger.following import ORIGIN


@pytest.fixture
def logged(site: Site) -> Site:
    """A ledger of 300 events."""
    store(site.url, RandomHistory(22).events(300))
    site.following.drain()
    return site


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_what_is_written(logged: Site, tmp_path: Path) -> None:
    """The checkpoint, its tiles and its bundles, and nothing else; a verifier finds the head's root in either."""
    folder = tmp_path / "export"
    result = logged.run("export", str(folder))
    assert (result.exit_code, result.stdout) == (
        0,
        f"{folder} has the ledger of 300 events: 6 files written.\n",
    )
    files = _files(folder)
    assert sorted(files) == [
        "checkpoint",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
    ]
    head = parse_checkpoint(parse_note(files["checkpoint"]))
    tiles = {}
    for path, octets in files.items():
        if path != "checkpoint" and (place := parse_tile_path(path)).level is not None:
            assert len(octets) == HASH_BYTES * place.width
            tiles[Tile(place.level, place.n)] = octets
    assert tree_root(300, node_reader(tiles)) == head.root
    report = VerificationReport()
    check_whole_log(files.get, head, [], report)
    (line,) = report.lines()[:1]
    assert line.startswith("\u2713 All 300 entries are those of the head.")


def test_an_interrupted_export(logged: Site, tmp_path: Path) -> None:
    """The next one writes what is missing or cut short, and the folder is the same as one that was made at once."""
    first, second = tmp_path / "first", tmp_path / "second"
    assert logged.run("export", str(first)).exit_code == 0
    assert logged.run("export", str(second)).exit_code == 0
    assert _files(first) == _files(second)
    (first / "checkpoint").unlink()
    (first / "tile" / "0" / "000").unlink()
    (first / "tile" / "entries" / "000").write_bytes(b"cut")
    again = logged.run("export", str(first))
    assert "3 files written" in again.stdout
    assert _files(first) == _files(second)


def test_a_larger_ledger(logged: Site, tmp_path: Path) -> None:
    """Full tiles stay as they are, partial ones are added, and a full one takes the place of its partial ones."""
    folder = tmp_path / "export"
    logged.run("export", str(folder))
    store(logged.url, one_history("more", 1, 10))
    logged.following.drain()
    logged.run("export", str(folder))
    assert {"tile/0/001.p/44", "tile/0/001.p/54"} <= set(_files(folder))
    store(logged.url, one_history("much", 1, 202))
    logged.following.drain()
    logged.run("export", str(folder))
    assert sorted(name for name in _files(folder) if "/0/" in name) == ["tile/0/000", "tile/0/001"]
    assert parse_checkpoint(parse_note(_files(folder)["checkpoint"])).size == 512


def test_another_tree(logged: Site, tmp_path: Path) -> None:
    """A folder with a head that the ledger does not continue is left as it is."""
    folder = tmp_path / "export"
    logged.run("export", str(folder))
    before = _files(folder)
    run_sql(logged.url, "UPDATE tillroll.ledger_bundles SET entries = set_byte(entries, 74, 7)")
    run_sql(logged.url, "UPDATE tillroll.ledger_bundles SET entries = set_byte(entries, 73, 7)")
    run_sql(logged.url, "UPDATE tillroll.ledger_tiles SET hashes = set_byte(hashes, 3, 7)")
    run_sql(
        logged.url,
        "UPDATE tillroll.ledger_heads SET note = convert_to(replace("
        "convert_from(note, 'UTF8'), E'\\n300\\n', E'\\n299\\n'), 'UTF8'), size = 299",
    )
    result = logged.run("export", str(folder))
    assert result.exit_code == 1
    assert "has 300 entries, and the ledger 299" in result.stderr
    assert _files(folder) == before
    (folder / "checkpoint").write_bytes(before["checkpoint"].replace(b"tillroll", b"another"))
    assert "has the files of another.example/test" in logged.run("export", str(folder)).stderr


def test_no_head(site: Site, tmp_path: Path) -> None:
    """Without a signed head nothing is written."""
    result = site.run("export", str(tmp_path / "export"))
    assert result.exit_code == 3
    assert not (tmp_path / "export").exists()


def test_who_exported(logged: Site, tmp_path: Path) -> None:
    """The access log says that the ledger was handed out."""
    logged.run("export", str(tmp_path / "export"))
    with psycopg.connect(logged.url) as connection:
        reads = connection.execute(
            "SELECT provenance::json ->> 'operation' FROM tillroll.reads"
        ).fetchall()
    assert reads == [("export the ledger",)]


def test_time_stamps(logged: Site, tmp_path: Path) -> None:
    """A stamped head is beside its time stamp, both as they were stored; `ledger status` names the newest."""
    logged.sql(
        "INSERT INTO tillroll.ledger_time_stamps VALUES ('events', %s, 300, now(), '2026-11-25T14:00:00Z', %s, %s)",
        ORIGIN,
        b"head",
        b"stamp",
    )
    folder = tmp_path / "export"
    assert logged.run("export", str(folder)).exit_code == 0
    files = _files(folder)
    assert (files["checkpoint-300"], files["checkpoint-300.tsr"]) == (b"head", b"stamp")
    assert "14:00:00.000000Z over the head of 300 events" in logged.run("status").stdout
    shown = json.loads(logged.run("status", "--json").stdout)
    assert shown["time_stamp"] == {"size": 300, "time": "2026-11-25T14:00:00.000000Z"}
