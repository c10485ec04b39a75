"""`tillroll catalogue import` replaces the catalogue of a merchant."""

import asyncio
from pathlib import Path

import pytest

from application.address_book.known_addresses import KnownAddresses
from application.ports.catalogue import Product
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage
from tests.interfaces.cli.conftest import Tillroll
from tests.master_key import MASTER_KEY, MASTER_KEYS


async def _sold(url: str, merchant: str) -> list[Product]:
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        return list(await storage.catalogue.products(merchant, after="", limit=10))


def test_a_file_is_imported(tillroll: Tillroll, fresh_database_url: str, tmp_path: Path) -> None:
    """The products of the file are in the catalogue, and the command prints their number."""
    migrate(fresh_database_url)
    file = tmp_path / "goods.csv"
    file.write_text("id,title,unit_price,stock\nmug,Mug,1000,5\n", encoding="utf-8")

    result = tillroll(
        "catalogue", "import", str(file), "--merchant", "my-shop", database=fresh_database_url
    )

    assert result.stderr == ""
    assert (result.exit_code, result.stdout) == (0, "my-shop: 1 product.\n")
    assert asyncio.run(_sold(fresh_database_url, "my-shop")) == [
        Product(id="mug", title="Mug", unit_price=1000, stock=5)
    ]


def test_a_faulty_file_changes_nothing(
    tillroll: Tillroll, fresh_database_url: str, tmp_path: Path
) -> None:
    """An import is atomic, and the message names the faulty row."""
    migrate(fresh_database_url)
    file = tmp_path / "goods.csv"
    file.write_text("id,title,unit_price\nmug,Mug,1000\ntee,Tee,free\n", encoding="utf-8")

    result = tillroll("catalogue", "import", str(file), database=fresh_database_url)

    assert result.exit_code == 2
    assert "goods.csv, line 3: " in result.stderr
    assert asyncio.run(_sold(fresh_database_url, "demo-shop")) == []


def test_a_folder_is_imported(tillroll: Tillroll, fresh_database_url: str, tmp_path: Path) -> None:
    """All tables of a folder are in the catalogue after one command; `--dry-run` only counts them."""
    migrate(fresh_database_url)
    (tmp_path / "products.csv").write_text("id,title,unit_price\nmug,Mug,1000\n", "utf-8")
    (tmp_path / "discounts.csv").write_text("id,title,kind,value\nhalf,Half,percentage,5000\n")

    counted = tillroll(
        "catalogue", "import", str(tmp_path), "--dry-run", database=fresh_database_url
    )
    assert counted.stdout == "demo-shop: 1 product, 1 discount. Nothing is stored.\n"
    assert asyncio.run(_sold(fresh_database_url, "demo-shop")) == []

    result = tillroll("catalogue", "import", str(tmp_path), database=fresh_database_url)
    assert (result.exit_code, result.stdout) == (0, "demo-shop: 1 product, 1 discount.\n")
    assert asyncio.run(_discounts(fresh_database_url)) == ["half"]


async def _discounts(url: str) -> list[str]:
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        return [each.discount.id for each in await storage.catalogue.discounts("demo-shop")]


def test_addresses_of_buyers_are_imported(
    tillroll: Tillroll, fresh_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command seals them with the master key, and stores them with the other tables."""
    migrate(fresh_database_url)
    monkeypatch.setenv("TILLROLL_MASTER_KEY", MASTER_KEY)
    (tmp_path / "products.csv").write_text("id,title,unit_price\nmug,Mug,1000\n", "utf-8")
    (tmp_path / "addresses.csv").write_text(
        "email,name,line_one,city,postal_code,country\n"
        "ada@example.com,Ada,Storgatan 1,Lund,222 22,SE\n"
        "ada@example.com,Ada,Kontorsgatan 2,Lund,222 23,SE\n",
        "utf-8",
    )

    result = tillroll("catalogue", "import", str(tmp_path), database=fresh_database_url)

    assert (result.exit_code, result.stdout) == (0, "demo-shop: 1 product, 2 addresses.\n")
    assert asyncio.run(_streets(fresh_database_url)) == ["Storgatan 1", "Kontorsgatan 2"]


def test_addresses_are_not_stored_without_a_master_key(
    tillroll: Tillroll, fresh_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They cannot be sealed, and nothing else of the folder is stored then either."""
    migrate(fresh_database_url)
    monkeypatch.delenv("TILLROLL_MASTER_KEY", raising=False)
    (tmp_path / "products.csv").write_text("id,title,unit_price\nmug,Mug,1000\n", "utf-8")
    (tmp_path / "addresses.csv").write_text(
        "email,line_one,city,country\nada@example.com,Storgatan 1,Lund,SE\n", "utf-8"
    )

    result = tillroll("catalogue", "import", str(tmp_path), database=fresh_database_url)

    assert result.exit_code == 69
    assert "master key" in result.stderr
    assert asyncio.run(_sold(fresh_database_url, "demo-shop")) == []


async def _streets(url: str) -> list[str | None]:
    async with PostgresStorage(url, master_keys=MASTER_KEYS) as storage:
        found = await KnownAddresses(storage.address_book).known_addresses(
            "demo-shop", "ada@example.com"
        )
        return [each.address.address for each in found if each.address is not None]
