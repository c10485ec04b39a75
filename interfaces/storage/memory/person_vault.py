"""The vault of personal data in memory, for unit tests."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Final

from application.ports.buyers.address_book import ADDRESS_BOOK
from application.ports.key_vault import DataKeyId
from application.ports.person_vault import (
    PERSON,
    Identity,
    IdentityKind,
    NewPersonKey,
    PersonAccess,
)
from interfaces.storage.codecs.field_sealing import SealingKey, index_term
from interfaces.storage.codecs.sealing import key_mark
from interfaces.storage.memory.key_vault import InMemoryKeyVault

_INDEX_KEY: Final = sha256(b"person index").digest()


@dataclass
class InMemoryPersonVault:
    """Implements `application.ports.person_vault.PersonVault` with the keys of an in-memory key vault."""

    _keys: InMemoryKeyVault
    _index: set[tuple[bytes, str]] = field(default_factory=set)
    _emails: dict[str, set[bytes]] = field(default_factory=dict)

    async def key_for_sealing(
        self, checkout_id: str, identities: Sequence[Identity], *, destroy_after: datetime
    ) -> SealingKey:
        """Return the key of a checkout, created if there is none, and index the identities."""
        key = self._keys.key_for_sealing(_name(checkout_id), destroy_after)
        self._add_terms(checkout_id, await self.index_terms(identities))
        return SealingKey(checkout_id, lambda: key)

    def index(self, owner: str, identities: Sequence[Identity]) -> None:
        """Index the identities for a checkout or an address book."""
        self._index.update((index_term(_INDEX_KEY, each), owner) for each in identities)

    def with_email_of(self, checkout_id: str) -> Set[str]:
        """Return the checkouts that have an e-mail address of this one, and whose key is not destroyed."""
        own = self._emails.get(checkout_id, set())
        return {
            other
            for other, emails in self._emails.items()
            if own & emails and self._keys.key(_name(other)) is not None
        }

    def new_key(self, checkout_id: str, *, destroy_after: datetime) -> NewPersonKey:
        """Return a key without storing it."""
        key = self._keys.new_key()
        sealing_key = SealingKey(checkout_id, partial(bytes, key))
        return NewPersonKey(
            key=sealing_key, wrapped=key, mark=key_mark(key), destroy_after=destroy_after
        )

    async def index_terms(
        self, identities: Sequence[Identity]
    ) -> Sequence[tuple[IdentityKind, bytes]]:
        """Return the terms by which the identities are found."""
        return [(each.kind, index_term(_INDEX_KEY, each)) for each in identities]

    def put(self, checkout_id: str, new: NewPersonKey) -> None:
        """Store a new key and index its terms."""
        self._keys.put(_name(checkout_id), new.wrapped, new.destroy_after)
        self._add_terms(checkout_id, new.terms)

    def _add_terms(self, checkout_id: str, terms: Sequence[tuple[IdentityKind, bytes]]) -> None:
        self._index.update((term, checkout_id) for _, term in terms)
        emails = {term for kind, term in terms if kind is IdentityKind.EMAIL}
        self._emails.setdefault(checkout_id, set()).update(emails)

    def access(self, checkout_id: str) -> Awaitable[PersonAccess]:
        """Return what can be opened of one checkout."""
        found: asyncio.Future[PersonAccess] = asyncio.get_running_loop().create_future()
        key = self._keys.key(_name(checkout_id))
        found.set_result(
            PersonAccess(
                key=None if key is None else SealingKey(checkout_id, partial(bytes, key)),
                erased_at=self._keys.destroyed_at(_name(checkout_id)),
            )
        )
        return found

    async def accesses(self, checkout_ids: Sequence[str]) -> Mapping[str, PersonAccess]:
        """Return what can be opened of each of these checkouts."""
        return {checkout_id: await self.access(checkout_id) for checkout_id in checkout_ids}

    async def find(self, identity: Identity) -> Sequence[str]:
        """Return the ids of the checkouts with this identity whose key is not destroyed."""
        term = index_term(_INDEX_KEY, identity)
        return [
            checkout_id
            for indexed, checkout_id in sorted(self._index)
            if indexed == term and self._has_key(checkout_id)
        ]

    def _has_key(self, owner: str) -> bool:
        book = DataKeyId(checkout_id=owner, data_class=ADDRESS_BOOK)
        return any(self._keys.key(name) is not None for name in (_name(owner), book))


def _name(checkout_id: str) -> DataKeyId:
    return DataKeyId(checkout_id=checkout_id, data_class=PERSON)
