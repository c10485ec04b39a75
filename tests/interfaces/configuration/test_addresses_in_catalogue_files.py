"""Known addresses in catalogue files: read by the name of the file or by their column, and checked."""

from pathlib import Path

import pytest

from application.ports.catalogue import BuyerAddress
from interfaces.configuration.catalogue.files import (
    CatalogueFileRefused,
    parse_csv,
    parse_json,
    read_catalogue,
)

ADA = BuyerAddress(email="ada@example.com", line_one="Storgatan 1", city="Lund", country="SE")
_HEADER = "email,line_one,city,country"
_ROW = "ada@example.com,Storgatan 1,Lund,SE"


def test_a_file_of_addresses_is_told_by_its_column() -> None:
    """The column `email` makes it one, although locations have `line_one` too."""
    assert parse_csv(f"{_HEADER}\n{_ROW}\n".encode()).addresses == [ADA]
    locations = parse_csv(b"id,name,line_one,city,country\nx,X,1,Lund,SE\n")
    assert (locations.addresses, len(locations.locations or ())) == (None, 1)


def test_addresses_are_a_table_of_a_document() -> None:
    """JSON has the same names as CSV."""
    row = b'{"email":"ada@example.com","line_one":"Storgatan 1","city":"Lund","country":"SE"}'
    assert parse_json(b'{"addresses":[' + row + b"]}").addresses == [ADA]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("ada,Storgatan 1,Lund,SE", "email has to be an e-mail address"),
        ("ada@example.com,Storgatan 1,Lund,Sweden", "country has to have two letters"),
        ("ada@example.com, ,Lund,SE", "line_one has to be a text of 1 to 255 characters"),
        ("ada@example.com,Storgatan 1,,SE", "missing required field `city`"),
    ],
)
def test_a_faulty_address_is_named_by_file_and_line(tmp_path: Path, row: str, fault: str) -> None:
    """The message has the fault, and none of the buyer's data."""
    (tmp_path / "addresses.csv").write_text(f"{_HEADER}\n{_ROW}\n{row}\n", "utf-8")
    with pytest.raises(CatalogueFileRefused) as refused:
        read_catalogue(tmp_path)
    assert "addresses.csv, line 3: " in str(refused.value)
    assert fault in str(refused.value)
    assert "ada@" not in str(refused.value)


def test_a_state_has_to_exist() -> None:
    """The states are those of ISO 3166-2."""
    with pytest.raises(CatalogueFileRefused, match="'XX' is not a state of US"):
        parse_csv(b"email,line_one,city,country,state\na@b,1,Ohio,US,XX\n")


def test_an_address_may_have_an_id_of_its_own(tmp_path: Path) -> None:
    """It is unique among those of its buyer; a second one is named by file and line, without the buyer."""
    rows = ["ada@example.com,home", "ada@example.com,work", "bo@example.com,home"]
    file = tmp_path / "addresses.csv"

    def read(*more: str) -> list[str | None]:
        lines = [f"{each},Storgatan 1,Lund,SE" for each in (*rows, *more)]
        file.write_text("\n".join(("email,id,line_one,city,country", *lines)), "utf-8")
        return [each.id for each in read_catalogue(tmp_path).addresses or ()]

    assert read() == ["home", "work", "home"]
    with pytest.raises(CatalogueFileRefused) as refused:
        read("ADA@example.com,work")
    assert str(refused.value) == (
        "addresses.csv, line 5: the address with the id 'work' is there twice."
    )
    with pytest.raises(CatalogueFileRefused, match="line 5: id has to have 1 to 64 characters"):
        read("ada@example.com,session")
