"""Seals the e-mail addresses in the list of checkouts, in the form that the events have them."""

import asyncio
from datetime import datetime
from typing import LiteralString

from application.persons.identities import email as identities_of_email
from interfaces.storage.postgres.connections.arrays import TextArray
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.sealing.keys import KeysForOldText
from interfaces.storage.postgres.sealing.sole_use import SoleUse

_PAGE = 500
_FIELD = "customer.email"
_CLEAR: LiteralString = f"""
SELECT checkout_id, email, updated_at FROM tillroll.listings
WHERE checkout_id > $1 AND email NOT LIKE 'sealed2:%'
ORDER BY checkout_id LIMIT {_PAGE}
"""
_REPLACE: LiteralString = """
UPDATE tillroll.listings AS kept SET email = new.email
FROM unnest($1, $2) AS new (checkout_id, email)
WHERE kept.checkout_id = new.checkout_id
"""


class ListingSealing:
    """Seals all listings through a connection that it does not own."""

    def __init__(self, connection: Connection, keys: KeysForOldText, sole: SoleUse) -> None:
        self._connection = connection
        self._keys = keys
        self._sole = sole

    async def run(self) -> int:
        """Seal what is clear, and return the number of changed rows. Raises SealingRefused and StoreUnavailable."""
        changed, last = 0, ""
        while True:
            cursor = await self._connection.execute(_CLEAR, (last,), binary=True)
            page = await cursor.fetchall()
            if not page:
                return changed
            sealed = await asyncio.gather(*(self._seal(*row) for row in page))
            self._sole.begin()
            async with self._connection.transaction():
                self._sole.require()
                parameters = ([row[0] for row in page], sealed)
                await self._connection.execute(_REPLACE, tuple(map(TextArray.encode, parameters)))
            changed += len(page)
            last = page[-1][0]

    async def _seal(self, checkout_id: str, email: str, updated_at: datetime) -> str:
        identities = tuple(identities_of_email(email))
        key = await self._keys.key_for(checkout_id, identities, updated_at)
        return key.seal(_FIELD, email)
