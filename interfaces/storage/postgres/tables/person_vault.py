"""The keys of personal data and the blind index of persons in PostgreSQL.

No process caches a key, so deleting its row destroys it.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from application.ports.person_vault import (
    NO_ACCESS,
    PERSON,
    Identity,
    IdentityKind,
    NewPersonKey,
    PersonAccess,
)
from interfaces.storage.codecs.field_sealing import SealingKey, index_term
from interfaces.storage.codecs.sealing import KEY_BYTES, key_mark
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.batching.batch_reader import BatchReader
from interfaces.storage.postgres.batching.lookups import KeyOfPerson
from interfaces.storage.postgres.connections.arrays import BytesArray, TextArray
from interfaces.storage.postgres.connections.keys import can_be_key, encoded_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.connections.prepared import Rows
from interfaces.storage.postgres.tables.installation_keys import PostgresInstallationKeys
from interfaces.storage.postgres.tables.key_vault import about_data_key

INDEX_PURPOSE: Final = "person index"
_SEAL = "SELECT tillroll.seal_person($1, $2, $3, $4, $5, $6)"
# The last erasure counts where data was erased more than once.
_ACCESSES = """
SELECT
    wanted.id,
    (
        SELECT held.key FROM tillroll.data_keys AS held
        WHERE held.checkout_id = wanted.id AND held.data_class = 'person'
    ),
    (
        SELECT max(gone.destroyed_at) FROM tillroll.destroyed_keys AS gone
        WHERE gone.checkout_id = wanted.id AND gone.data_class = 'person'
    )
FROM unnest($1::text[]) AS wanted (id)
"""
_FIND = """
SELECT checkout_id FROM tillroll.person_index WHERE kind = $1 AND term = $2 ORDER BY checkout_id
"""


class PostgresPersonVault:
    """Implements `PersonVault`, through a pool and lookups of others. Every method raises StoreUnavailable."""

    def __init__(
        self,
        pool: StatementPool,
        lookups: BatchReader,
        installation_keys: PostgresInstallationKeys,
        master_keys: KeyWrapping,
    ) -> None:
        self._pool = pool
        self._lookups = lookups
        self._master_keys = master_keys
        self._installation_keys = installation_keys
        self._index_key: bytes | None = None

    async def key_for_sealing(
        self, checkout_id: str, identities: Sequence[Identity], *, destroy_after: datetime
    ) -> SealingKey:
        """Return the key of a checkout, created if there is none, and index the identities for it."""
        index_key = await self._key_of_index()
        # A new key is sent in any case, so that one statement is enough for a checkout without one.
        new = secrets.token_bytes(KEY_BYTES)
        parameters = (
            checkout_id,
            TextArray.encode([each.kind.value for each in identities]),
            BytesArray.of([index_term(index_key, each) for each in identities]),
            self._master_keys.wrap(new, about_data_key(checkout_id, PERSON)),
            destroy_after,
            key_mark(new),
        )
        ((stored,),) = await self._pool.rows(_SEAL, parameters)
        return self._sealing_key(checkout_id, stored)

    def new_key(self, checkout_id: str, *, destroy_after: datetime) -> NewPersonKey:
        """Return a key for a checkout that is being opened, without storing it."""
        key = secrets.token_bytes(KEY_BYTES)
        return NewPersonKey(
            key=SealingKey(checkout_id, partial(bytes, key)),
            wrapped=self._master_keys.wrap(key, about_data_key(checkout_id, PERSON)),
            mark=key_mark(key),
            destroy_after=destroy_after,
        )

    async def index_terms(
        self, identities: Sequence[Identity]
    ) -> Sequence[tuple[IdentityKind, bytes]]:
        """Return the terms by which the identities are found."""
        index_key = await self._key_of_index()
        return [(each.kind, index_term(index_key, each)) for each in identities]

    def access(self, checkout_id: str) -> Awaitable[PersonAccess]:
        """Begin to look up what can be opened of one checkout, and return that."""
        rows: asyncio.Future[Rows] | None = None
        if can_be_key(checkout_id):
            rows = self._lookups.rows(KeyOfPerson(encoded_key(checkout_id)))
        return _Access(rows, partial(self.access_of, checkout_id))

    async def accesses(self, checkout_ids: Sequence[str]) -> Mapping[str, PersonAccess]:
        """Return what can be opened of each of these checkouts."""
        wanted = [
            checkout_id for checkout_id in dict.fromkeys(checkout_ids) if can_be_key(checkout_id)
        ]
        if not wanted:
            return {}
        rows = await self._pool.rows(_ACCESSES, (TextArray.encode(wanted),))
        return {
            checkout_id: self.access_of(checkout_id, key, erased_at)
            for checkout_id, key, erased_at in rows
        }

    async def find(self, identity: Identity) -> Sequence[str]:
        """Return the ids of the checkouts with this identity, in order."""
        term = index_term(await self._key_of_index(), identity)
        rows = await self._pool.rows(_FIND, (identity.kind.value, term))
        return [checkout_id for (checkout_id,) in rows]

    def access_of(
        self, checkout_id: str, stored: bytes | None, erased_at: datetime | None
    ) -> PersonAccess:
        """Return what a stored key opens of a checkout whose data was last erased at `erased_at`."""
        key = None if stored is None else self._sealing_key(checkout_id, stored)
        return PersonAccess(key=key, erased_at=erased_at)

    def _sealing_key(self, checkout_id: str, stored: bytes) -> SealingKey:
        about = about_data_key(checkout_id, PERSON)
        unwrap = partial(self._master_keys.unwrap, bytes(stored), about)
        return SealingKey(checkout_id, unwrap)

    async def _key_of_index(self) -> bytes:
        if self._index_key is None:
            self._index_key = await self._installation_keys.key_for(INDEX_PURPOSE)
        return self._index_key


class _Access:
    """What can be opened of a checkout, when its rows are there."""

    def __init__(
        self,
        rows: asyncio.Future[Rows] | None,
        access_of: Callable[[bytes | None, datetime | None], PersonAccess],
    ) -> None:
        self._rows = rows
        self._access_of = access_of

    def __await__(self) -> Generator[Any, None, PersonAccess]:
        if self._rows is None:
            return NO_ACCESS
        ((key, erased_at),) = yield from self._rows
        return self._access_of(key, erased_at)
