"""The SQL statements that read a page of the audit log."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import LiteralString

from application.ports.audit_log import AuditFilter
from interfaces.storage.postgres.audit.filters import (
    Condition,
    of_columns,
    of_extra_words,
    of_indexed_totals,
    of_unmarked,
    of_zones,
)
from interfaces.storage.postgres.audit.rows import POSITIONS_IN_A_ZONE_BITS
from interfaces.storage.postgres.audit.search_terms import (
    BUCKET,
    MARKS,
    POSITIONS_IN_A_BUCKET_BITS,
    query_of_assigned_id,
)

_LAST = 2**63 - 1
# Python reads an integer from a text in a quarter of the time that it takes from a numeric.
COLUMNS: LiteralString = (
    "position, checkout_id, version, topic, at, merchant, actor, dialect, operation, request_id,"
    " address, user_agent, idempotency_key, changes, reference, stage, total::text, currency, peer, changes_bytes"
)
WITHOUT_CHANGES: LiteralString = COLUMNS.replace(" changes,", " '[]'::bytea AS changes,")
# The columns of an entry that is counted. A page without changes is not cut.
TALLIED: LiteralString = "position, checkout_id, at, merchant, 0 AS changes_bytes"
_ZONES_IN_A_BUCKET_BITS = POSITIONS_IN_A_BUCKET_BITS - POSITIONS_IN_A_ZONE_BITS


@dataclass(frozen=True, slots=True)
class StreamSlice:
    """Positions from `first` to `last`, both inclusive, read forward or backward."""

    first: int
    last: int
    backward: bool

    @classmethod
    def between(cls, *, after: int | None, before: int | None, up_to: int | None) -> "StreamSlice":
        """Return the positions after one position or before another, up to `up_to`."""
        first = 0 if after is None else max(0, min(after, _LAST - 1) + 1)
        last = _LAST if before is None else min(before - 1, _LAST)
        return cls(first, last if up_to is None else min(last, up_to), before is not None)

    @property
    def length(self) -> int:
        """The number of positions; 0 or less if it is empty."""
        return self.last - self.first + 1

    def within_zones(self, first: int, last: int) -> "StreamSlice":
        """Return the part of the slice in the zones from number `first` to number `last`."""
        return replace(
            self,
            first=max(self.first, first << POSITIONS_IN_A_ZONE_BITS),
            last=min(self.last, ((last + 1) << POSITIONS_IN_A_ZONE_BITS) - 1),
        )

    def beyond(self, position: int) -> "StreamSlice":
        """Return the rest of the slice after a page that ended at a position."""
        if self.backward:
            return replace(self, last=position - 1)
        return replace(self, first=position + 1)

    def conditions(self) -> list[Condition]:
        """Return the conditions for a row in the slice."""
        return [
            Condition("position >= {}::bigint", self.first),
            Condition("position <= {}::bigint", self.last),
        ]

    def conditions_on_zones(self) -> list[Condition]:
        """Return the conditions for a zone that overlaps the slice."""
        return [
            Condition("number >= {}::bigint", self.first >> POSITIONS_IN_A_ZONE_BITS),
            Condition("number <= {}::bigint", self.last >> POSITIONS_IN_A_ZONE_BITS),
        ]


@dataclass(slots=True)
class Statement:
    """SQL with its parameters, numbered in the order of their addition."""

    sql: LiteralString = ""
    parameters: list[object] = field(default_factory=list)

    def place(self, parameter: object) -> LiteralString:
        """Add a parameter and return its placeholder."""
        self.parameters.append(parameter)
        return f"${len(self.parameters)}"

    def where(self, conditions: Iterable[Condition]) -> LiteralString:
        """Return a WHERE clause with all conditions, of which there must be at least one."""
        return " WHERE " + " AND ".join(
            condition.sql.replace("{}", self.place(condition.parameter)) for condition in conditions
        )


def zones(wanted: AuditFilter) -> Statement:
    """Select the lowest and the highest number of the zones that overlap the times of the filter."""
    statement = Statement()
    where = statement.where(of_zones(wanted))
    statement.sql = "SELECT min(number), max(number) FROM tillroll.trail_zones" + where
    return statement


def by_columns(wanted: AuditFilter, slice_: StreamSlice, limit: int) -> Statement:
    """Select by comparison of columns, with whichever index PostgreSQL chooses."""
    statement = Statement()
    where = statement.where([*slice_.conditions(), *of_indexed_totals(wanted), *of_columns(wanted)])
    statement.sql = _order("SELECT " + COLUMNS + " FROM tillroll.trail" + where, slice_)
    return _limit(statement, limit)


def by_assigned_id(
    wanted: AuditFilter, assigned_id: str, slice_: StreamSlice, limit: int
) -> Statement:
    """Select by an assigned id through the index of search terms (`OFFSET 0`), and compare the other conditions."""
    statement = Statement()
    term = statement.place(query_of_assigned_id(assigned_id))
    where = statement.where([*slice_.conditions(), *of_columns(wanted)])
    statement.sql = _order(
        "SELECT "
        + COLUMNS
        + " FROM (SELECT * FROM tillroll.trail WHERE "
        + MARKS
        + " @@ "
        + term
        + "::tsquery OFFSET 0) AS assigned"
        + where,
        slice_,
    )
    return _limit(statement, limit)


def nearby(wanted: AuditFilter, slice_: StreamSlice, limit: int, positions: int) -> Statement:
    """Select by comparison of columns, in the first or last `positions` of a slice."""
    statement = Statement()
    near: LiteralString
    if slice_.backward:
        near = "position > (SELECT least({}::bigint, max(position)) FROM tillroll.trail) - {}"
        bound = near.replace("{}", statement.place(slice_.last), 1)
    else:
        near = "position < {}::bigint + {}"
        bound = near.replace("{}", statement.place(slice_.first), 1)
    bound = bound.replace("{}", statement.place(positions) + "::bigint")
    where = statement.where([*slice_.conditions(), *of_indexed_totals(wanted), *of_columns(wanted)])
    statement.sql = _order(
        "SELECT " + COLUMNS + " FROM tillroll.trail" + where + " AND " + bound, slice_
    )
    return _limit(statement, limit)


def by_zones(wanted: AuditFilter, slice_: StreamSlice, limit: int) -> Statement:
    """Select by comparison of columns, in the zones that overlap the times of the filter."""
    statement = Statement()
    bits: LiteralString = str(POSITIONS_IN_A_ZONE_BITS)
    outer = statement.where([*slice_.conditions_on_zones(), *of_zones(wanted)])
    inner = statement.where([*slice_.conditions(), *of_columns(wanted)])
    statement.sql = (
        "SELECT page.* FROM ("
        + _order("SELECT number FROM tillroll.trail_zones" + outer, slice_, "number")
        + ") AS zone CROSS JOIN LATERAL ("
        + _order(
            "SELECT "
            + COLUMNS
            + " FROM tillroll.trail"
            + inner
            + " AND position >= zone.number << "
            + bits
            + " AND position < (zone.number + 1) << "
            + bits,
            slice_,
        )
        + " LIMIT "
        + statement.place(limit)
        + "::bigint) AS page"
    )
    return _limit(statement, limit)


def by_marks(wanted: AuditFilter, query: str, slice_: StreamSlice, limit: int) -> Statement:
    """Select by the search terms in `query`, in one bucket after another until the page is full.

    Only the search terms use an index (`OFFSET 0`). The other conditions are compared afterwards, including words in
    `trail_words`. The outermost loop visits the buckets in order, so the rows need no sort, and the remaining buckets
    are not read.
    """
    statement = Statement()
    outer = statement.where([*slice_.conditions_on_zones(), *of_zones(wanted)])
    term = statement.place(query)
    inner = statement.where([*slice_.conditions(), *of_unmarked(wanted), *of_extra_words(wanted)])
    statement.sql = (
        "SELECT page.* FROM ("
        + _order(
            f"SELECT DISTINCT number >> {_ZONES_IN_A_BUCKET_BITS} AS number"
            " FROM tillroll.trail_zones" + outer,
            slice_,
            "number",
        )
        + ") AS bucket CROSS JOIN LATERAL ("
        + _order(
            "SELECT "
            + COLUMNS
            + " FROM (SELECT * FROM tillroll.trail WHERE "
            + MARKS
            + " @@ replace("
            + term
            + f", chr({ord(BUCKET)}), to_hex(bucket.number))::tsquery OFFSET 0) AS marked"
            + inner,
            slice_,
        )
        + " LIMIT "
        + statement.place(limit)
        + "::bigint) AS page"
    )
    return _limit(statement, limit)


def within_bytes(statement: Statement, slice_: StreamSlice, most_bytes: int) -> Statement:
    """Cut the page of a statement after the row whose changes bring it to `most_bytes` or beyond.

    Two columns are added: the bytes of the changes up to the row, and the number of rows without the cut. The length of
    the changes has a column, so the rows that are cut off cost little.
    """
    order = _order("", slice_)
    statement.sql = (
        "SELECT * FROM (SELECT page.*, sum(changes_bytes) OVER ("
        + order
        + ") AS bytes, count(*) OVER () AS rows FROM ("
        + statement.sql
        + ") AS page) AS sized WHERE bytes - changes_bytes < "
        + statement.place(most_bytes)
        + "::bigint"
        + order
    )
    return statement


def _order(
    sql: LiteralString, slice_: StreamSlice, name: LiteralString = "position"
) -> LiteralString:
    return sql + " ORDER BY " + name + (" DESC" if slice_.backward else "")


def _limit(statement: Statement, limit: int) -> Statement:
    statement.sql += " LIMIT " + statement.place(limit) + "::bigint"
    return statement
