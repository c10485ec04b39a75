"""Named searches in PostgreSQL."""

from collections.abc import Sequence
from typing import Any, Final, LiteralString

from application.ports.readers.saved_searches import MOST_OF_A_READER, SavedSearch
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool

_COLUMNS: LiteralString = "id, reader, person, scope, name, address, is_shared"
# A repetition replaces the row by itself, and returns it again.
_SAVE: LiteralString = f"""
INSERT INTO tillroll.saved_searches ({_COLUMNS})
SELECT $1, $2, $3, $4, $5, $6, $7
WHERE (
    SELECT count(*) FROM tillroll.saved_searches WHERE reader = $2 AND person = $3 AND name <> $5
) < $8
ON CONFLICT (reader, person, name) DO UPDATE
SET id = excluded.id, scope = excluded.scope, address = excluded.address,
    is_shared = excluded.is_shared
RETURNING id
"""
_VISIBLE: LiteralString = f"""
SELECT {_COLUMNS} FROM tillroll.saved_searches WHERE reader = $1 AND person = $2
UNION
SELECT {_COLUMNS} FROM tillroll.saved_searches
WHERE is_shared AND scope IS NOT DISTINCT FROM $3::text[]
ORDER BY name, id
"""
_DELETE: Final = """
DELETE FROM tillroll.saved_searches WHERE id = $1 AND reader = $2 AND person = $3 RETURNING id
"""


class PostgresSavedSearches:
    """Reads and writes through a pool that it does not own. Every method raises StoreUnavailable."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def save(self, search: SavedSearch, *, most: int = MOST_OF_A_READER) -> bool:
        """Store a search durably, unless the person has too many others."""
        values = (
            search.id,
            search.reader,
            search.person,
            None if search.scope is None else list(search.scope),
            search.name,
            search.address,
            search.is_shared,
        )
        return bool(await self._pool.rows(_SAVE, (*values, most)))

    async def visible_to(
        self, reader: str, person: str, scope: tuple[str, ...] | None
    ) -> Sequence[SavedSearch]:
        """Return the searches of a person and those that are shared in the scope, by their names."""
        merchants = None if scope is None else list(scope)
        return [
            _search(row) for row in await self._pool.rows(_VISIBLE, (reader, person, merchants))
        ]

    async def delete(self, search_id: str, reader: str, person: str) -> bool:
        """Delete a search of a person, and return whether there was one."""
        if not can_be_key(search_id):
            return False
        return bool(await self._pool.rows(_DELETE, (search_id, reader, person)))


def _search(row: tuple[Any, ...]) -> SavedSearch:
    search_id, reader, person, scope, name, address, is_shared = row
    return SavedSearch(
        id=search_id,
        reader=reader,
        person=person,
        scope=None if scope is None else tuple(scope),
        name=name,
        address=address,
        is_shared=is_shared,
    )
