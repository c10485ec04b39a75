"""Erases again what a restored backup brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from application.checkouts.service import Checkouts
from application.persons.requests import PersonErasures
from application.ports.buyers.address_book import AddressBook
from application.ports.erasures.destroyed_keys import DestroyedKeyList
from application.ports.erasures.plans import ErasureCause, ErasureRequest, Erasures
from application.ports.key_vault import HeldKey, KeyVault
from domain.refusals import CheckoutNotFound

_PAGE: Final = 1_000
_UNKNOWN: Final = ""


@dataclass(frozen=True, kw_only=True)
class RestoredKeys:
    """Looks for keys that the list of destroyed keys has and the database too."""

    checkouts: Checkouts
    vault: KeyVault
    address_book: AddressBook
    erasures: Erasures
    requests: PersonErasures
    destroyed: DestroyedKeyList
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    async def erase(self) -> int:
        """Erase the data of each listed key that exists. Return the number of keys. Raises StoreUnavailable.

        Each gets an event, and a line in the certificate of the erasure that destroyed it first.
        """
        listed = {each.key: each for each in await self.destroyed.read()}
        keys = list(listed)
        found: list[HeldKey] = []
        for start in range(0, len(keys), _PAGE):
            found += await self.vault.remaining_keys(keys[start : start + _PAGE])
        by_retention = self.new_id()

        def erasure_of(key: HeldKey) -> str:
            return listed[key].erasure_id or by_retention

        for erasure_id, group in groupby(sorted(found, key=erasure_of), key=erasure_of):
            await self._plan(erasure_id, list(group))
        if found:
            await self.requests.resume()
        return len(found)

    async def _plan(self, erasure_id: str, keys: list[HeldKey]) -> None:
        request = ErasureRequest(
            id=erasure_id,
            cause=ErasureCause.RESTORED,
            requested_by="system:erasure",
            dialect="tillroll",
            operation="erase restored data",
            request_id=erasure_id,
            at=self.clock(),
        )
        await self.erasures.plan(request, keys, [await self._merchant_of(key) for key in keys])

    async def _merchant_of(self, key: HeldKey) -> str:
        for book in await self.address_book.find_books([key.name.checkout_id]):
            return book.merchant
        try:
            return (await self.checkouts.current(key.name.checkout_id)).merchant
        except CheckoutNotFound:
            return _UNKNOWN
