"""The tables of catalogue files. Their field names are those of `application.ports.catalogue`.

In a CSV file the name of the file or its columns determine its table.
"""

from dataclasses import dataclass, field, fields
from typing import Any, Final

from application.ports.catalogue import (
    BuyerAddress,
    Discount,
    Offer,
    PickupLocation,
    Product,
    ShippingOption,
    TaxRate,
)

LARGEST: Final = 2**53 - 1
LONGEST: Final = 255
HIGHEST_RATE: Final = 100_000
"""In basis points."""
IDENTIFIERS: Final = frozenset({"id", "tax_class", "country", "state", "code"})
NEEDED: Final = frozenset({"id", "title", "name", "email", "line_one", "city"})


@dataclass(frozen=True)
class CatalogueTable:
    """A table: its name, the class of its rows, the column that only it has in CSV, and what a row is called.

    `plural` is what several rows are called, without one the noun with an `s`.
    """

    name: str
    row: type[Any]
    column: str
    noun: str
    plural: str = ""
    columns: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", frozenset(each.name for each in fields(self.row)))

    def count(self, rows: int) -> str:
        """Return a number of rows with its noun."""
        return f"{rows} {self.noun if rows == 1 else self.plural or f'{self.noun}s'}"


PRODUCTS: Final = CatalogueTable("products", Product, "unit_price", "product")
TAX_RATES: Final = CatalogueTable("tax_rates", TaxRate, "rate", "tax rate")
SHIPPING_OPTIONS: Final = CatalogueTable(
    "shipping_options", ShippingOption, "price", "shipping option"
)
DISCOUNTS: Final = CatalogueTable("discounts", Discount, "value", "discount")
LOCATIONS: Final = CatalogueTable("locations", PickupLocation, "line_one", "location")
ADDRESSES: Final = CatalogueTable("addresses", BuyerAddress, "email", "address", "addresses")
TABLES: Final = {
    table.name: table
    for table in (PRODUCTS, TAX_RATES, SHIPPING_OPTIONS, DISCOUNTS, LOCATIONS, ADDRESSES)
}
assert TABLES.keys() == {each.name for each in fields(Offer)}
