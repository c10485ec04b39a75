"""Migrates the schema of a database to the version of this code.

The files of `schema/baseline/` make the whole schema of version 42 in an empty database. Later versions are the files
of `schema/steps/`, in the order of their numbers, which begin after 42. A released step is never edited; a change is a
new step. Numbers may have gaps, which later steps may fill.

A database that took the earlier steps one by one, numbered up to 42, has the same schema and is used as it is. An older
one is refused.
"""

from dataclasses import dataclass
from importlib.resources import files

import psycopg
from psycopg.rows import TupleRow

from interfaces.storage.postgres.connections.single import primary_connection
from interfaces.storage.postgres.schema.epochs import (
    FIRST_STEP,
    begin_epoch_if_restored,
    has_epoch,
)

_LOCK = 8388354993902151538
_WAIT = "60s"


class SchemaRefused(Exception):
    """This tillroll cannot work with the schema of the database; the message says why."""


class EncodingUnfit(SchemaRefused):
    """The database has an encoding that cannot hold every text."""


class DatabaseTooNew(SchemaRefused):
    """A later version of tillroll has migrated the schema."""


class DatabaseTooOld(SchemaRefused):
    """The schema is older than the baseline, or lacks steps that the caller may not apply."""


class DatabaseRestored(SchemaRefused):
    """The database was restored into another cluster, and no epoch of positions has begun there."""


@dataclass(frozen=True, kw_only=True)
class Migration:
    """A step: its number, name and SQL."""

    number: int
    name: str
    sql: bytes


BASELINE = 42
"""The version of the baseline, and the number of its row in `tillroll.migrations`."""


def known_migrations() -> list[Migration]:
    """Return the baseline and all steps, in order."""
    schema = files("interfaces.storage.postgres.schema")
    parts = sorted(schema.joinpath("baseline").iterdir(), key=lambda part: part.name)
    baseline = b"\n".join(part.read_bytes() for part in parts if part.name.endswith(".sql"))
    folder = schema.joinpath("steps")
    steps = [
        Migration(number=int(file.name[:4]), name=file.name[5:-4], sql=file.read_bytes())
        for file in (folder.iterdir() if folder.is_dir() else ())
        if file.name.endswith(".sql")
    ]
    return [
        Migration(number=BASELINE, name="baseline", sql=baseline),
        *sorted(steps, key=lambda step: step.number),
    ]


def migrate(database_url: str) -> None:
    """Apply the missing steps in one transaction, and begin an epoch of positions if the cluster is another one.

    Concurrent calls wait for an advisory lock. Raises DatabaseTooNew, DatabaseTooOld for a schema that is older than
    the baseline, and psycopg.OperationalError where the database cannot be reached or the lock is not free within a
    minute. Raises EncodingUnfit for a database that is not in UTF-8, before anything is made in it.
    """
    steps = known_migrations()
    with primary_connection(database_url) as connection:
        _refuse_other_encodings(connection)
        connection.execute("SELECT set_config('lock_timeout', %s, true)", (_WAIT,))
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        for step in _find_missing(connection, steps):
            connection.execute(step.sql)
            connection.execute(
                "INSERT INTO tillroll.migrations (number, name) VALUES (%s, %s)",
                (step.number, step.name),
            )
        if _has_epochs(steps):
            begin_epoch_if_restored(connection)


def require_current_schema(database_url: str) -> None:
    """Raise DatabaseTooNew or DatabaseTooOld unless exactly the known steps are applied. Read-only.

    Raises DatabaseRestored where positions of events would begin anew.
    Raises psycopg.OperationalError where the database cannot be reached.
    """
    with primary_connection(database_url) as connection:
        steps = known_migrations()
        if missing := _find_missing(connection, steps):
            names = _names_of({step.number: step.name for step in missing})
            raise DatabaseTooOld(
                "The schema of this database is older than this tillroll, which brings it up to date "
                f"with `tillroll serve`; missing there: {names}."
            )
        if _has_epochs(steps) and not has_epoch(connection):
            raise DatabaseRestored(
                "This database was restored into another PostgreSQL. Run `tillroll serve` first: it lets the "
                "positions of new events begin above all others."
            )


def _refuse_other_encodings(connection: psycopg.Connection[TupleRow]) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise EncodingUnfit(
            f"The database has the encoding {encoding}, which cannot hold every text. Make another: "
            "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0."
        )


def _has_epochs(steps: list[Migration]) -> bool:
    return any(step.number == FIRST_STEP for step in steps)


def _find_missing(
    connection: psycopg.Connection[TupleRow], steps: list[Migration]
) -> list[Migration]:
    """Return the steps that are not applied yet.

    Raises DatabaseTooNew where an unknown step is applied, and DatabaseTooOld where the baseline cannot be.
    """
    applied = _read_applied(connection)
    known = {step.number for step in steps}
    if unknown := {number for number in applied if number > BASELINE and number not in known}:
        names = _names_of({number: applied[number] for number in unknown})
        raise DatabaseTooNew(
            f"The schema of this database was made by a later tillroll; unknown here: {names}."
        )
    if applied and BASELINE not in applied:
        last = max(applied)
        raise DatabaseTooOld(
            f"The schema of this database is version {last} ({applied[last]}). This tillroll can use "
            f"version {BASELINE} and later ones. Run `tillroll serve` of the previous release with "
            "this database first: it updates the schema."
        )
    return [step for step in steps if step.number not in applied]


def _names_of(steps: dict[int, str]) -> str:
    return ", ".join(f"{number} ({name})" for number, name in sorted(steps.items()))


def _read_applied(connection: psycopg.Connection[TupleRow]) -> dict[int, str]:
    exists = connection.execute("SELECT to_regclass('tillroll.migrations') IS NOT NULL").fetchone()
    if exists == (False,):
        return {}
    return dict(connection.execute("SELECT number, name FROM tillroll.migrations").fetchall())
