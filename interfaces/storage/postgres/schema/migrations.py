"""Brings the schema of a database to the version that this code was written for.

The steps are the files of `schema/`, in the order of their numbers. A step is never edited once it
was released; a change is another step. A number may be left out, and its step come later.
"""

from dataclasses import dataclass
from importlib.resources import files

import psycopg
from psycopg.rows import TupleRow

_TURN = 8388354993902151538
_WAIT = "60s"


class SchemaRefused(Exception):
    """The schema of the database is not one that this tillroll works with; the message says why."""


class DatabaseTooNew(SchemaRefused):
    """The schema was made by a later version of tillroll than this one."""


class DatabaseTooOld(SchemaRefused):
    """The schema lacks steps, and the caller may not take them."""


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
        for file in files("interfaces.storage.postgres.schema").joinpath("steps").iterdir()
        if file.name.endswith(".sql")
    ]
    return sorted(steps, key=lambda step: step.number)


def migrate(database_url: str) -> None:
    """Takes the steps that are missing, all or none.

    Any number of processes may call this at once; they take turns. Raises DatabaseTooNew, and
    psycopg.OperationalError where the database cannot be reached or another's turn takes a minute.
    """
    steps = known_migrations()
    with psycopg.connect(database_url, connect_timeout=10) as connection:
        connection.execute("SELECT set_config('lock_timeout', %s, true)", (_WAIT,))
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_TURN,))
        for step in _missing(connection, steps):
            connection.execute(step.sql)
            connection.execute(
                "INSERT INTO tillroll.migrations (number, name) VALUES (%s, %s)",
                (step.number, step.name),
            )


def require_current_schema(database_url: str) -> None:
    """Raises DatabaseTooNew or DatabaseTooOld unless all steps are taken, and changes nothing.

    Raises psycopg.OperationalError where the database cannot be reached.
    """
    with psycopg.connect(database_url, connect_timeout=10) as connection:
        if missing := _missing(connection, known_migrations()):
            names = _named({step.number: step.name for step in missing})
            raise DatabaseTooOld(
                "The schema of this database is older than this tillroll, which brings it up to date "
                f"with `tillroll serve`; missing there: {names}."
            )


def _missing(connection: psycopg.Connection[TupleRow], steps: list[Migration]) -> list[Migration]:
    """The steps that are not taken yet. Raises DatabaseTooNew where one is that nobody here knows."""
    taken = _taken(connection)
    if unknown := taken.keys() - {step.number for step in steps}:
        names = _named({number: taken[number] for number in unknown})
        raise DatabaseTooNew(
            f"The schema of this database was made by a later tillroll; unknown here: {names}."
        )
    return [step for step in steps if step.number not in taken]


def _named(steps: dict[int, str]) -> str:
    return ", ".join(f"{number} ({name})" for number, name in sorted(steps.items()))


def _taken(connection: psycopg.Connection[TupleRow]) -> dict[int, str]:
    exists = connection.execute("SELECT to_regclass('tillroll.migrations') IS NOT NULL").fetchone()
    if exists == (False,):
        return {}
    return dict(connection.execute("SELECT number, name FROM tillroll.migrations").fetchall())
