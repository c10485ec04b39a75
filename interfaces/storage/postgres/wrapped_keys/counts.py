"""Count the keys in the database by the master key that wraps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg
from psycopg.rows import TupleRow

from interfaces.storage.codecs.wrapping import PLAIN_BYTES, WRAPPED_BYTES
from interfaces.storage.postgres.connections.single import primary_connection

PLAIN: Final = "plain"
"""Counted as this id: keys that a version without a master key stored."""
UNKNOWN: Final = "unknown form"
"""Counted as this id: bytes that are no key of tillroll."""

# An empty key is one that is being destroyed.
_COUNT: LiteralString = """
SELECT CASE octet_length(key)
    WHEN %s THEN 'plain'
    WHEN %s THEN encode(substring(key FROM 2 FOR 8), 'hex')
    ELSE 'unknown form'
END, count(*)
FROM tillroll.{} WHERE octet_length(key) > 0 GROUP BY 1
"""
_ANY: LiteralString = """
SELECT EXISTS (SELECT FROM tillroll.installation_keys WHERE octet_length(key) = %s)
    OR EXISTS (SELECT FROM tillroll.data_keys WHERE octet_length(key) = %s)
"""


@dataclass(frozen=True, kw_only=True)
class KeyCounts:
    """The numbers of keys by the id of their master key, `PLAIN` or `UNKNOWN`."""

    data_keys: Mapping[str, int]
    installation_keys: Mapping[str, int]

    @property
    def ids(self) -> frozenset[str]:
        """Every id that a key has."""
        return frozenset(self.data_keys) | frozenset(self.installation_keys)

    def of(self, key_id: str) -> int:
        """Return the number of keys with this id."""
        return self.data_keys.get(key_id, 0) + self.installation_keys.get(key_id, 0)


def count_keys(connection: psycopg.Connection[TupleRow]) -> KeyCounts:
    """Count all keys. Reads both tables whole."""
    return KeyCounts(
        data_keys=_count(connection, "data_keys"),
        installation_keys=_count(connection, "installation_keys"),
    )


def has_wrapped_keys(database_url: str) -> bool:
    """Return whether any key is wrapped. Raises psycopg.OperationalError."""
    with primary_connection(database_url) as connection:
        row = connection.execute(_ANY, (WRAPPED_BYTES, WRAPPED_BYTES)).fetchone()
    return row == (True,)


def _count(connection: psycopg.Connection[TupleRow], table: LiteralString) -> dict[str, int]:
    rows = connection.execute(_COUNT.format(table), (PLAIN_BYTES, WRAPPED_BYTES))
    return {str(name): int(number) for name, number in rows}
