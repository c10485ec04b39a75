"""The key vault in memory, for unit tests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from application.ports.buyers.address_book import ADDRESS_BOOK
from application.ports.key_vault import DataKeyId, HeldKey, KeyLifetime
from application.ports.person_vault import PERSON
from interfaces.storage.codecs.sealing import key_mark, seal, unseal


@dataclass
class InMemoryKeyVault:
    """Implements `application.ports.key_vault.KeyVault`. The keys are derived from a counter, so sealed texts are
    reproducible.
    """

    _keys: dict[DataKeyId, tuple[bytes, datetime]] = field(default_factory=dict)
    _key_count: int = 0
    _destroyed: dict[DataKeyId, datetime] = field(default_factory=dict)
    _policy: str | None = None
    on_destroyed: list[Callable[[HeldKey, datetime], None]] = field(default_factory=list)
    """Called with each destroyed key and its time."""

    def key(self, name: DataKeyId) -> bytes | None:
        """Return a key; None if there is none, or no more."""
        return self._keys.get(name, (None, None))[0]

    def key_for_sealing(self, name: DataKeyId, destroy_after: datetime) -> bytes:
        """Return a key, created if there is none."""
        if name not in self._keys:
            self._keys[name] = (self.new_key(), destroy_after)
        return self._keys[name][0]

    def new_key(self) -> bytes:
        """Return the next key without storing it."""
        self._key_count += 1
        return sha256(str(self._key_count).encode()).digest()

    def put(self, name: DataKeyId, key: bytes, destroy_after: datetime) -> None:
        """Store a new key."""
        self._keys[name] = (key, destroy_after)

    async def seal(
        self, name: DataKeyId, texts: Sequence[str], *, destroy_after: datetime
    ) -> list[str]:
        """Return the texts sealed. The first call creates the key."""
        if not texts:
            return []
        key = self.key_for_sealing(name, destroy_after)
        return [seal(key, name, text) for text in texts]

    async def open(self, name: DataKeyId, texts: Sequence[str]) -> list[str | None]:
        """Return the original texts; None for those whose key is destroyed."""
        key, _ = self._keys.get(name, (None, None))
        return [unseal(key, name, text) for text in texts]

    async def due(self, at: datetime, limit: int) -> Sequence[HeldKey]:
        """Return the keys that are due for destruction at `at`, the longest overdue first."""
        overdue = [(after, name) for name, (_, after) in self._keys.items() if after <= at]
        found = sorted(overdue, key=lambda pair: pair[0])[:limit]
        return [self._with_mark(name) for _, name in found]

    async def keys_of(self, checkout_ids: Sequence[str]) -> Sequence[HeldKey]:
        """Return the keys of these checkouts, in order."""
        found = [name for name in self._keys if name.checkout_id in checkout_ids]
        found.sort(key=lambda name: (name.checkout_id, name.data_class))
        return [self._with_mark(name) for name in found]

    async def remaining_keys(self, keys: Sequence[HeldKey]) -> Sequence[HeldKey]:
        """Return those of the keys that exist."""
        return [key for key in keys if key.name in self._keys and self._with_mark(key.name) == key]

    async def destroy(self, name: DataKeyId, at: datetime, mark: str | None = None) -> None:
        """Destroy a key; what it sealed cannot be read any more."""
        if name not in self._keys:
            return
        key = self._with_mark(name)
        if mark not in (None, key.mark):
            return
        del self._keys[name]
        self._destroyed[name] = at
        for each in self.on_destroyed:
            each(key, at)

    def due_times(self) -> dict[DataKeyId, datetime]:
        """Return when each key is due for destruction."""
        return {name: after for name, (_, after) in self._keys.items()}

    def destroyed_at(self, name: DataKeyId) -> datetime | None:
        """Return when the last key with this name was destroyed."""
        return self._destroyed.get(name)

    async def postpone(self, name: DataKeyId, until: datetime) -> None:
        """Move the due time of a key to `until`."""
        if name in self._keys:
            self._keys[name] = (self._keys[name][0], until)

    async def applied_retention(self) -> str | None:
        """Return the policy that was applied last."""
        return self._policy

    async def apply_retention(self, policy: str, at: datetime) -> None:
        """Make all keys of personal data due if the policy is new."""
        if policy == self._policy:
            return
        for name, (key, after) in self._keys.items():
            if name.data_class in (PERSON, ADDRESS_BOOK):
                self._keys[name] = (key, min(after, at))
        self._policy = policy

    def _with_mark(self, name: DataKeyId) -> HeldKey:
        return HeldKey(name=name, mark=key_mark(self._keys[name][0]).hex())

    async def lifetimes(self, checkout_id: str) -> Sequence[KeyLifetime]:
        """Return the lifetimes of the keys of one checkout, by class of data."""
        found = [
            KeyLifetime(data_class=name.data_class, destroy_after=after)
            for name, (_, after) in self._keys.items()
            if name.checkout_id == checkout_id
        ]
        return sorted(found, key=lambda each: each.data_class)
