"""The keys of personal data, and the blind indexes by which persons are found.

A checkout has one key for its personal data. Destroying it erases the data from every event, snapshot and export.
"""

import enum
import re
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

PERSON: Final = "person"
"""The class of the keys of personal data."""

SEALED_FIELD: Final = re.compile(r"sealed2:[a-z0-9_.]+:[A-Za-z0-9_-]{43}:[A-Za-z0-9_-]+=*")
"""A sealed field: its name, the SHA-256 of its key, and the ciphertext, the last two in URL-safe Base64."""

KEYED_DIGEST: Final = re.compile(r"keyed1:([a-z0-9_.]+):([A-Za-z0-9_-]{43}):[A-Za-z0-9_-]{43}")
"""A keyed digest: the name of its field, the SHA-256 of its key, and the HMAC-SHA256, the last two in URL-safe Base64.

After the destruction of the key, nobody can find out by guessing what the content was.
"""


class TamperedField(Exception):
    """A sealed field that fails authentication with its own key."""


class IdentityKind(enum.Enum):
    """What a person is found by."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    NATIONAL_ID = "national-id"
    ADDRESS = "address"
    """The network address of a shopper."""


@dataclass(frozen=True)
class Identity:
    """One normalised value that a person is found by (`application.persons.identities`)."""

    kind: IdentityKind
    text: str


class PersonKey(Protocol):
    """The key of the personal data of one checkout. Each field is sealed with a key of its own, derived from it."""

    def seal(self, field: str, text: str) -> str:
        """Return the text sealed. Equal texts of one field are sealed to equal texts. Raises ValueError: no Unicode."""

    def open(self, sealed: str) -> str | None:
        """Return the text of a sealed field; None if another key, now destroyed, sealed it. Raises TamperedField."""

    def seal_content(self, field: str, content: bytes) -> str:
        """Return octets sealed, as `seal` does with a text."""

    def open_content(self, sealed: str) -> bytes | None:
        """Return the octets of a sealed field, as `open` does with a text. Raises TamperedField."""

    def field_key(self, sealed: str) -> bytes | None:
        """Return the key that opens the fields of this name and no others; None if another key sealed it."""

    def digest(self, field: str, content: bytes) -> str:
        """Return a keyed digest of a content, as `KEYED_DIGEST` describes. Nothing can be read from it."""


@dataclass(frozen=True, kw_only=True)
class PersonAccess:
    """The key of a checkout, None if it has none, and the time of the last erasure of its personal data."""

    key: PersonKey | None = None
    erased_at: datetime | None = None

    def open(self, sealed: str) -> str | None:
        """Return the text of a sealed field; None if it is erased."""
        return None if self.key is None else self.key.open(sealed)


NO_ACCESS: Final = PersonAccess()


@dataclass(frozen=True, kw_only=True)
class NewPersonKey:
    """A key that the append which opens its checkout records. `wrapped` and `mark` are its stored form.

    `terms` are those of the index. The erasure job looks at the key after `destroy_after` (UTC). If the append is
    refused, nothing of it is left, and that is no erasure.
    """

    key: PersonKey
    wrapped: bytes
    mark: bytes
    destroy_after: datetime
    terms: Sequence[tuple[IdentityKind, bytes]] = ()


class PersonVault(Protocol):
    """Creates and reads keys of personal data. Every method raises StoreUnavailable."""

    async def key_for_sealing(
        self, checkout_id: str, identities: Sequence[Identity], *, destroy_after: datetime
    ) -> PersonKey:
        """Return the key of a checkout, and index the identities for it.

        The first call creates the key. The erasure job looks at it after `destroy_after` (UTC).
        """

    def new_key(self, checkout_id: str, *, destroy_after: datetime) -> NewPersonKey:
        """Return a key for a checkout that is being opened, without storing it."""

    async def index_terms(
        self, identities: Sequence[Identity]
    ) -> Sequence[tuple[IdentityKind, bytes]]:
        """Return the terms by which the identities are found."""

    def access(self, checkout_id: str) -> Awaitable[PersonAccess]:
        """Begin to look up what can be opened of one checkout, and return that. The caller need not wait for it."""

    async def accesses(self, checkout_ids: Sequence[str]) -> Mapping[str, PersonAccess]:
        """Return what can be opened of each of these checkouts."""

    async def find(self, identity: Identity) -> Sequence[str]:
        """Return the ids of the checkouts that have personal data with this identity, in no order."""
