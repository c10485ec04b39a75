"""Removes replaced text from the files of the database: dead rows, statistics and write-ahead log.

PostgreSQL deletes the old files of a table at the checkpoint after it was rewritten. It renames old segments of the
write-ahead log for reuse, with the text that is in them. A switch to the next segment fills the rest of the current one
with zeros, so going through all segments overwrites them. A second round overwrites those that the checkpoint of the
first one renamed.
"""

from typing import Final, LiteralString

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from application.ports.event_store import StoreUnavailable
from interfaces.storage.postgres.sealing.results import CleanFiles
from interfaces.storage.postgres.sealing.sole_use import SoleUse

_REWRITE: Final[tuple[LiteralString, ...]] = (
    *(
        f"VACUUM (FULL, ANALYZE) tillroll.{table}"
        for table in ("checkout_events", "refusals", "invalid_bodies", "listings", "answers")
    ),
    "VACUUM (FULL, ANALYZE) tillroll.reads",
    "ANALYZE tillroll.snapshots",
    "ANALYZE tillroll.trail",
)
# The statistics of the planner have frequent values of each column.
_REWRITE_STATISTICS: LiteralString = "VACUUM (FULL) pg_catalog.pg_statistic"
_IS_SUPERUSER: LiteralString = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
_OWNS_DATABASE: LiteralString = """
SELECT pg_has_role(datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()
"""
_SEGMENT: LiteralString = "name ~ '^[0-9A-F]{24}$'"
_LAST_SEGMENT: LiteralString = f'SELECT max(name COLLATE "C") FROM pg_ls_waldir() WHERE {_SEGMENT}'
_OLD_SEGMENTS: LiteralString = f"""
SELECT count(*) FROM pg_ls_waldir() WHERE {_SEGMENT} AND name COLLATE "C" <= %s
"""
_IS_BEYOND: LiteralString = """
SELECT pg_walfile_name(pg_current_wal_insert_lsn()) COLLATE "C" > %s
"""
# A switch does nothing at the beginning of a segment, so something is written into each.
_SWITCH: Final[tuple[LiteralString, ...]] = (
    "SELECT pg_logical_emit_message(true, 'tillroll', 'sealed')",
    "SELECT pg_switch_wal()",
)
_ROUNDS: Final = 2
_CHECKPOINTS: Final = 5


def clean_files(sole: SoleUse) -> CleanFiles:
    """Rewrite the tables, and remove what the role may remove beyond them.

    Raises StoreUnavailable, and SealingRefused for a server that was started after the check of `sole_use`.
    """
    connection = sole.connection
    try:
        sole.require()
        for statement in _REWRITE:
            connection.execute(statement)
        may_rewrite = _is_true(connection, _IS_SUPERUSER) or _is_true(connection, _OWNS_DATABASE)
        if may_rewrite:
            connection.execute(_REWRITE_STATISTICS)
        return CleanFiles(statistics=may_rewrite, write_ahead_log=_overwrite_segments(connection))
    except psycopg.Error as error:
        raise StoreUnavailable(str(error)) from error


def _overwrite_segments(connection: Connection[TupleRow]) -> bool:
    """Overwrite or delete all segments that there are now; return whether none is left.

    Slots of replication, `wal_keep_size` and an archive that is behind keep some of them. The role may lack privileges.
    """
    try:
        return all(_pass_segments(connection) for _ in range(_ROUNDS))
    except psycopg.errors.InsufficientPrivilege:
        return False


def _pass_segments(connection: Connection[TupleRow]) -> bool:
    """Write beyond the last segment for reuse, and let PostgreSQL delete or rename all up to it."""
    ((newest,),) = connection.execute(_LAST_SEGMENT).fetchall()
    while not _is_true(connection, _IS_BEYOND, newest):
        for statement in _SWITCH:
            connection.execute(statement)
    for _ in range(_CHECKPOINTS):
        connection.execute("CHECKPOINT")
        if connection.execute(_OLD_SEGMENTS, (newest,)).fetchone() == (0,):
            return True
    return False


def _is_true(
    connection: Connection[TupleRow], question: LiteralString, *parameters: object
) -> bool:
    return connection.execute(question, parameters or None).fetchone() == (True,)
