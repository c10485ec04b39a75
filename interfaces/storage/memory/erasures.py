"""The plans of erasures in memory, for unit tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from application.ports.erasures.plans import Certificate, ErasedKey, ErasureRequest, PlannedKey
from application.ports.key_vault import HeldKey
from interfaces.storage.memory.key_vault import InMemoryKeyVault

_Place = tuple[str, str, str, str]


@dataclass
class InMemoryErasures:
    """Implements `application.ports.erasures.plans.Erasures` for the keys of an in-memory key vault."""

    _keys: InMemoryKeyVault
    _rows: dict[_Place, tuple[ErasureRequest, ErasedKey]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._keys.on_destroyed.append(self._note)

    async def plan(
        self, request: ErasureRequest, keys: Sequence[HeldKey], merchants: Sequence[str]
    ) -> None:
        """Record the keys that still exist as planned."""
        held = await self._keys.remaining_keys(keys)
        for key, merchant in zip(keys, merchants, strict=True):
            if key in held:
                row = (request, ErasedKey(key=key, merchant=merchant, destroyed_at=None))
                before, _ = self._rows.get(_place(request.id, key), row)
                self._rows[_place(request.id, key)] = (before, row[1])

    async def open(self, after: PlannedKey | None, limit: int) -> Sequence[PlannedKey]:
        """Return planned keys that are not destroyed, after one of them, in order."""
        start = _place(after.request.id, after.key) if after else ("", "", "", "")
        return [
            PlannedKey(request=request, key=planned.key)
            for place, (request, planned) in sorted(self._rows.items(), key=lambda row: row[0])
            if planned.destroyed_at is None and place > start
        ][:limit]

    async def certificate(self, erasure_id: str) -> Certificate | None:
        """Return the certificate of an erasure; None if there is no such erasure."""
        rows = [
            row
            for place, row in sorted(self._rows.items(), key=lambda row: row[0])
            if place[0] == erasure_id
        ]
        if not rows:
            return None
        return Certificate(request=rows[0][0], keys=[planned for _, planned in rows])

    def list_planned(self) -> list[tuple[ErasureRequest, ErasedKey]]:
        """Return each key of each plan."""
        return list(self._rows.values())

    def _note(self, key: HeldKey, at: datetime) -> None:
        for place, (request, planned) in self._rows.items():
            if planned.key == key and planned.destroyed_at is None:
                self._rows[place] = (request, replace(planned, destroyed_at=at))


def _place(erasure_id: str, key: HeldKey) -> _Place:
    return (erasure_id, key.name.checkout_id, key.name.data_class, key.mark)
