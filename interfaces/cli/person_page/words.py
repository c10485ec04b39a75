"""Plain words for times, names of fields, and the senders of requests."""

import re
from datetime import UTC, datetime

from application.persons.sealing import NEVER
from application.ports.buyers.address_book import ADDRESS_BOOK
from application.ports.key_vault import MERCHANT_DATA, KeyLifetime
from application.ports.person_vault import PERSON
from domain.provenance import Provenance

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FIELDS = {
    "email": "E-mail address",
    "phone": "Phone number",
    "national_id": "National id",
    "organization_number": "Number of the company",
    "co_address": "Care of",
    "address": "Street and number",
    "address2": "Street, second line",
    "expires_at": "Expires at",
    "id": "Number",
}
_SENDERS = {
    "shop": "The shop",
    "payments": "The payment provider",
    "history": "A reader of the history",
    "user": "An operator of this service",
    "system": "This service",
}
_DATA = {
    PERSON: "Your personal data",
    MERCHANT_DATA: "The shop's own data (MerchantData)",
    ADDRESS_BOOK: "Your known addresses",
}


def time_text(at: datetime) -> str:
    """Return an instant for people: `5 January 2026, 14:03:07 UTC`."""
    at = at.astimezone(UTC)
    return f"{date_text(at)}, {at:%H:%M:%S} UTC"


def date_text(at: datetime) -> str:
    """Return the day of an instant for people: `5 January 2026`."""
    return f"{at.day} {at:%B %Y}"


def as_words(name: str) -> str:
    """Return the name of a class, an event or a field as words: `Purchase commitment found`."""
    words = _CAPITAL.sub(" ", name.rpartition(".")[2]).replace("_", " ").replace("-", " ")
    return words.lower().capitalize()


def field_text(pointer: str) -> str:
    """Return the name of a field by its JSON pointer in a state: `Delivery address: city`. Items count from 1."""
    path = pointer.removeprefix("/").split("/")
    *parents, name = (str(int(each) + 1) if each.isdecimal() else each for each in path)
    parents = [each for each in parents if each not in ("customer", "delivery")]
    own = _FIELDS.get(name, as_words(name))
    if not parents:
        return own
    return f"{' '.join(map(as_words, parents)).capitalize()}: {own[:1].lower()}{own[1:]}"


def sender_text(by: Provenance) -> str:
    """Return who sent a request."""
    kind, _, name = by.actor.partition(":")
    if by.is_shopper:
        return "The checkout page (you, or another person who has its link)"
    return f"{_SENDERS[kind]} ({name})" if kind in _SENDERS else by.actor


def origin_text(by: Provenance) -> str:
    """Return the network address and the program of a request; empty where neither is recorded."""
    parts = (f"address {by.address}" if by.address else "", by.user_agent)
    return ", ".join(part for part in parts if part)


def lifetime_text(lifetime: KeyLifetime) -> tuple[str, str]:
    """Return the name of sealed data and how long it is kept."""
    name = _DATA.get(lifetime.data_class, as_words(lifetime.data_class))
    if lifetime.destroy_after >= NEVER:
        return name, "Until it is erased. No date is set."
    return name, f"Due for erasure on {date_text(lifetime.destroy_after)}."
