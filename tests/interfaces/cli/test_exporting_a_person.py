"""`tillroll export person` writes everything about one person to a document and a page, for this user only."""

import asyncio
import getpass
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from application.ports.access_log import AccessFilter, AccessOutcome, StoredAccessEntry
from application.ports.catalogue import BuyerAddress, Offer
from application.ports.event_store import Append
from application.ports.key_vault import MERCHANT_DATA, DataKeyId
from application.ports.person_vault import PERSON
from domain.events import CartReplaced, MetadataReplaced
from domain.values.cart import Cart
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.dispute import BEGINNING, ID, SOCKS
from tests.master_key import MASTER_KEY, MASTER_KEYS

EMAIL = "ADA@example.com"


@pytest.fixture(autouse=True)
def _master_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the master key in the environment of the command."""
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)


def access_log(url: str) -> Sequence[StoredAccessEntry]:
    """All entries of the access log."""

    async def read() -> Sequence[StoredAccessEntry]:
        async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
            return await storage.reads.page(AccessFilter(), after=0, before=None, limit=100)

    return asyncio.run(read())


def document(folder: Path) -> Any:
    """The exported document."""
    return json.loads((folder / "person.json").read_text(encoding="utf-8"))


def test_both_files_have_everything(tillroll: Tillroll, own_dispute: str, tmp_path: Path) -> None:
    """The document has the shapes of the history API, with personal data in clear, and the page has the same data."""
    folder = tmp_path / "ada"
    result = tillroll("export", "person", EMAIL, "--to", str(folder), database=own_dispute)
    assert result.exit_code == 0, result.output
    assert "1 checkout" in result.output
    exported = document(folder)
    assert exported["query"] == {"email": EMAIL}
    (record,) = exported["checkouts"]
    assert (record["checkout"], record["merchant"]) == (ID, "demo-shop")
    assert record["state"]["state"]["customer"]["last_name"] == "Lövelace"
    assert len(record["events"]) == record["state"]["version"]
    assert [each["command"] for each in record["refusals"]] == ["ReplaceCart"]
    assert record["kept"] == [{"data": "person", "until": "9999-01-01T00:00:00Z"}]
    page = (folder / "person.html").read_text(encoding="utf-8")
    assert "Until it is erased. No date is set." in page
    for text in ("Lövelace", "ada@example.com", "Gatan 1", "192.0.2.7", "A-1001", "5 January 2026"):
        assert text in page
    assert "sealed" not in page


def test_the_files_are_for_this_user_only(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path
) -> None:
    """The mode is 600, also where another file was there before, and no other file is left."""
    folder = tmp_path / "new" / "ada"
    for _ in range(2):
        tillroll("export", "person", EMAIL, "--to", str(folder), database=own_dispute)
        files = sorted(folder.iterdir())
        assert [each.name for each in files] == ["person.html", "person.json"]
        assert {each.stat().st_mode & 0o777 for each in files} == {0o600}
        files[0].chmod(0o644)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_export_is_in_the_access_log(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path
) -> None:
    """An entry names the checkout and the user, without the person. The next export shows it."""
    to = str(tmp_path / "ada@example.com")
    tillroll("export", "person", EMAIL, "--name", "Lövelace", "--to", to, database=own_dispute)
    (kept,) = access_log(own_dispute)
    assert kept.read.checkout_id == ID
    assert kept.read.target == "tillroll export person ... --name ... --to ..."
    assert kept.read.outcome is AccessOutcome.FOUND
    tillroll("export", "person", EMAIL, "--to", str(tmp_path), database=own_dispute)
    (read,) = document(tmp_path)["checkouts"][0]["reads"]
    assert read["reader"] == f"user:{getpass.getuser()}"
    assert "tillroll export person" in (tmp_path / "person.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "values",
    [
        ("nobody@example.com",),
        (EMAIL, "--name", "Hopper"),
        ("--phone", "0701234567"),
        ("--checkout", "unknown"),
    ],
)
def test_nothing_found_is_exit_code_3(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path, values: tuple[str, ...]
) -> None:
    """No file is written, and the attempt is in the access log."""
    folder = tmp_path / "nobody"
    result = tillroll("export", "person", *values, "--to", str(folder), database=own_dispute)
    assert result.exit_code == 3
    assert "No checkout of this person is found." in result.output
    assert not folder.exists()
    (kept,) = access_log(own_dispute)
    assert kept.read.outcome is AccessOutcome.NOT_FOUND


def test_a_person_has_to_be_named(tillroll: Tillroll, disputed: str, tmp_path: Path) -> None:
    """Without a value the usage is wrong."""
    result = tillroll("export", "person", "--to", str(tmp_path), database=disputed)
    assert result.exit_code == 2


def test_the_date_of_an_erasure_is_in_the_page(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path
) -> None:
    """Sealed data of the shop is in both files in clear, with the day on which its key is due for destruction."""

    async def seal() -> None:
        name = DataKeyId(checkout_id=ID, data_class=MERCHANT_DATA)
        async with PostgresStorage(own_dispute, master_keys=MASTER_KEYS) as storage:
            due = BEGINNING + timedelta(days=45)
            order, row = await storage.vault.seal(name, ["basket 17", "seat 4"], destroy_after=due)
            (*_, last) = await storage.events.events(ID)
            common: dict[str, Any] = {
                "originator_id": ID,
                "timestamp": last.timestamp,
                "provenance": last.provenance,
            }
            version = last.originator_version
            cart = Cart(lines=(replace(SOCKS, data=row),))
            metadata = MetadataReplaced(
                **common, originator_version=version + 1, metadata=f'"{order}"'
            )
            replaced = CartReplaced(**common, originator_version=version + 2, cart=cart)
            await storage.events.append(Append([metadata, replaced]))

    asyncio.run(seal())
    tillroll("export", "person", EMAIL, "--to", str(tmp_path), database=own_dispute)
    (record,) = document(tmp_path)["checkouts"]
    assert record["kept"][0] == {"data": "merchant-data", "until": "2026-02-19T14:03:00.123456Z"}
    assert record["state"]["state"]["metadata"] == "basket 17"
    page = (tmp_path / "person.html").read_text(encoding="utf-8")
    assert "Due for erasure on 19 February 2026." in page
    assert "basket 17" in page
    assert "<dt>Cart lines 1: data</dt>\n<dd>seat 4</dd>" in page


def test_an_erased_checkout_says_so(tillroll: Tillroll, own_dispute: str, tmp_path: Path) -> None:
    """By its id, a checkout is exported after the erasure. Both files say when, and have nothing of the person."""

    async def erase() -> None:
        async with PostgresStorage(own_dispute, master_keys=MASTER_KEYS) as storage:
            await storage.vault.destroy(DataKeyId(checkout_id=ID, data_class=PERSON), BEGINNING)

    asyncio.run(erase())
    to = ("--to", str(tmp_path))
    assert tillroll("export", "person", EMAIL, *to, database=own_dispute).exit_code == 3
    result = tillroll("export", "person", "--checkout", ID, *to, database=own_dispute)
    assert result.exit_code == 0
    (record,) = document(tmp_path)["checkouts"]
    assert record["erased"] == "2026-01-05T14:03:00.123456Z"
    assert record["state"]["state"]["customer"]["email"].startswith("(erased 2026-01-05")
    page = (tmp_path / "person.html").read_text(encoding="utf-8")
    assert "was erased on 5 January 2026, 14:03:00 UTC" in page
    for text in ("Lövelace", "ada@example.com", "Gatan 1"):
        assert text not in page
        assert text not in (tmp_path / "person.json").read_text(encoding="utf-8")


def test_the_page_has_no_script_and_no_outside_resource(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path
) -> None:
    """No element of the page loads anything, and links lead into the page only."""
    tillroll("export", "person", EMAIL, "--to", str(tmp_path), database=own_dispute)
    page = (tmp_path / "person.html").read_text(encoding="utf-8")
    assert not re.findall(r"<(script|img|link|iframe|object|form)\b|\ssrc=|@import|url\(", page)
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', page))
    assert "default-src &#39;none&#39;" in page


def test_known_addresses_are_in_both_files(
    tillroll: Tillroll, own_dispute: str, tmp_path: Path
) -> None:
    """The address book of each merchant comes before the checkouts, and is in the access log."""

    async def remember() -> None:
        home = BuyerAddress(email=EMAIL, line_one="Kungsgatan 7", city="Lund", country="SE")
        async with PostgresStorage(own_dispute, master_keys=MASTER_KEYS) as storage:
            await storage.catalogue.put("demo-shop", Offer(addresses=[home]))

    asyncio.run(remember())
    folder = tmp_path / "ada"
    result = tillroll("export", "person", EMAIL, "--to", str(folder), database=own_dispute)
    assert "1 checkout and 1 address book: " in " ".join(result.output.split())
    (book,) = document(folder)["address_books"]
    assert book["merchant"] == "demo-shop"
    assert [each["address"] for each in book["addresses"]] == ["Kungsgatan 7"]
    page = (folder / "person.html").read_text(encoding="utf-8")
    assert "Kungsgatan 7, " in page
    logged = {each.read.checkout_id for each in access_log(own_dispute)}
    assert {ID, book["address_book"]} <= logged
