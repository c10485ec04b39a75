"""The keys that personal data of a shop is sealed with. Destroying a key erases the data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

SEALED_PREFIX = "sealed:"  # Every sealed text begins with it.
SEALED_TEXT: Final = re.compile(r"sealed:[0-9a-f]{12}:[A-Za-z0-9_-]+=*")
"""A sealed text: the id of its key, and the ciphertext in URL-safe Base64."""

MERCHANT_DATA: Final = "merchant-data"
"""The class of the keys of a shop's own data (Svea's MerchantData)."""


@dataclass(frozen=True, kw_only=True)
class DataKeyId:
    """The checkout and the class of data (`merchant-data`) that a key seals."""

    checkout_id: str
    data_class: str


class KeyVault(Protocol):
    """Seals and opens texts, and destroys keys. Every method raises StoreUnavailable."""

    async def seal(
        self, name: DataKeyId, texts: Sequence[str], *, destroy_after: datetime
    ) -> list[str]:
        """Return the texts sealed. While the key exists, equal texts are sealed to equal texts.

        The first call creates the key, which is due for destruction after `destroy_after` (UTC).
        """

    async def open(self, name: DataKeyId, texts: Sequence[str]) -> list[str | None]:
        """Return the original texts; None for a text whose key is destroyed. Texts without a seal are unchanged."""

    async def due(self, at: datetime, limit: int) -> Sequence[DataKeyId]:
        """Return the keys that are due for destruction at `at`, the longest overdue first."""

    async def destroy(self, name: DataKeyId, at: datetime) -> None:
        """Destroy a key permanently, and record `at` as the time. Do nothing if it does not exist."""

    async def postpone(self, name: DataKeyId, until: datetime) -> None:
        """Move the due time of a key to `until`."""


@dataclass(frozen=True, kw_only=True)
class KeyLifetime:
    """A key that exists, by the class of data that it seals. It is due for destruction after `destroy_after` (UTC)."""

    data_class: str
    destroy_after: datetime


class KeyLifetimes(Protocol):
    """Reads how long keys live. The method raises StoreUnavailable."""

    async def lifetimes(self, checkout_id: str) -> Sequence[KeyLifetime]:
        """Return the lifetimes of the keys of one checkout, by class of data."""
