"""Reading and writing postal addresses and destinations."""

import re
from dataclasses import replace
from typing import Final

from domain.values.customer import Address
from domain.values.fulfilment import FulfilmentDestination, Recipient
from interfaces.dialects.session.requests import LONGEST
from interfaces.dialects.ucp.wire import Shape
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.phones import phone_of

COUNTRY: Final = re.compile(r"[A-Za-z]{2}")


def destination_of(fields: FieldReader) -> FulfilmentDestination:
    """Read a destination. Without an id, its id is empty."""
    phone = phone_of(fields, "phone_number", longest=LONGEST)
    return FulfilmentDestination(
        id=fields.identifier("id", longest=LONGEST) or "",
        address=address_of(fields),
        recipient=None if phone is None else Recipient(phone=phone),
    )


def address_of(fields: FieldReader) -> Address:
    """Read an address. Every part is optional: platforms hide the street until the purchase."""
    country = fields.text("address_country", longest=LONGEST)
    if country is not None and not COUNTRY.fullmatch(country):
        fields.fault("address_country", "format", "must be a country in two letters, as in US")
    # 2026-01-11 has a name in one text too.
    name = fields.text("full_name", longest=LONGEST)
    first = fields.text("first_name", longest=LONGEST)
    last = fields.text("last_name", longest=LONGEST)
    return Address(
        name=name if first is None and last is None else None,
        first_name=first,
        last_name=last,
        address=fields.text("street_address", longest=LONGEST),
        address2=fields.text("extended_address", longest=LONGEST),
        city=fields.text("address_locality", longest=LONGEST),
        state=fields.text("address_region", longest=LONGEST),
        country=country and country.upper(),
        postal_code=fields.identifier("postal_code", longest=LONGEST),
    )


def address_shape(address: Address) -> Shape:
    """Write an address. Parts without a value are left out."""
    first, last = address.first_name, address.last_name
    if first is None and last is None and address.name is not None:
        first, _, last = address.name.rpartition(" ")
    parts = {
        "first_name": first or None,
        "last_name": last or None,
        "street_address": address.address,
        "extended_address": address.address2,
        "address_locality": address.city,
        "address_region": address.state,
        "postal_code": address.postal_code,
        "address_country": address.country,
    }
    return {name: part for name, part in parts.items() if part is not None}


def location_shape(address: Address) -> Shape:
    """Write the address of a location of the shop, without names: those of an address are a person's."""
    return address_shape(replace(address, name=None, first_name=None, last_name=None))
