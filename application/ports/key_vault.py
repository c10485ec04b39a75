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

LEDGER_KEY: Final = "ledger"
"""The class of the keys that salt the entries of a checkout in the ledger of events. They seal no data."""

REFUSAL_LEDGER_KEY: Final = "ledger-refusals"
"""The class of the keys that salt the entries of a checkout in the ledger of refused attempts. They seal no data."""


@dataclass(frozen=True, kw_only=True)
class DataKeyId:
    """The checkout and the class of data (`merchant-data`) that a key seals."""

    checkout_id: str
    data_class: str


@dataclass(frozen=True, kw_only=True)
class HeldKey:
    """A key that exists. Its mark is a hash of it in hexadecimal digits, from which it cannot be computed."""

    name: DataKeyId
    mark: str


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

    async def due(self, at: datetime, limit: int) -> Sequence[HeldKey]:
        """Return the keys that are due for destruction at `at`, the longest overdue first."""

    async def keys_of(self, checkout_ids: Sequence[str]) -> Sequence[HeldKey]:
        """Return the keys of these checkouts that seal data, of every class. Those of a ledger seal none."""

    async def remaining_keys(self, keys: Sequence[HeldKey]) -> Sequence[HeldKey]:
        """Return those of the keys that exist."""

    async def destroy(self, name: DataKeyId, at: datetime, mark: str | None = None) -> None:
        """Destroy a key permanently, and record `at` as the time.

        With `mark`, destroy no other key than the one with this mark. Do nothing if the key does not exist.
        """

    async def postpone(self, name: DataKeyId, until: datetime) -> None:
        """Move the due time of a key to `until`."""

    async def applied_retention(self) -> str | None:
        """Return the policy of retention that was applied last; None if none was."""

    async def apply_retention(self, policy: str, at: datetime) -> None:
        """Make all keys of personal data due at `at` if `policy` differs from the one that was applied last.

        `policy` is a text that is equal for equal settings. An interrupted call is completed by the next one.
        """


@dataclass(frozen=True, kw_only=True)
class KeyLifetime:
    """A key that exists, by the class of data that it seals. It is due for destruction after `destroy_after` (UTC)."""

    data_class: str
    destroy_after: datetime


class KeyLifetimes(Protocol):
    """Reads how long keys live. The method raises StoreUnavailable."""

    async def lifetimes(self, checkout_id: str) -> Sequence[KeyLifetime]:
        """Return the lifetimes of the keys of one checkout, by class of data."""
