"""The keys that old clear text is sealed with."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from application.ports.person_vault import Identity, PersonKey, PersonVault
from interfaces.storage.codecs.field_sealing import SealingKey
from interfaces.storage.codecs.sealing import KEY_BYTES

_CONCURRENT: Final = 4
"""More would wait for a connection of the vault, and such a wait has a time limit."""


class KeysForOldText:
    """Takes keys from `vault`, which creates and indexes them. Raises StoreUnavailable.

    The erasure job looks at a new key after `destroy_after` (UTC).
    A key is committed before anything is sealed with it. If the process ends in between, the next run uses that key.
    """

    def __init__(self, vault: PersonVault, destroy_after: datetime) -> None:
        self._vault = vault
        self._destroy_after = destroy_after
        self._places = asyncio.Semaphore(_CONCURRENT)

    async def key_for(
        self, checkout_id: str, identities: Sequence[Identity], newest: datetime
    ) -> PersonKey:
        """Return the key for clear text of a checkout whose newest part was recorded at `newest`.

        Text from before the erasure of the checkout's data was to be erased too. Its key is stored nowhere.
        """
        async with self._places:
            erased_at = (await self._vault.access(checkout_id)).erased_at
            if erased_at is not None and newest <= erased_at:
                return SealingKey(checkout_id, partial(bytes, secrets.token_bytes(KEY_BYTES)))
            return await self._vault.key_for_sealing(
                checkout_id, identities, destroy_after=self._destroy_after
            )
