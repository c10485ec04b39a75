"""Catalogue files: a JSON document with up to three tables, or a CSV file with one of them.

The columns of a CSV file determine its table: `unit_price` means products, `rate` tax rates, `price` shipping options.
An empty cell is a missing value. Both formats use the field names of `application.ports.catalogue`.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from application.ports.catalogue import Offer, Product, ShippingOption, TaxRate
from interfaces.http.request.single_line import IN_A_LINE, IN_AN_IDENTIFIER, refused_in
from interfaces.storage.subdivisions import state_codes

_LARGEST = 2**53 - 1
_LONGEST = 255
_HIGHEST_RATE = 100_000
_IDENTIFIERS = ("id", "tax_class", "country", "state")
_TABLES: dict[str, tuple[str, type[Any]]] = {
    "unit_price": ("products", Product),
    "rate": ("tax_rates", TaxRate),
    "price": ("shipping_options", ShippingOption),
}
_T = TypeVar("_T", Product, TaxRate, ShippingOption)


class CatalogueFileRefused(Exception):
    """The file is invalid. The message names the row and says what to correct."""


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    products: list[dict[str, Any]] = []
    tax_rates: list[dict[str, Any]] | None = None
    shipping_options: list[dict[str, Any]] | None = None


def read_catalogue_file(file: Path) -> Offer:
    """Read the file as CSV or JSON, by its suffix. Raises CatalogueFileRefused."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CatalogueFileRefused(f"{file} cannot be read: {error.strerror}.") from error
    return parse_csv(content) if file.suffix.lower() == ".csv" else parse_json(content)


def parse_json(content: bytes) -> Offer:
    """Parse the tables of a JSON document. Raises CatalogueFileRefused."""
    try:
        document = msgspec.json.decode(content, type=_Document)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise CatalogueFileRefused(f"The file is not a catalogue in JSON: {error}.") from error
    return _offer(document.products, document.tax_rates, document.shipping_options)


def parse_csv(content: bytes) -> Offer:
    """Parse a CSV file in UTF-8 with a header line, separated by commas or semicolons. Raises CatalogueFileRefused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CatalogueFileRefused("The file is not in UTF-8.") from None
    header = text.partition("\n")[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [
            {name: cell for name, cell in row.items() if name and cell not in ("", None)}
            for row in reader
        ]
    except csv.Error as error:
        raise CatalogueFileRefused(f"The file is not CSV: {error}.") from error
    columns = set(reader.fieldnames or ())
    found = [name for column, (name, _) in _TABLES.items() if column in columns]
    if len(found) != 1:
        raise CatalogueFileRefused(
            "The first line has to name the columns: unit_price for products, rate for tax rates, "
            "or price for shipping options."
        )
    table = found[0]
    return _offer(
        rows if table == "products" else [],
        rows if table == "tax_rates" else None,
        rows if table == "shipping_options" else None,
    )


def _offer(
    products: Sequence[Mapping[str, Any]],
    tax_rates: Sequence[Mapping[str, Any]] | None,
    shipping_options: Sequence[Mapping[str, Any]] | None,
) -> Offer:
    offer = Offer(
        products=_convert("products", products, Product),
        tax_rates=None if tax_rates is None else _convert("tax_rates", tax_rates, TaxRate),
        shipping_options=None
        if shipping_options is None
        else _convert("shipping_options", shipping_options, ShippingOption),
    )
    _refuse_unknown_states("tax_rates", offer.tax_rates or ())
    _refuse_unknown_states("shipping_options", offer.shipping_options or ())
    _refuse_twice("product", (product.id for product in offer.products))
    _refuse_twice("shipping option", (option.id for option in offer.shipping_options or ()))
    return offer


def _convert(table: str, rows: Sequence[Mapping[str, Any]], kind: type[_T]) -> list[_T]:
    found = []
    known = {field.name for field in fields(kind)}
    for number, row in enumerate(rows, 1):
        place = f"{table}, row {number}"
        if unknown := row.keys() - known:
            raise CatalogueFileRefused(f"{place}: {min(unknown)!r} is not a column of this table.")
        try:
            value = msgspec.convert(dict(row), kind, strict=False)
        except msgspec.ValidationError as error:
            raise CatalogueFileRefused(f"{place}: {error}.") from error
        _refuse_out_of_range(place, vars(value))
        found.append(value)
    return found


def _refuse_out_of_range(place: str, fields: Mapping[str, object]) -> None:
    for name, value in fields.items():
        if isinstance(value, int):
            most = _HIGHEST_RATE if name == "rate" else _LARGEST
            if not 0 <= value <= most:
                raise CatalogueFileRefused(f"{place}: {name} has to be from 0 to {most}.")
        if isinstance(value, str):
            is_needed = name in ("id", "title", "name")
            unfit = IN_AN_IDENTIFIER if name in _IDENTIFIERS else IN_A_LINE
            if refused := refused_in(value, unfit):
                raise CatalogueFileRefused(f"{place}: {name} {refused}.")
            if len(value) > _LONGEST or (is_needed and not value.strip()):
                raise CatalogueFileRefused(
                    f"{place}: {name} has to be a text of 1 to {_LONGEST} characters."
                )


def _refuse_unknown_states(table: str, rows: Sequence[TaxRate | ShippingOption]) -> None:
    """Refuse states that ISO 3166-2 does not have. States are stored as written; pricing compares their codes."""
    for number, row in enumerate(rows, 1):
        country = row.country.upper()
        if row.state and country and not state_codes(country, row.state):
            raise CatalogueFileRefused(
                f"{table}, row {number}: {row.state!r} is not a state of {row.country} in ISO 3166-2."
            )


def _refuse_twice(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise CatalogueFileRefused(f"The file has the {kind} {each!r} twice.")
        seen.add(each)
