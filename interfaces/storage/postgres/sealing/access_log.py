"""Hides the personal values that readers of the history searched for before personal data was sealed."""

from typing import LiteralString
from urllib.parse import unquote

from psycopg.types.numeric import Int8

from application.history.public_tokens import HIDDEN
from interfaces.storage.postgres.connections.arrays import IntegerArray, TextArray
from interfaces.storage.postgres.connections.session import Connection
from interfaces.storage.postgres.sealing.sole_use import SoleUse

_PAGE = 1000
_PERSONAL = frozenset({"ip", "q"})
"""A network address, and text that was searched for everywhere."""
# Later entries are of versions that record no personal value. Step 45 came with the sealing of personal data.
_OLD: LiteralString = f"""
SELECT id, asked FROM tillroll.reads
WHERE id > $1
    AND strpos(asked, '?') > 0
    AND at < (SELECT migration.at FROM tillroll.migrations AS migration WHERE migration.number = 45)
ORDER BY id LIMIT {_PAGE}
"""
_REPLACE: LiteralString = """
UPDATE tillroll.reads AS kept SET asked = new.asked
FROM unnest($1, $2) AS new (id, asked)
WHERE kept.id = new.id
"""


def hide_personal_values(target: str) -> str:
    """Return a request target in which the value of each personal parameter is `[hidden]`."""
    path, mark, query = target.partition("?")
    parameters = query.split("&")
    for place, parameter in enumerate(parameters):
        name, equals, value = parameter.partition("=")
        if value and unquote(name) in _PERSONAL:
            parameters[place] = f"{name}{equals}{HIDDEN}"
    return f"{path}{mark}{'&'.join(parameters)}"


class AccessLogSealing:
    """Hides values in the whole access log through a connection that it does not own."""

    def __init__(self, connection: Connection, sole: SoleUse) -> None:
        self._connection = connection
        self._sole = sole

    async def run(self) -> int:
        """Return the number of changed entries. Raises SealingRefused and StoreUnavailable."""
        changed, last = 0, 0
        while True:
            cursor = await self._connection.execute(_OLD, (Int8(last),), binary=True)
            page = await cursor.fetchall()
            if not page:
                return changed
            new = [
                (position, hidden)
                for position, target in page
                if (hidden := hide_personal_values(target)) != target
            ]
            if new:
                await self._replace(new)
            changed += len(new)
            last = page[-1][0]

    async def _replace(self, rows: list[tuple[int, str]]) -> None:
        self._sole.begin()
        async with self._connection.transaction():
            self._sole.require()
            positions = IntegerArray.of([position for position, _ in rows])
            targets = TextArray.encode([target for _, target in rows])
            await self._connection.execute(_REPLACE, (positions, targets))
