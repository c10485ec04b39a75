"""`tillroll ledger audit` and proofs read archived events as those in the database."""

from pathlib import Path

from pyarrow import parquet

from application.ledger.format.entries import decode_entry
from interfaces.storage.postgres.ledger.reader import PostgresLedger
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.storage.archive.ended import archive, ended_checkout, follow
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import ORIGIN
from tests.master_key import MASTER_KEYS


def _fill(site: Site) -> None:
    events = [event for name in ("a", "b", "c") for event in ended_checkout(name)]
    store(site.url, sorted(events, key=lambda event: event.originator_version))
    store(site.url, one_history("open", 1, 3))
    site.following.drain()
    follow(site.url)


def test_all_is_the_same(site: Site, tmp_path: Path) -> None:
    """Every archived event is compared with its entry, and the files have the entries and their indexes."""
    _fill(site)
    assert archive(site.url, tmp_path / "archive").checkouts == 3
    result = site.run("audit")
    assert (result.exit_code, result.stdout) == (
        0,
        "Compared 24 events and 1 head: all the same.\n",
    )
    (file,) = tmp_path.glob("archive/*/*.parquet")
    table = parquet.read_table(file, columns=["version", "ledger_index", "ledger_entry"])
    rows = table.to_pylist()
    assert sorted(row["ledger_index"] for row in rows) == list(range(21))
    assert all(decode_entry(row["ledger_entry"]).version == row["version"] for row in rows)


def test_a_removed_part(site: Site, tmp_path: Path) -> None:
    """An archived checkout that was taken out of the tables of the archive is found as removed."""
    _fill(site)
    archive(site.url, tmp_path / "archive")
    site.sql("DELETE FROM tillroll.archived_checkouts WHERE checkout_id = 'b'")
    result = site.run("audit")
    assert (result.exit_code, "removed" in result.stdout) == (1, True), result.stdout


async def test_openings_are_the_same(site: Site, tmp_path: Path) -> None:
    """Indexes and openings, of which proofs and packs of evidence are made, do not change by archiving."""
    _fill(site)

    async def read() -> list[object]:
        async with PostgresStorage(
            site.url, master_keys=MASTER_KEYS, ledger_origin=ORIGIN
        ) as storage:
            ledger = storage.ledger
            assert isinstance(ledger, PostgresLedger)
            index = [await ledger.index_of("b", version) for version in range(1, 9)]
            return [index, await ledger.open_entries("b", first=1, last=7), await ledger.status()]

    before = await read()
    archive(site.url, tmp_path / "archive")
    after = await read()
    assert after[:2] == before[:2]
