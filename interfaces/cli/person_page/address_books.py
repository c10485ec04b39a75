"""The part of the page about a merchant's address book."""

from collections.abc import Iterator
from dataclasses import fields

from markupsafe import Markup

from application.persons.export import AddressBookRecord
from application.ports.buyers.address_book import KnownAddress
from interfaces.cli.person_page.markup import element, facts, section, table
from interfaces.cli.person_page.words import lifetime_text, time_text


def book_section(record: AddressBookRecord) -> Markup:
    """Return the part about one address book."""
    return element(
        "article",
        element("h2", f"Your addresses at {record.book.merchant}"),
        section(
            "Known addresses",
            "Where the shop has sent goods to, or what it has noted. It offers them at your next purchase.",
            table(
                ("Address", "Phone number", "Last purchase", "Last noted"),
                (
                    (
                        ", ".join(_parts(each)),
                        each.phone,
                        None if each.used_at is None else time_text(each.used_at),
                        time_text(each.noted_at),
                    )
                    for each in record.addresses
                ),
            ),
            otherwise="No address is stored.",
        ),
        facts(map(lifetime_text, record.lifetimes)),
    )


def _parts(known: KnownAddress) -> Iterator[str]:
    for field in fields(known.address):
        if text := getattr(known.address, field.name):
            yield text
