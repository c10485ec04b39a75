"""Pages of the trail: which rows, in which order, and the entries that they are."""

from collections.abc import Sequence
from typing import Any, LiteralString

from application.trail import TrailEntry, TrailFilter
from domain.provenance import Provenance
from interfaces.storage.trail.conditions import Condition, conditions

_COLUMNS: LiteralString = """
    position, checkout_id, version, topic, at, merchant, actor, dialect, operation, request_id,
    address, user_agent, idempotency_key, changes, reference, stage, total, currency
"""


def page_query(
    wanted: TrailFilter, *, after: int | None, before: int | None, upto: int | None, limit: int
) -> tuple[LiteralString, Sequence[object]]:
    """The statement of one page and its parameters: from after a position on, or the last ones before one.

    Its rows are those of `entries`, in the order of positions. `upto` is the last position that counts.
    """
    bounds = (
        ("position > {}::bigint", after),
        ("position < {}::bigint", before),
        ("position <= {}::bigint", upto),
    )
    wheres = conditions(wanted)
    wheres += [Condition(sql, _within(bound)) for sql, bound in bounds if bound is not None]
    sql: LiteralString = "SELECT" + _COLUMNS + "FROM tillroll.trail"
    for number, where in enumerate(wheres, start=1):
        sql += (" WHERE " if number == 1 else " AND ") + where.sql.replace("{}", _place(number))
    sql += " ORDER BY position" + (" DESC" if before is not None else "")
    sql += " LIMIT " + _place(len(wheres) + 1) + "::bigint"
    if before is not None:
        sql = "SELECT * FROM (" + sql + ") AS last ORDER BY position"
    return sql, [*(where.parameter for where in wheres), limit]


def entries(rows: Sequence[tuple[Any, ...]]) -> list[TrailEntry]:
    """The entries that the rows of a page are."""
    return [_entry(row) for row in rows]


def _entry(row: tuple[Any, ...]) -> TrailEntry:
    return TrailEntry(
        position=row[0],
        checkout_id=row[1],
        version=row[2],
        topic=row[3],
        at=row[4],
        merchant=row[5],
        provenance=Provenance(
            actor=row[6],
            dialect=row[7],
            operation=row[8],
            request_id=row[9],
            address=row[10],
            user_agent=row[11],
            idempotency_key=row[12],
        ),
        changes=row[13],
        reference=row[14],
        stage=row[15],
        total=int(row[16]),
        currency=row[17],
    )


def _place(number: int) -> LiteralString:
    return f"${number}"


def _within(position: int) -> int:
    """A position that PostgreSQL can compare with."""
    return max(-(2**63), min(position, 2**63 - 1))
