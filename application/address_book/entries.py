"""Makes the entries of an address book from rows of a catalogue and from completed purchases.

Two addresses are equal if their parts and the phone number are, without regard to case and repeated spaces.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from application.persons.identities import email as identities_of_email
from application.persons.identities import identities_of
from application.ports.buyers.address_book import AddressEntry, KnownAddress
from application.ports.catalogue import BuyerAddress
from domain.checkout import Checkout
from domain.values.customer import Address
from domain.values.fulfilment import Recipient

_PARTS = tuple(field.name for field in fields(Address))


def entries_of_rows(rows: Iterable[BuyerAddress]) -> list[AddressEntry]:
    """Return the entries of imported rows, without those whose e-mail address has no text."""
    found = [_entry_of_row(row) for row in rows]
    return [each for each in found if each is not None]


def _entry_of_row(row: BuyerAddress) -> AddressEntry | None:
    address = Address(
        name=row.name,
        company=row.company,
        address=row.line_one,
        address2=row.line_two,
        postal_code=row.postal_code,
        city=row.city,
        state=row.state,
        country=row.country,
    )
    return _entry(row.email, address, row.phone, row.id)


def entries_of_purchase(checkout: Checkout) -> Iterator[AddressEntry]:
    """Yield the addresses that the goods of a checkout went to. Its personal data has to be in clear.

    Nothing is yielded without the buyer's e-mail address. An address without a street and a country is left out.
    """
    email = None if checkout.customer is None else checkout.customer.email
    if email is None or checkout.delivery is None:
        return
    for address, recipient in _destinations(checkout):
        if address.address is None or address.country is None:
            continue
        named = address
        if recipient.name and not (address.name or address.first_name or address.last_name):
            named = replace(address, name=recipient.name)
        if (entry := _entry(email, named, recipient.phone)) is not None:
            yield entry


def without_copies(known: Iterable[KnownAddress]) -> list[KnownAddress]:
    """Return the addresses, of equal ones only the one with an id of the merchant's own.

    It is where the first of them was, with the last use of both.
    """
    found: dict[str, KnownAddress] = {}
    for each in known:
        content = content_of(each.address, each.phone)
        before = found.get(content)
        if before is None:
            found[content] = each
        elif each.has_own_id is before.has_own_id:
            found[f"{content}{each.id}"] = each
        else:
            kept = each if each.has_own_id else before
            used = [time for time in (each.used_at, before.used_at) if time is not None]
            found[content] = replace(kept, used_at=max(used, default=None))
    return list(found.values())


def content_of(address: Address, phone: str | None) -> str:
    """Return a text that is equal for equal addresses."""
    values = (*(getattr(address, part) for part in _PARTS), phone)
    return json.dumps(
        ["" if each is None else " ".join(each.casefold().split()) for each in values]
    )


def _destinations(checkout: Checkout) -> Iterator[tuple[Address, Recipient]]:
    delivery = checkout.delivery
    if delivery is None:
        return
    if not delivery.groups:
        if delivery.needs_address and delivery.address is not None:
            yield delivery.address, delivery.recipient or Recipient()
        return
    for group in delivery.groups:
        place = group.destination
        if group.kind.needs_address and place is not None and place.address is not None:
            yield place.address, place.recipient or Recipient()


def _entry(
    email: str, address: Address, phone: str | None, own_id: str | None = None
) -> AddressEntry | None:
    buyer = next(identities_of_email(email), None)
    if buyer is None:
        return None
    found = {
        "customer.email": (email,),
        "customer.phone": (phone,) if phone else (),
        **{
            f"delivery.{part}": (text,)
            for part in ("first_name", "last_name", "name", "company")
            if (text := getattr(address, part))
        },
    }
    return AddressEntry(
        buyer=buyer,
        address=address,
        phone=phone,
        content=content_of(address, phone),
        identities=identities_of(found, address.country or ""),
        own_id=own_id,
    )
