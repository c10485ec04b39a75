"""Brings the schema of a database to the version that this code was written for.

The steps are the files of `schema/`, in the order of their numbers. A step is never edited once it
was released; a change is another step.
"""

from dataclasses import dataclass
from importlib.resources import files

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from application.ports import StoreUnavailable

_TURN = 8388354993902151538
_WAIT = "60s"


class DatabaseTooNew(Exception):
    """The schema was made by a later version of tillroll than this one."""


@dataclass(frozen=True, kw_only=True)
class Migration:
    """One step: its number, what it is called, and its SQL."""

    number: int
    name: str
    sql: bytes


def known_migrations() -> list[Migration]:
    """All steps, in order."""
    steps = [
        Migration(number=int(file.name[:4]), name=file.name[5:-4], sql=file.read_bytes())
        for file in files("interfaces.storage").joinpath("schema").iterdir()
        if file.name.endswith(".sql")
    ]
    return sorted(steps, key=lambda step: step.number)


async def migrate(database_url: str) -> int:
    """Takes the steps that are missing, all or none, and returns the version of the schema.

    Any number of processes may call this at once; they take turns. Raises DatabaseTooNew, and
    StoreUnavailable where the database cannot be reached or somebody else's turn takes a minute.
    """
    try:
        async with await AsyncConnection.connect(database_url, connect_timeout=10) as connection:
            return await _migrate(connection, known_migrations())
    except psycopg.OperationalError as error:
        raise StoreUnavailable(str(error)) from error


async def _migrate(connection: AsyncConnection[TupleRow], steps: list[Migration]) -> int:
    await connection.execute("SELECT set_config('lock_timeout', %s, true)", (_WAIT,))
    await connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TURN,))
    standing = await _version(connection)
    known = steps[-1].number
    if standing > known:
        raise DatabaseTooNew(
            f"the schema of this database is version {standing}; this tillroll knows up to {known}"
        )
    for step in steps[standing:]:
        await connection.execute(step.sql)
        await connection.execute(
            "INSERT INTO tillroll.migrations (number, name) VALUES (%s, %s)",
            (step.number, step.name),
        )
    return known


async def _version(connection: AsyncConnection[TupleRow]) -> int:
    cursor = await connection.execute("SELECT to_regclass('tillroll.migrations') IS NOT NULL")
    if await cursor.fetchone() == (False,):
        return 0
    cursor = await connection.execute("SELECT max(number) FROM tillroll.migrations")
    ((number,),) = await cursor.fetchall()
    return int(number)
