"""What a person is named by when their data is to be found: any of the values that are indexed, or a checkout."""

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from application.persons.identities import email, name, national_id, phone
from application.ports.person_vault import Identity, PersonVault


class SubjectKind(enum.Enum):
    """What the text of a subject is."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    NATIONAL_ID = "national_id"
    CHECKOUT = "checkout_id"


@dataclass(frozen=True, kw_only=True)
class PersonSubject:
    """A person, named by a text. It is read as each of the kinds."""

    text: str
    kinds: Sequence[SubjectKind]


_READERS: Final[Mapping[SubjectKind, Callable[[str], Iterator[Identity]]]] = {
    SubjectKind.EMAIL: email,
    SubjectKind.PHONE: phone,
    SubjectKind.NAME: name,
    SubjectKind.NATIONAL_ID: national_id,
}


async def find_checkouts(persons: PersonVault, subject: PersonSubject) -> Sequence[str]:
    """Return the ids of checkouts and of address books that have data of the person, in order.

    Raises StoreUnavailable.

    A checkout is found by earlier data too. The checkout that the text may name is among them, and may not exist.
    """
    found: set[str] = set()
    for kind in subject.kinds:
        if kind is SubjectKind.CHECKOUT:
            found.add(subject.text.strip())
            continue
        for identity in _READERS[kind](subject.text):
            found.update(await persons.find(identity))
    return sorted(found)
