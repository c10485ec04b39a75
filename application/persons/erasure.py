"""Erases the data of one key, in an order that loses nothing when the process is killed.

The event comes first, so a history never lacks data without an event for it. Then the key is listed outside the
database, so that a restored backup loses it too. The key is destroyed last. Each step can be repeated.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from application.checkouts.service import Checkouts
from application.ports.buyers.address_book import ADDRESS_BOOK
from application.ports.erasures.destroyed_keys import DestroyedKey, DestroyedKeyList
from application.ports.key_vault import HeldKey, KeyVault
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound

_log = logging.getLogger("tillroll.erasure")


class Eraser:
    """Records the erasure of a key's data and destroys the key."""

    def __init__(
        self,
        *,
        checkouts: Checkouts,
        vault: KeyVault,
        destroyed: DestroyedKeyList,
        clock: Callable[[], datetime],
    ) -> None:
        self._checkouts = checkouts
        self._vault = vault
        self._destroyed = destroyed
        self._clock = clock

    async def erase(self, key: HeldKey, by: Provenance, erasure_id: str | None = None) -> None:
        """Erase the data of a key permanently. Repeating that changes nothing.

        `by` is the provenance of the event. Raises Locked on a concurrent change, and StoreUnavailable.
        """
        name = key.name
        # An address book has no history that an event could be recorded in.
        if name.data_class != ADDRESS_BOOK:
            await self._record(key, by)
        at = self._clock()
        await self._destroyed.append(DestroyedKey(key=key, at=at, erasure_id=erasure_id))
        await self._vault.destroy(name, at, key.mark)

    async def _record(self, key: HeldKey, by: Provenance) -> None:
        name = key.name
        try:
            await self._checkouts.erase(name.checkout_id, name.data_class, key.mark, by)
        except CheckoutNotFound:
            _log.info("no checkout %s was opened for its key", name.checkout_id)
