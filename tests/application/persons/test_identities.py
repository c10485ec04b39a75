"""What a person is found by, in any usual spelling."""

import pytest

from application.persons.identities import (
    email,
    identities_of,
    name,
    national_id,
    network_address,
    phone,
)
from application.ports.person_vault import Identity, IdentityKind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (email("Ada@Example.com "), email("ada@example.com")),
        (email("straße@example.com"), email("STRASSE@example.com")),
        (phone("070-123 45 67", "SE"), phone("+46 (0)70 123 45 67")),
        (phone("070-123 45 67", "SE"), phone("0701234567")),
        (phone("+46701234567", "SE"), phone("0046 70 123 45 67", "SE")),
        (name("Åsa  Öberg"), name("asa oberg")),
        (name("Hopper-Murray, Grace"), name("hopper murray grace")),
        (national_id("19061209-0000"), national_id("190612090000")),
        (national_id("19061209-0000"), national_id("061209-0000")),
        (network_address("2001:DB8::7"), network_address("2001:db8:0:0::7")),
    ],
)
def test_one_value_is_found_in_another_spelling(one: object, other: object) -> None:
    """Both spellings have an identity in common."""
    assert set(one) & set(other)  # type: ignore[call-overload]  # iterators of identities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (email("ada@example.com"), email("ada@example.org")),
        (phone("070-123 45 67", "SE"), phone("070-123 45 67", "NO")),
        (name("Grace Hopper"), name("Grace")),
        (national_id("190612090000"), national_id("190612090001")),
    ],
)
def test_another_value_is_not_found(one: object, other: object) -> None:
    """The international forms of two values differ."""
    assert next(iter(one)) != next(iter(other))  # type: ignore[call-overload]  # iterators of identities


@pytest.mark.parametrize("read", [email, phone, name, national_id, network_address])
@pytest.mark.parametrize("text", ["", "  ", "\0", "-"])
def test_an_empty_text_finds_nobody(read: object, text: str) -> None:
    """A text without a letter or digit has no identity of its kind, or one that is the text itself."""
    found = list(read(text))  # type: ignore[operator]  # a function of identities
    assert all(identity.text.strip() for identity in found)


def test_all_fields_of_a_person_are_indexed() -> None:
    """E-mail, phone, national id, network address, whole names, last names and companies are indexed."""
    fields = {
        "customer.email": ["ada@example.com"],
        "recipient.phone": ["+46701234567"],
        "customer.national_id": ["061209-0000"],
        "provenance.address": ["203.0.113.7"],
        "customer.first_name": ["Ada"],
        "customer.last_name": ["Lovelace"],
        "fulfilment.name": ["Charles Babbage"],
        "billing.company": ["Engines Ltd"],
    }
    found = set(identities_of(fields, "SE"))
    assert found >= {
        Identity(IdentityKind.EMAIL, "ada@example.com"),
        Identity(IdentityKind.PHONE, "+46701234567"),
        Identity(IdentityKind.NATIONAL_ID, "0612090000"),
        Identity(IdentityKind.ADDRESS, "203.0.113.7"),
        Identity(IdentityKind.NAME, "ada lovelace"),
        Identity(IdentityKind.NAME, "lovelace"),
        Identity(IdentityKind.NAME, "charles babbage"),
        Identity(IdentityKind.NAME, "engines ltd"),
    }
    assert Identity(IdentityKind.NAME, "ada") not in found
