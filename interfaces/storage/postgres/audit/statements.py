"""The statements that a page of the trail is read with."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import LiteralString

from application.ports.audit_log import AuditFilter
from interfaces.storage.postgres.audit.filters import (
    Condition,
    of_columns,
    of_times_and_totals,
    of_words_apart,
    of_zones,
)
from interfaces.storage.postgres.audit.rows import POSITIONS_IN_A_ZONE_BITS
from interfaces.storage.postgres.audit.search_terms import BUCKET, POSITIONS_IN_A_BUCKET_BITS

_LAST = 2**63 - 1
_COLUMNS: LiteralString = (
    "position, checkout_id, version, topic, at, merchant, actor, dialect, operation, request_id,"
    " address, user_agent, idempotency_key, changes, reference, stage, total, currency"
)
_ZONES_IN_A_BUCKET_BITS = POSITIONS_IN_A_BUCKET_BITS - POSITIONS_IN_A_ZONE_BITS


@dataclass(frozen=True, slots=True)
class StreamSlice:
    """Positions from `first` to `last`, both included, read forward or from the end."""

    first: int
    last: int
    backward: bool

    @classmethod
    def beside(cls, *, after: int | None, before: int | None, upto: int | None) -> "StreamSlice":
        """What follows a position, or precedes one, up to a last one that counts."""
        first = 0 if after is None else max(0, min(after, _LAST - 1) + 1)
        last = _LAST if before is None else min(before - 1, _LAST)
        return cls(first, last if upto is None else min(last, upto), before is not None)

    @property
    def length(self) -> int:
        """How many positions it has; 0 or less for none."""
        return self.last - self.first + 1

    def within_zones(self, first: int, last: int) -> "StreamSlice":
        """As much of it as is in the zones from one number to another."""
        return replace(
            self,
            first=max(self.first, first << POSITIONS_IN_A_ZONE_BITS),
            last=min(self.last, ((last + 1) << POSITIONS_IN_A_ZONE_BITS) - 1),
        )

    def beyond(self, position: int) -> "StreamSlice":
        """What is left of it after a page that ended at a position."""
        if self.backward:
            return replace(self, last=position - 1)
        return replace(self, first=position + 1)

    def conditions(self) -> list[Condition]:
        """That a row is in it."""
        return [
            Condition("position >= {}::bigint", self.first),
            Condition("position <= {}::bigint", self.last),
        ]

    def conditions_on_zones(self) -> list[Condition]:
        """That a zone has any of it."""
        return [
            Condition("number >= {}::bigint", self.first >> POSITIONS_IN_A_ZONE_BITS),
            Condition("number <= {}::bigint", self.last >> POSITIONS_IN_A_ZONE_BITS),
        ]


@dataclass(slots=True)
class Statement:
    """SQL with its parameters, which are numbered as they come."""

    sql: LiteralString = ""
    parameters: list[object] = field(default_factory=list)

    def place(self, parameter: object) -> LiteralString:
        """Adds a parameter and says how to name it."""
        self.parameters.append(parameter)
        return f"${len(self.parameters)}"

    def where(self, conditions: Iterable[Condition]) -> LiteralString:
        """All conditions; there has to be one."""
        return " WHERE " + " AND ".join(
            condition.sql.replace("{}", self.place(condition.parameter)) for condition in conditions
        )


def zones(wanted: AuditFilter) -> Statement:
    """Which zones can have events of the times that are asked for: the lowest number, and the highest."""
    statement = Statement()
    where = statement.where(of_zones(wanted))
    statement.sql = "SELECT min(number), max(number) FROM tillroll.trail_zones" + where
    return statement


def by_columns(wanted: AuditFilter, stretch: StreamSlice, limit: int) -> Statement:
    """Row by row, or by whatever index PostgreSQL has for it."""
    statement = Statement()
    where = statement.where([*stretch.conditions(), *of_columns(wanted)])
    statement.sql = _ordered("SELECT " + _COLUMNS + " FROM tillroll.trail" + where, stretch)
    return _limited(statement, limit)


def nearby(wanted: AuditFilter, stretch: StreamSlice, limit: int, positions: int) -> Statement:
    """Row by row, in so many positions at the beginning of a stretch, or at its end."""
    statement = Statement()
    near: LiteralString
    if stretch.backward:
        near = "position > (SELECT least({}::bigint, max(position)) FROM tillroll.trail) - {}"
        bound = near.replace("{}", statement.place(stretch.last), 1)
    else:
        near = "position < {}::bigint + {}"
        bound = near.replace("{}", statement.place(stretch.first), 1)
    bound = bound.replace("{}", statement.place(positions) + "::bigint")
    where = statement.where([*stretch.conditions(), *of_columns(wanted)])
    statement.sql = _ordered(
        "SELECT " + _COLUMNS + " FROM tillroll.trail" + where + " AND " + bound, stretch
    )
    return _limited(statement, limit)


def by_zones(wanted: AuditFilter, stretch: StreamSlice, limit: int) -> Statement:
    """Row by row, in the zones that can have events of the times that are asked for."""
    statement = Statement()
    bits: LiteralString = str(POSITIONS_IN_A_ZONE_BITS)
    outer = statement.where([*stretch.conditions_on_zones(), *of_zones(wanted)])
    inner = statement.where([*stretch.conditions(), *of_columns(wanted)])
    statement.sql = (
        "SELECT page.* FROM ("
        + _ordered("SELECT number FROM tillroll.trail_zones" + outer, stretch, "number")
        + ") AS zone CROSS JOIN LATERAL ("
        + _ordered(
            "SELECT "
            + _COLUMNS
            + " FROM tillroll.trail"
            + inner
            + " AND position >= zone.number << "
            + bits
            + " AND position < (zone.number + 1) << "
            + bits,
            stretch,
        )
        + " LIMIT "
        + statement.place(limit)
        + "::bigint) AS page"
    )
    return _limited(statement, limit)


def by_marks(wanted: AuditFilter, query: str, stretch: StreamSlice, limit: int) -> Statement:
    """By `query`, in one bucket after another until there are enough.

    Only the marks are looked up (`OFFSET 0`): what else holds for a row is compared then, which includes words that are
    stored apart. The outermost loop runs
    along the buckets in order, so that the rows need not be sorted, and the rest of the buckets is not looked at.
    """
    statement = Statement()
    outer = statement.where([*stretch.conditions_on_zones(), *of_zones(wanted)])
    asked = statement.place(query)
    inner = statement.where(
        [*stretch.conditions(), *of_times_and_totals(wanted), *of_words_apart(wanted)]
    )
    statement.sql = (
        "SELECT page.* FROM ("
        + _ordered(
            f"SELECT DISTINCT number >> {_ZONES_IN_A_BUCKET_BITS} AS number"
            " FROM tillroll.trail_zones" + outer,
            stretch,
            "number",
        )
        + ") AS bucket CROSS JOIN LATERAL ("
        + _ordered(
            "SELECT "
            + _COLUMNS
            + " FROM (SELECT * FROM tillroll.trail WHERE marks @@ replace("
            + asked
            + f", chr({ord(BUCKET)}), to_hex(bucket.number))::tsquery OFFSET 0) AS marked"
            + inner,
            stretch,
        )
        + " LIMIT "
        + statement.place(limit)
        + "::bigint) AS page"
    )
    return _limited(statement, limit)


def _ordered(
    sql: LiteralString, stretch: StreamSlice, name: LiteralString = "position"
) -> LiteralString:
    return sql + " ORDER BY " + name + (" DESC" if stretch.backward else "")


def _limited(statement: Statement, limit: int) -> Statement:
    statement.sql += " LIMIT " + statement.place(limit) + "::bigint"
    return statement
