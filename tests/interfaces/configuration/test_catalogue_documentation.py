"""The README of catalogue files: its columns are those of the tables, and its shop can be imported."""

import re
from pathlib import Path

import pytest

from interfaces.configuration.catalogue import files
from interfaces.configuration.catalogue.files import read_catalogue
from interfaces.configuration.catalogue.tables import TABLES, CatalogueTable

README = (Path(files.__file__).parent / "README.md").read_text("utf-8")
FILE = re.compile(r"^`([\w.]+)`\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda each: each.name)
def test_every_column_is_described(table: CatalogueTable) -> None:
    """The section of a table names each of its columns."""
    (section,) = re.findall(rf"^## {table.name}\n(.*?)^## ", README, re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`(\w+)`", section))
    assert table.columns <= named, table.columns - named


def test_the_shop_of_the_readme_is_taken(tmp_path: Path) -> None:
    """Its files are read together, without a fault."""
    found = FILE.findall(README)
    for name, content in found:
        (tmp_path / name).write_text(content, "utf-8")
    offer = read_catalogue(tmp_path)
    assert [each.id for each in offer.products] == ["roses", "pot", "gardenia"]
    assert [each.stock for each in offer.products] == [1000, 20, 0]
    assert offer.tax_rates is not None
    assert not offer.tax_rates
    assert [len(each or ()) for each in (offer.shipping_options, offer.discounts)] == [3, 3]
    assert [each.email for each in offer.addresses or ()] == ["ada@example.com"]
