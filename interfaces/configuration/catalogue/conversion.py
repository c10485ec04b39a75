"""Converts the rows of catalogue files to records, and finds all their faults."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from application.persons.identities import email as identities_of_email
from application.ports.catalogue import (
    BuyerAddress,
    Discount,
    PickupLocation,
    Product,
    ShippingOption,
    TaxRate,
)
from application.selling.grouping.groups import SESSION
from domain.values.discounts import DiscountKind
from interfaces.configuration.catalogue.rows import RawRow
from interfaces.configuration.catalogue.tables import (
    HIGHEST_RATE,
    IDENTIFIERS,
    LARGEST,
    LONGEST,
    NEEDED,
    CatalogueTable,
)
from interfaces.http.request.single_line import IN_A_LINE, IN_AN_IDENTIFIER, refused_in
from interfaces.storage.subdivisions import state_codes

Count = Callable[[int], None]
"""Takes the number of rows that were converted since the last call."""
_CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_OF_A_CODE: Final = (
    "has to have 1 to 64 characters of A-Z, a-z, 0-9, full stop, underscore and hyphen"
)
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")
_URL: Final = re.compile(r"https?://[^\s/?#@]+([/?#]\S*)?")
_ALL: Final = 10_000
"""The whole price, in basis points."""
_STEP: Final = 500
_LISTED: Final = "|"
"""What separates the articles in a cell."""


def convert_rows(
    table: CatalogueTable, rows: Sequence[RawRow], faults: list[str], count: Count
) -> list[Any]:
    """Return the records of a table. Adds a sentence to `faults` for each row that is none, with its place."""
    found: list[Any] = []
    seen: dict[str, set[str]] = {"id": set(), "code": set()}
    for number, row in enumerate(rows, 1):
        fault = None
        try:
            record = _record(table, row)
        except msgspec.ValidationError as error:
            fault = str(error)
        else:
            fault = next(_faults(table, record, seen), None)
            found.append(record)
        if fault is not None:
            faults.append(f"{row.place}: {fault}.")
        if number % _STEP == 0:
            count(_STEP)
    count(len(rows) % _STEP)
    return found


def _record(table: CatalogueTable, row: RawRow) -> Any:
    if unknown := row.values.keys() - table.columns:
        raise msgspec.ValidationError(f"{min(unknown)!r} is not a column of {table.name}")
    values: dict[str, Any] = dict(row.values)
    for name in ("articles", "free_with"):
        if isinstance(values.get(name), str):
            values[name] = [each.strip() for each in values[name].split(_LISTED)]
    record = msgspec.convert(values, table.row, strict=False)
    if isinstance(record, Discount):
        return _in_utc(record)
    return record


def _in_utc(discount: Discount) -> Discount:
    return replace(
        discount,
        starts_at=_utc("starts_at", discount.starts_at),
        ends_at=_utc("ends_at", discount.ends_at),
    )


def _utc(name: str, at: datetime | None) -> datetime | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise msgspec.ValidationError(f"{name} needs a time zone, as in 2026-03-01T00:00:00Z")
    return at.astimezone(UTC)


def _faults(table: CatalogueTable, record: Any, seen: Mapping[str, set[str]]) -> Iterator[str]:
    for name in table.columns:
        yield from _fault_of_value(name, getattr(record, name))
    for name, values in seen.items():
        value = getattr(record, name, None)
        if value is None:
            continue
        unique = value.lower() if name == "code" else value
        if isinstance(record, BuyerAddress):
            # An id is unique among those of its buyer, whose data no message has.
            buyer = next(identities_of_email(record.email), None)
            unique = f"{buyer.text if buyer else ''} {value}"
        if unique in values:
            yield f"the {table.noun} with the {name} {value!r} is there twice"
        values.add(unique)
    match record:
        case TaxRate() | ShippingOption():
            yield from _unknown_state(record)
        case Discount():
            yield from _faults_of_discount(record)
        case BuyerAddress():
            yield from _faults_of_address(record)
        case PickupLocation(country=country) if not _COUNTRY.fullmatch(country):
            yield "country has to have two letters"
        case Product():
            yield from _faults_of_product(record)
        case _:
            pass


def _faults_of_product(product: Product) -> Iterator[str]:
    if product.image_url is not None and not _URL.fullmatch(product.image_url):
        yield "image_url has to be an absolute http or https URL"
    if product.parcel is not None and not _CODE.fullmatch(product.parcel):
        yield f"parcel {_OF_A_CODE}"


def _fault_of_value(name: str, value: object) -> Iterator[str]:
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        most = HIGHEST_RATE if name == "rate" else LARGEST
        if not 0 <= value <= most:
            yield f"{name} has to be from 0 to {most}"
    elif isinstance(value, str):
        refused = refused_in(value, IN_AN_IDENTIFIER if name in IDENTIFIERS else IN_A_LINE)
        if refused:
            yield f"{name} {refused}"
        elif len(value) > LONGEST or (name in NEEDED and not value.strip()):
            yield f"{name} has to be a text of 1 to {LONGEST} characters"


def _unknown_state(row: TaxRate | ShippingOption) -> Iterator[str]:
    """Refuse states that ISO 3166-2 does not have. States are stored as written; pricing compares their codes."""
    country = row.country.upper()
    if row.state and country and not state_codes(country, row.state):
        yield f"{row.state!r} is not a state of {row.country} in ISO 3166-2"


def _faults_of_address(address: BuyerAddress) -> Iterator[str]:
    if address.id is not None and (not _CODE.fullmatch(address.id) or address.id == SESSION):
        yield f"id {_OF_A_CODE}, and is not {SESSION!r}"
    if not _EMAIL.fullmatch(address.email):
        yield "email has to be an e-mail address"
    if not _COUNTRY.fullmatch(address.country):
        yield "country has to have two letters"
    elif address.state and not state_codes(address.country, address.state):
        yield f"{address.state!r} is not a state of {address.country} in ISO 3166-2"


def _faults_of_discount(discount: Discount) -> Iterator[str]:
    match discount.kind:
        case DiscountKind.PERCENTAGE:
            if not 0 < discount.value <= _ALL:
                yield f"value has to be from 1 to {_ALL} basis points"
        case DiscountKind.FIXED:
            if not discount.value:
                yield "value has to be the amount that is taken off"
        case DiscountKind.FREE_SHIPPING:
            if discount.value:
                yield "value has to be 0 where the shipping is free"
    if discount.code is not None and not _CODE.fullmatch(discount.code):
        yield f"code {_OF_A_CODE}"
    if not discount.priority:
        yield "priority has to be 1 or more"
    ends_at = discount.ends_at
    if ends_at is not None and discount.starts_at is not None and ends_at <= discount.starts_at:
        yield "ends_at has to be after starts_at"
