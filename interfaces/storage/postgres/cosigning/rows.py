"""The rows of the witnesses of a ledger, and the cosignatures of its heads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg import Cursor

from application.ledger.format.notes import NoteSignature, parse_note

_NEWEST: LiteralString = """
SELECT size, note FROM tillroll.ledger_heads WHERE ledger = %s AND origin = %s ORDER BY size DESC LIMIT 1
"""
_LOCKED: LiteralString = """
SELECT note FROM tillroll.ledger_heads WHERE ledger = %s AND origin = %s AND size = %s FOR UPDATE
"""
_ADD_LINES: LiteralString = """
UPDATE tillroll.ledger_heads SET note = note || %s::bytea, is_cosigned = true
WHERE ledger = %s AND origin = %s AND size = %s
"""
_SIZES: LiteralString = (
    "SELECT witness, size FROM tillroll.ledger_witnesses WHERE ledger = %s AND origin = %s"
)
_KEEP: LiteralString = """
INSERT INTO tillroll.ledger_witnesses AS kept (
    ledger, origin, witness, size, cosigned_at, requested_at, problem, is_fork
)
VALUES (%s, %s, %s, %s, CASE WHEN %s::text IS NULL THEN %s::timestamptz END, %s, %s, %s)
ON CONFLICT (ledger, origin, witness) DO UPDATE SET
    size = excluded.size, requested_at = excluded.requested_at, problem = excluded.problem,
    is_fork = excluded.is_fork,
    cosigned_at = coalesce(excluded.cosigned_at, kept.cosigned_at)
"""


@dataclass(frozen=True)
class WitnessAnswer:
    """What a witness said of a head: its lines, the size that it has, and why it did not cosign.

    With `is_fork` that is because the ledger does not continue what it has cosigned.
    """

    witness: str
    size: int
    lines: tuple[NoteSignature, ...] = ()
    problem: str | None = None
    is_fork: bool = False


def read_newest(cursor: Cursor[Any], ledger: str, origin: str) -> tuple[int, bytes] | None:
    """Return the size and the note of the newest head."""
    row = cursor.execute(_NEWEST, (ledger, origin)).fetchone()
    return None if row is None else (row["size"], bytes(row["note"]))


def read_sizes(cursor: Cursor[Any], ledger: str, origin: str) -> Mapping[str, int]:
    """Return the size that each witness has, as far as the log knows."""
    rows = cursor.execute(_SIZES, (ledger, origin)).fetchall()
    return {row["witness"]: row["size"] for row in rows}


def keep_answers(
    cursor: Cursor[Any],
    ledger: str,
    origin: str,
    size: int,
    answers: Sequence[WitnessAnswer],
    at: datetime,
) -> None:
    """Record the answers, and add the lines of keys that have none on the head of this size.

    The first line of a key stays: the earlier its time, the more it says about when an event was logged.
    """
    for each in answers:
        values = (each.witness, each.size, each.problem, at, at, each.problem, each.is_fork)
        cursor.execute(_KEEP, (ledger, origin, *values))
    row = cursor.execute(_LOCKED, (ledger, origin, size)).fetchone()
    if row is None:
        return
    present = {(line.name, line.key_id) for line in parse_note(bytes(row["note"])).signatures}
    added = [
        line.line()
        for each in answers
        for line in each.lines
        if (line.name, line.key_id) not in present
    ]
    if added:
        cursor.execute(_ADD_LINES, ("".join(added).encode(), ledger, origin, size))
