"""`tillroll erase person` lists, asks, erases, and prints a certificate."""

import asyncio
import getpass
import json
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner

from application.ports.access_log import AccessFilter
from application.ports.catalogue import BuyerAddress, Offer
from domain.events import DataErased
from interfaces.cli.main import app
from interfaces.cli.terminal.output import Output
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import ID
from tests.master_key import MASTER_KEY, MASTER_KEYS

ADA = "ada@example.com"


@pytest.fixture(autouse=True)
def _in_a_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the file of destroyed keys of the demo configuration in a folder of the test, and name the master key."""
    monkeypatch.setenv("TILLROLL_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)


def _erasures(url: str) -> list[DataErased]:
    async def read() -> list[DataErased]:
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            events = await storage.events.events(ID)
            return [event for event in events if isinstance(event, DataErased)]

    return asyncio.run(read())


def _rows(url: str, table: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(f"SELECT count(*) FROM tillroll.{table}".encode()).fetchone()
    assert row is not None
    return int(row[0])


def test_nothing_is_erased_without_a_confirmation(tillroll: Tillroll, own_dispute: str) -> None:
    """In a pipe, the command lists the checkouts and exits with 2."""
    listed = tillroll("erase", "person", ADA, database=own_dispute)
    assert listed.exit_code == 2
    heading, row, summary = (" ".join(text.split()) for text in listed.stdout.splitlines())
    assert heading == "checkout merchant stage opened ended data"
    assert row == (
        f"{ID} demo-shop completed 2026-01-05T14:03:00.123456Z 2026-01-05T14:03:09.123456Z person"
    )
    assert summary == "1 checkout with data of this person."
    assert "--yes" in listed.stderr
    assert _erasures(own_dispute) == []
    assert _rows(own_dispute, "data_keys") == 1


def test_a_person_is_erased(tillroll: Tillroll, own_dispute: str, tmp_path: Path) -> None:
    """The history names the user and the request. The key and its index rows are gone, and the key is in the file."""
    done = tillroll("erase", "person", ADA, "--yes", "--json", database=own_dispute)
    assert done.exit_code == 0, done.output
    certificate = json.loads(done.stdout.splitlines()[-1])
    (event,) = _erasures(own_dispute)
    by = event.provenance
    assert by.actor == certificate["requested_by"] == f"user:{getpass.getuser()}"
    assert by.request_id == certificate["request_id"]
    assert (by.dialect, by.operation) == ("tillroll", "erase person")
    assert (event.data_class, event.key_mark) == ("person", certificate["erased"][0]["key"])
    assert certificate["complete"]
    assert _rows(own_dispute, "data_keys") == _rows(own_dispute, "person_index") == 0
    line = json.loads((tmp_path / "var" / "destroyed-keys.ndjson").read_text())
    assert (line["checkout"], line["mark"]) == (ID, event.key_mark)
    assert line["erasure"] == certificate["erasure"]


def test_a_certificate_has_no_personal_data(tillroll: Tillroll, own_dispute: str) -> None:
    """It is printed again by its id, as text or JSON. Another id exits with 3."""
    done = tillroll("erase", "person", ADA, "--yes", "--json", database=own_dispute)
    erasure = json.loads(done.stdout.splitlines()[-1])["erasure"]
    text = tillroll("erase", "certificate", erasure, database=own_dispute)
    assert text.exit_code == 0
    assert f"Erasure {erasure}  complete" in text.stdout
    assert "1 of 1 key destroyed" in text.stdout
    again = tillroll("erase", "certificate", erasure, "--json", database=own_dispute)
    assert json.loads(again.stdout) == json.loads(done.stdout.splitlines()[-1])
    # The ids are random, so a short name could occur in one.
    assert "ada@" not in (text.stdout + again.stdout).lower()
    assert "lovelace" not in (text.stdout + again.stdout).lower()
    assert tillroll("erase", "certificate", "another", database=own_dispute).exit_code == 3


@pytest.mark.parametrize(
    "named", [ADA, " ADA@Example.com", "Ada Lövelace", "lovelace", ID], ids=str
)
def test_a_person_is_found_by_any_value(named: str, tillroll: Tillroll, disputed: str) -> None:
    """An e-mail address, a name in any spelling, and the id of a checkout find the same checkout."""
    listed = tillroll("erase", "person", named, "--json", database=disputed)
    assert [each["checkout"] for each in json.loads(listed.stdout)["checkouts"]] == [ID]


@pytest.mark.parametrize(
    "arguments",
    [("nobody@example.com",), (ADA, "--as", "phone"), (f"{ID}x",), ("\x00",)],
    ids=str,
)
def test_an_unknown_person_is_not_found(
    arguments: tuple[str, ...], tillroll: Tillroll, disputed: str
) -> None:
    """The command exits with 3 where no checkout has such data."""
    assert tillroll("erase", "person", *arguments, "--yes", database=disputed).exit_code == 3


def test_an_erased_person_is_not_found_again(tillroll: Tillroll, own_dispute: str) -> None:
    """A second erasure finds nothing, also by the id of the checkout."""
    assert tillroll("erase", "person", ADA, "--yes", database=own_dispute).exit_code == 0
    for named in (ADA, ID):
        again = tillroll("erase", "person", named, "--yes", database=own_dispute)
        assert again.exit_code == 3
    assert len(_erasures(own_dispute)) == 1


def test_the_access_log_does_not_name_the_person(tillroll: Tillroll, own_dispute: str) -> None:
    """The entry has the user and the operation, and not the value that the person was found by."""
    tillroll("erase", "person", ADA, database=own_dispute)

    async def read() -> str:
        async with PostgresStorage(own_dispute) as storage:
            (entry,) = await storage.reads.page(AccessFilter(), after=0, before=None, limit=9)
            assert entry.read.provenance.operation == "erase person"
            return repr(entry)

    assert "ada@" not in asyncio.run(read())


def test_history_check_accepts_an_erased_checkout(tillroll: Tillroll, own_dispute: str) -> None:
    """`tillroll check` replays an erasure without a difference."""
    assert tillroll("erase", "person", ADA, "--yes", database=own_dispute).exit_code == 0
    assert tillroll("check", database=own_dispute).exit_code == 0


def test_a_file_that_cannot_be_written_keeps_the_key(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path
) -> None:
    """The command exits with 69. The plan stays, and the next command completes it."""
    obstacle = tmp_path / "var" / "destroyed-keys.ndjson"
    obstacle.mkdir(parents=True)
    failed = tillroll("erase", "person", ADA, "--yes", database=own_dispute)
    assert failed.exit_code == 69
    assert _rows(own_dispute, "data_keys") == 1
    obstacle.rmdir()
    assert tillroll("erase", "person", ADA, "--yes", database=own_dispute).exit_code == 0
    assert _rows(own_dispute, "data_keys") == 0
    assert len(_erasures(own_dispute)) == 1
    with psycopg.connect(own_dispute) as connection:
        left = connection.execute("SELECT id FROM tillroll.erasures WHERE destroyed_at IS NULL")
        assert left.fetchall() == []


@pytest.mark.parametrize(("answer", "erased"), [("y\n", True), ("n\n", False), ("", False)])
def test_a_terminal_is_asked(
    answer: str, erased: bool, own_dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the user confirms. Any other answer, or none, erases nothing and exits with 1."""
    monkeypatch.setattr(Output, "is_interactive", True)
    arguments = ["erase", "person", ADA, "--database-url", own_dispute]
    done = CliRunner().invoke(app, arguments, input=answer, prog_name="tillroll")
    assert "Erase this data for good?" in done.output
    assert done.exit_code == (0 if erased else 1)
    assert bool(_erasures(own_dispute)) == erased


def test_a_lost_master_key_does_not_stop_an_erasure(
    tillroll: Tillroll, own_dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the master key no e-mail address is found, and a checkout is erased by its id."""
    monkeypatch.delenv("TILLROLL_MASTER_KEY")
    assert tillroll("erase", "person", ADA, "--yes", database=own_dispute).exit_code == 69
    by_id = ("erase", "person", ID, "--as", "checkout_id", "--yes")
    assert tillroll(*by_id, database=own_dispute).exit_code == 0
    assert _rows(own_dispute, "data_keys") == 0


def test_an_address_book_is_erased_with_the_checkouts(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path
) -> None:
    """It is listed after the checkouts, and the certificate and the file of destroyed keys have its key."""
    asyncio.run(_remember(own_dispute))
    listed = tillroll("erase", "person", ADA, database=own_dispute)
    assert listed.stdout.splitlines()[-1].startswith("Address book buyer_")
    assert " of demo-shop: 1 address, the last noted at " in listed.stdout
    done = tillroll("erase", "person", ADA, "--yes", "--json", database=own_dispute)
    certificate = json.loads(done.stdout.splitlines()[-1])
    assert {each["class"] for each in certificate["erased"]} == {"person", "address-book"}
    assert certificate["complete"]
    for table in ("address_books", "known_addresses", "data_keys", "person_index"):
        assert _rows(own_dispute, table) == 0
    text = (tmp_path / "var" / "destroyed-keys.ndjson").read_text()
    assert all(each["key"] in text for each in certificate["erased"])


async def _remember(url: str) -> None:
    home = BuyerAddress(email=ADA, line_one="Storgatan 1", city="Lund", country="SE")
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        await storage.catalogue.put("demo-shop", Offer(addresses=[home]))
