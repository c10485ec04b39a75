"""Finds checkouts by the e-mail address that their customer has now. The index also has earlier addresses."""

from collections.abc import Mapping, Sequence

from application.persons.identities import email as identity_of
from application.ports.person_vault import (
    NO_ACCESS,
    SEALED_FIELD,
    Identity,
    PersonAccess,
    PersonVault,
)


async def candidates(vault: PersonVault, email: str) -> Sequence[str]:
    """Return the ids of the checkouts that have or had a customer with this address. Raises StoreUnavailable."""
    found: list[str] = []
    for identity in identity_of(email):
        found += await vault.find(identity)
    return found


async def with_current_email(
    vault: PersonVault, email: str, sealed: Mapping[str, str]
) -> Sequence[str]:
    """Return the ids of the checkouts whose present address is `email`.

    `sealed` has the sealed address of each candidate by its id. Raises StoreUnavailable.
    """
    wanted = set(identity_of(email))
    accesses = await vault.accesses(tuple(sealed))
    return [
        checkout_id
        for checkout_id, text in sealed.items()
        if wanted & _identities(text, accesses.get(checkout_id, NO_ACCESS))
    ]


def _identities(text: str, access: PersonAccess) -> set[Identity]:
    if not SEALED_FIELD.fullmatch(text):
        return set()
    opened = access.open(text)
    return set() if opened is None else set(identity_of(opened))
