"""Reads pages of the trail, in the way that is cheapest for what is asked for.

What a page costs shall not depend on how many events there are, whatever is asked for together:

- few events share an id, a request or a reference: those are looked up by that, and all else is compared;
- otherwise the positions beside the page are looked through first, which is enough where what is wanted is frequent;
- and where it is rare, its marks are looked up in one bucket of positions after another until the page is full;
- a total has an index of its own, which PostgreSQL takes where few events have such totals;
- times are turned into zones of positions first.
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
    """Reads through a pool, which it does not own."""

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def page(
        self, wanted: AuditFilter, stretch: StreamSlice, limit: int
    ) -> Sequence[AuditEntry]:
        """The first entries of a stretch, or with `backward` its last ones, in the order of positions.

        Raises StoreUnavailable.
        """
        rows = await self._rows(wanted, stretch, limit)
        return [_entry(row) for row in (reversed(rows) if stretch.backward else rows)]

    async def _rows(self, wanted: AuditFilter, stretch: StreamSlice, limit: int) -> Rows:
        query = query_of_marks(wanted) if is_marked(wanted) else ""
        if query is None or stretch.length < 1 or limit < 1:
            return []
        if of_keys(wanted):
            return await self._read(statements.by_columns(wanted, stretch, limit))
        has_times = wanted.since is not None or wanted.until is not None
        if has_times:
            ((lowest, highest),) = await self._read(statements.zones(wanted))
            if lowest is None:
                return []
            stretch = stretch.within_zones(lowest, highest)
        if wanted.min_total is not None or wanted.max_total is not None or query:
            return await self._nearby_and_beyond(wanted, query, stretch, limit)
        if has_times:
            return await self._read(statements.by_zones(wanted, stretch, limit))
        return await self._read(statements.by_columns(wanted, stretch, limit))

    async def _nearby_and_beyond(
        self, wanted: AuditFilter, query: str, stretch: StreamSlice, limit: int
    ) -> Rows:
        positions = max(_NEARBY_AT_LEAST, limit * _NEARBY_PER_ENTRY)
        rows = await self._read(statements.nearby(wanted, stretch, limit, positions))
        if len(rows) == limit or stretch.length <= positions:
            return rows
        rest = stretch.beyond(rows[-1][0]) if rows else stretch
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
