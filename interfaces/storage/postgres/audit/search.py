"""Reads pages of the audit log with the cheapest query for the filter.

The cost of a page must not depend on the number of events, for any combination of conditions:

- A checkout id, a request id or a reference matches few events. They are found by its index, and the other conditions
  are compared row by row.
- Otherwise the positions next to the page are scanned first. That is enough where the filter matches often.
- Where it matches rarely, its search terms are looked up in one bucket of positions after another until the page is
  full.
- Totals have an index of their own, which PostgreSQL uses where few events match.
- Times are converted to zones of positions first.
"""

from collections.abc import Sequence
from typing import Any

from application.ports.audit_log import AuditEntry, AuditFilter
from domain.provenance import Provenance
from interfaces.storage.postgres.audit import statements
from interfaces.storage.postgres.audit.filters import is_marked, of_keys, query_of_marks
from interfaces.storage.postgres.audit.statements import Statement, StreamSlice
from interfaces.storage.postgres.connections.pool import StatementPool

_NEARBY_PER_ENTRY = 10
_NEARBY_AT_LEAST = 4000

Rows = list[tuple[Any, ...]]


class AuditSearch:
    """Searches through a pool that it does not own."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def page(
        self, wanted: AuditFilter, slice_: StreamSlice, limit: int
    ) -> Sequence[AuditEntry]:
        """Return the first entries of a slice, or with `backward` its last ones, in the order of their positions.

        Raises StoreUnavailable.
        """
        rows = await self._rows(wanted, slice_, limit)
        return [_entry(row) for row in (reversed(rows) if slice_.backward else rows)]

    async def _rows(self, wanted: AuditFilter, slice_: StreamSlice, limit: int) -> Rows:
        query = query_of_marks(wanted) if is_marked(wanted) else ""
        if query is None or slice_.length < 1 or limit < 1:
            return []
        if of_keys(wanted):
            return await self._read(statements.by_columns(wanted, slice_, limit))
        has_times = wanted.since is not None or wanted.until is not None
        if has_times:
            ((lowest, highest),) = await self._read(statements.zones(wanted))
            if lowest is None:
                return []
            slice_ = slice_.within_zones(lowest, highest)
        if wanted.min_total is not None or wanted.max_total is not None or query:
            return await self._scan_then_look_up(wanted, query, slice_, limit)
        if has_times:
            return await self._read(statements.by_zones(wanted, slice_, limit))
        return await self._read(statements.by_columns(wanted, slice_, limit))

    async def _scan_then_look_up(
        self, wanted: AuditFilter, query: str, slice_: StreamSlice, limit: int
    ) -> Rows:
        positions = max(_NEARBY_AT_LEAST, limit * _NEARBY_PER_ENTRY)
        rows = await self._read(statements.nearby(wanted, slice_, limit, positions))
        if len(rows) == limit or slice_.length <= positions:
            return rows
        rest = slice_.beyond(rows[-1][0]) if rows else slice_
        missing = limit - len(rows)
        if wanted.min_total is not None or wanted.max_total is not None:
            return rows + await self._read(statements.by_columns(wanted, rest, missing))
        return rows + await self._read(statements.by_marks(wanted, query, rest, missing))

    async def _read(self, statement: Statement) -> Rows:
        return await self._pool.rows(statement.sql, statement.parameters)


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    return AuditEntry(
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
