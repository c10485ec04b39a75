"""The keys of sealed data in memory, for unit tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from application.ports.key_vault import DataKeyId
from interfaces.storage.postgres.tables.sealing import opened, sealed


@dataclass
class InMemoryKeyVault:
    """Implements `application.ports.key_vault.KeyVault`. Keys are counted up and not random, so that tests can be
    exact.
    """

    _keys: dict[DataKeyId, tuple[bytes, datetime]] = field(default_factory=dict)
    _made: int = 0

    async def seal(
        self, name: DataKeyId, texts: Sequence[str], *, destroy_after: datetime
    ) -> list[str]:
        """The texts sealed; makes the key if there is none."""
        if not texts:
            return []
        if name not in self._keys:
            self._made += 1
            self._keys[name] = (sha256(str(self._made).encode()).digest(), destroy_after)
        key, _ = self._keys[name]
        return [sealed(key, name, text) for text in texts]

    async def opened(self, name: DataKeyId, texts: Sequence[str]) -> list[str | None]:
        """The texts again; None for those whose key is destroyed."""
        key, _ = self._keys.get(name, (None, None))
        return [opened(key, name, text) for text in texts]

    async def due(self, at: datetime, limit: int) -> Sequence[DataKeyId]:
        """Keys to be destroyed by now, the longest overdue first."""
        passed = [(after, name) for name, (_, after) in self._keys.items() if after <= at]
        return [name for _, name in sorted(passed, key=lambda pair: pair[0])[:limit]]

    async def destroy(self, name: DataKeyId) -> None:
        """Destroys a key."""
        self._keys.pop(name, None)

    async def postpone(self, name: DataKeyId, until: datetime) -> None:
        """Looks at a key again later."""
        if name in self._keys:
            self._keys[name] = (self._keys[name][0], until)
