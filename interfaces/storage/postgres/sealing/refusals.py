"""Seals the personal data of refused commands, the counted ones included."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from psycopg.types.numeric import Int8

from application.persons.fields import FieldChange
from application.persons.identities import identities_of
from application.persons.old_text import clear_fields, open_with, seal_with
from application.ports.person_vault import Identity, PersonAccess, PersonKey
from interfaces.storage.postgres.connections.arrays import IntegerArray, TextArray
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.sealing.events import HistoryDiffers, country_of
from interfaces.storage.postgres.sealing.first_events import FirstEvents
from interfaces.storage.postgres.sealing.keys import KeysForOldText
from interfaces.storage.postgres.sealing.refused_commands import (
    map_command_json,
    map_provenance_json,
)
from interfaces.storage.postgres.sealing.sole_use import SoleUse

_PAGE = 500
_REFUSALS: LiteralString = f"""
SELECT id, checkout_id, at, asked, provenance FROM tillroll.refusals
WHERE id > $1 ORDER BY id LIMIT {_PAGE}
"""
_REPLACE_REFUSALS: LiteralString = """
UPDATE tillroll.refusals AS kept SET asked = new.asked, provenance = new.provenance
FROM unnest($1, $2, $3) AS new (id, asked, provenance)
WHERE kept.id = new.id
"""
# A checkout has one row here, the latest of the attempts that are counted only.
_COUNTED: LiteralString = f"""
SELECT checkout_id, checkout_id, at, asked, provenance FROM tillroll.invalid_bodies
WHERE checkout_id > $1 ORDER BY checkout_id LIMIT {_PAGE}
"""
_REPLACE_COUNTED: LiteralString = """
UPDATE tillroll.invalid_bodies AS kept SET asked = new.asked, provenance = new.provenance
FROM unnest($1, $2, $3) AS new (checkout_id, asked, provenance)
WHERE kept.checkout_id = new.checkout_id
"""


@dataclass(frozen=True)
class _Attempt:
    key: int | str
    checkout_id: str
    at: datetime
    command: str
    provenance: str

    def map(self, change: FieldChange) -> "_Attempt":
        return _Attempt(
            self.key,
            self.checkout_id,
            self.at,
            map_command_json(self.command, change),
            map_provenance_json(self.provenance, change),
        )

    @property
    def clear(self) -> Mapping[str, Sequence[str]]:
        return clear_fields(self.map)


class RefusalSealing:
    """Seals all refused commands through a connection that it does not own."""

    def __init__(self, connection: Connection, keys: KeysForOldText, sole: SoleUse) -> None:
        self._connection = connection
        self._keys = keys
        self._sole = sole
        self._first_events = FirstEvents(connection)

    async def run(self) -> int:
        """Seal what is clear, and return the number of changed entries.

        Raises HistoryDiffers, SealingRefused and StoreUnavailable.
        """
        return await self._seal_table(_REFUSALS, _REPLACE_REFUSALS, 0) + await self._seal_table(
            _COUNTED, _REPLACE_COUNTED, ""
        )

    async def _seal_table(
        self, query: LiteralString, replace: LiteralString, first: int | str
    ) -> int:
        changed, last = 0, first
        while page := await self._page(query, last):
            changed += await self._seal(page, replace)
            last = page[-1].key
        return changed

    async def _page(self, query: LiteralString, after: int | str) -> list[_Attempt]:
        key = Int8(after) if isinstance(after, int) else after
        cursor = await self._connection.execute(query, (key,), binary=True)
        return [_Attempt(*row) for row in await cursor.fetchall()]

    async def _seal(self, page: Sequence[_Attempt], replace: LiteralString) -> int:
        """Seal these entries in one transaction, and return the number of changed ones."""
        clear: defaultdict[str, list[_Attempt]] = defaultdict(list)
        for attempt in page:
            if attempt.clear:
                clear[attempt.checkout_id].append(attempt)
        if not clear:
            return 0
        countries = await self._countries(tuple(clear))
        keys = await asyncio.gather(
            *(
                self._key_of(checkout_id, attempts, countries.get(checkout_id, ""))
                for checkout_id, attempts in clear.items()
            )
        )
        sealed: list[_Attempt] = []
        for attempts, key in zip(clear.values(), keys, strict=True):
            sealed += [_seal_attempt(attempt, key) for attempt in attempts]
        await self._replace(sealed, replace)
        return len(sealed)

    async def _key_of(
        self, checkout_id: str, attempts: Sequence[_Attempt], country: str
    ) -> PersonKey:
        identities: dict[Identity, None] = {}
        for attempt in attempts:
            identities.update(dict.fromkeys(identities_of(attempt.clear, country)))
        newest = max(attempt.at for attempt in attempts)
        return await self._keys.key_for(checkout_id, tuple(identities), newest)

    async def _countries(self, checkout_ids: Sequence[str]) -> dict[str, str]:
        first = await self._first_events.of(checkout_ids)
        return {checkout_id: country_of([event]) for checkout_id, event in first.items()}

    async def _replace(self, sealed: Sequence[_Attempt], replace: LiteralString) -> None:
        keys = [each.key for each in sealed]
        self._sole.begin()
        async with self._connection.transaction():
            self._sole.require()
            await self._connection.execute(
                replace,
                (
                    IntegerArray.of([key for key in keys if isinstance(key, int)])
                    if isinstance(keys[0], int)
                    else TextArray.encode([str(key) for key in keys]),
                    TextArray.encode([each.command for each in sealed]),
                    TextArray.encode([each.provenance for each in sealed]),
                ),
                binary=True,
            )


def _seal_attempt(attempt: _Attempt, key: PersonKey) -> _Attempt:
    """Return the entry sealed. Raises HistoryDiffers if it could not be opened to the same text."""
    sealed = attempt.map(seal_with(key))
    unseal = open_with(PersonAccess(key=key))
    if sealed.map(unseal) != attempt.map(unseal):
        raise HistoryDiffers(
            f"A refused command of checkout {attempt.checkout_id} would not be the same after it is sealed."
        )
    return sealed
