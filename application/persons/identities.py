"""Normalises the values that a person is found by. Equal normalised values are the same person for a search.

A search is exact after normalisation: the whole e-mail address, phone number, name or number, in any usual spelling.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from ipaddress import ip_address
from typing import Final

import phonenumbers

from application.history.search_terms import search_words
from application.ports.person_vault import Identity, IdentityKind

CollectedFields = Mapping[str, Sequence[str]]
"""The texts of each personal field, by its name (`application.persons.fields`)."""

_PARTS_WITH_NAMES: Final = ("customer", "delivery", "billing", "fulfilment", "recipient")
_NO_DIGITS = re.compile(r"[^0-9]")
_NO_LETTERS_OR_DIGITS = re.compile(r"[\W_]")
_SHORT_NATIONAL_ID: Final = 10
"""The digits of a Nordic national id without its century."""
_FEWEST_DIGITS: Final = 6


def identities_of(fields: CollectedFields, country: str) -> tuple[Identity, ...]:
    """Return the identities in personal fields. `country` (ISO 3166-1) completes phone numbers without a prefix."""
    found = dict.fromkeys(
        (
            *_each(fields, ("customer.email", "recipient.email"), email),
            *_phones(fields, country),
            *_each(fields, ("customer.national_id", "customer.organization_number"), national_id),
            *_each(fields, ("provenance.address",), network_address),
            *_names(fields),
        )
    )
    return tuple(found)


def email(text: str) -> Iterator[Identity]:
    """Yield the e-mail address without regard to case; nothing for an empty text."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    if folded:
        yield Identity(IdentityKind.EMAIL, folded)


def phone(text: str, country: str | None = None) -> Iterator[Identity]:
    """Yield the number in international form, if it is valid, and its digits as they were typed."""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        pass
    else:
        form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        yield Identity(IdentityKind.PHONE, form)
    digits = _NO_DIGITS.sub("", unicodedata.normalize("NFKC", text))
    if len(digits) >= _FEWEST_DIGITS:
        yield Identity(IdentityKind.PHONE, digits)


def name(text: str) -> Iterator[Identity]:
    """Yield a whole name without regard to case, accents and punctuation."""
    words = " ".join(search_words(text))
    if words:
        yield Identity(IdentityKind.NAME, words)


def national_id(text: str) -> Iterator[Identity]:
    """Yield a national id or the number of a company without separators, and a long one also without its century."""
    plain = _NO_LETTERS_OR_DIGITS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not plain:
        return
    yield Identity(IdentityKind.NATIONAL_ID, plain)
    if plain.isdigit() and len(plain) == _SHORT_NATIONAL_ID + 2:
        yield Identity(IdentityKind.NATIONAL_ID, plain[2:])


def network_address(text: str) -> Iterator[Identity]:
    """Yield the network address of a shopper in its usual form."""
    try:
        yield Identity(IdentityKind.ADDRESS, str(ip_address(text.strip())))
    except ValueError:
        if text.strip():
            yield Identity(IdentityKind.ADDRESS, text.strip())


def _each(
    fields: CollectedFields, names: Sequence[str], read: Callable[[str], Iterator[Identity]]
) -> Iterator[Identity]:
    for field in names:
        for text in fields.get(field, ()):
            yield from read(text)


def _phones(fields: CollectedFields, country: str) -> Iterator[Identity]:
    for field in ("customer.phone", "recipient.phone"):
        for text in fields.get(field, ()):
            yield from phone(text, country)


def _names(fields: CollectedFields) -> Iterator[Identity]:
    for part in _PARTS_WITH_NAMES:
        first = fields.get(f"{part}.first_name", ())
        last = fields.get(f"{part}.last_name", ())
        if first or last:
            yield from name(" ".join((*first, *last)))
        for text in (*last, *fields.get(f"{part}.name", ()), *fields.get(f"{part}.company", ())):
            yield from name(text)
