"""Wrap every key in the database with the current master key, in batches, while servers run.

A batch is one transaction, and a row that is wrapped with the current master key is left out. So a rotation that was
killed goes on where it was. A row is replaced only if it still has the bytes that were read: a key that is destroyed
meanwhile stays destroyed. Events are not touched, because the keys themselves do not change.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg.rows import TupleRow

from interfaces.storage.codecs.wrapping import MasterKeyMissing, MasterKeys, TamperedKey
from interfaces.storage.postgres.connections.single import primary_connection
from interfaces.storage.postgres.tables.installation_keys import about_installation_key
from interfaces.storage.postgres.tables.key_vault import about_data_key

Progress = Callable[[int, int], None]
"""Called with the number of keys that are done and of all."""
BATCH = 500
_LOCK = 8388354993902151540

_DATA_KEYS: LiteralString = """
SELECT checkout_id, data_class, key FROM tillroll.data_keys
WHERE (checkout_id, data_class) > (%s, %s) ORDER BY checkout_id, data_class LIMIT %s
"""
_INSTALLATION_KEYS: LiteralString = """
SELECT purpose, '', key FROM tillroll.installation_keys
WHERE (purpose, '') > (%s, %s) ORDER BY purpose LIMIT %s
"""
_SET_DATA_KEY: LiteralString = """
UPDATE tillroll.data_keys SET key = %s WHERE checkout_id = %s AND data_class = %s AND key = %s
"""
_SET_INSTALLATION_KEY: LiteralString = """
UPDATE tillroll.installation_keys SET key = %s WHERE purpose = %s AND %s = '' AND key = %s
"""
_TOTAL = """
SELECT (SELECT count(*) FROM tillroll.data_keys) + (SELECT count(*) FROM tillroll.installation_keys)
"""


class RotationUnderWay(Exception):
    """Another process is wrapping the keys of this database."""


@dataclass(frozen=True, kw_only=True)
class _Table:
    select: LiteralString
    update: LiteralString
    about: Callable[[str, str], str]


_TABLES = (
    # First, because a server opens them when it starts.
    _Table(
        select=_INSTALLATION_KEYS,
        update=_SET_INSTALLATION_KEY,
        about=lambda purpose, _: about_installation_key(purpose),
    ),
    _Table(select=_DATA_KEYS, update=_SET_DATA_KEY, about=about_data_key),
)


@contextmanager
def only_rotation(database_url: str) -> Iterator[psycopg.Connection[TupleRow]]:
    """Yield a connection in autocommit mode that excludes other rotations. Raises RotationUnderWay."""
    with primary_connection(database_url, autocommit=True) as connection:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,)).fetchone()
        if row != (True,):
            raise RotationUnderWay("Another rotation of the master key runs on this database.")
        yield connection


def wrap_with_current(
    connection: psycopg.Connection[TupleRow],
    master_keys: MasterKeys,
    progress: Progress,
    *,
    batch: int = BATCH,
) -> int:
    """Wrap all keys with the current master key and return how many were changed.

    Keys that cannot be opened stay as they are.
    """
    row = connection.execute(_TOTAL).fetchone()
    total = 0 if row is None else int(row[0])
    seen, changed = 0, 0
    for table in _TABLES:
        last = ("", "")
        while rows := connection.execute(table.select, (*last, batch)).fetchall():
            last = (rows[-1][0], rows[-1][1])
            new = list(_wrapped_anew(table, rows, master_keys))
            with connection.transaction(), connection.cursor() as cursor:
                cursor.executemany(table.update, new)
            changed += len(new)
            seen += len(rows)
            progress(min(seen, total), total)
    return changed


def forget_replaced_rows(connection: psycopg.Connection[TupleRow]) -> None:
    """Remove the old rows, which are wrapped with older master keys, from the files of the tables."""
    connection.execute("VACUUM tillroll.data_keys, tillroll.installation_keys")


def _wrapped_anew(
    table: _Table, rows: list[TupleRow], master_keys: MasterKeys
) -> Iterator[tuple[bytes, str, str, bytes]]:
    for first, second, stored in rows:
        about = table.about(first, second)
        try:
            if not stored or master_keys.is_current(stored):
                continue
            key = master_keys.unwrap(stored, about)
        except (MasterKeyMissing, TamperedKey):
            # It stays as it is, and is counted after the rotation.
            continue
        yield master_keys.wrap(key, about), first, second, stored
