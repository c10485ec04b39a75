"""Reads pages of the audit log with the cheapest query for the filter.

The cost of a page must not depend on the number of events, for any combination of conditions:

- A checkout id, a request id, a reference or an assigned id matches few events. They are found by its index, and the
  other conditions are compared row by row.
- Otherwise the positions next to the page are scanned first. That is enough where the filter matches often.
- Where it matches rarely, its search terms are looked up in one bucket of positions after another until the page is
  full.
- Totals have an index of their own, which PostgreSQL uses where few events match. Without other search terms, that is
  decided in one statement.
- Times are converted to zones of positions first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from application.ports.audit_log import PAGE_BYTES, AuditEntry, AuditFilter, AuditPage, TalliedEntry
from domain.provenance import Provenance
from interfaces.storage.codecs.shoppers import changes_without_token, without_token
from interfaces.storage.postgres.audit import of_each, statements
from interfaces.storage.postgres.audit.filters import has_totals, is_marked, of_keys, query_of_marks
from interfaces.storage.postgres.audit.rows import changes_of
from interfaces.storage.postgres.audit.statements import (
    COLUMNS,
    TALLIED,
    Statement,
    StreamSlice,
)
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.reads import Reads
from interfaces.storage.postgres.events.request_ids import request_id_of

_NEARBY_PER_ENTRY = 10
_NEARBY_AT_LEAST = 4000

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows of a page. `size` is the bytes of their changes; `is_cut` says whether more were left off for it."""

    rows: Rows
    size: int
    is_cut: bool


_NOTHING = _Found([], 0, False)


class AuditSearch:
    """Searches through a pool that it does not own."""

    def __init__(self, pool: Reads) -> None:
        self._pool = pool

    async def page(self, wanted: AuditFilter, slice_: StreamSlice, limit: int) -> AuditPage:
        """Return the first entries of a slice, or with `backward` its last ones, in the order of their positions.

        The page is cut at PAGE_BYTES. Raises StoreUnavailable.
        """
        found = await self._find(wanted, slice_, limit)
        rows = reversed(found.rows) if slice_.backward else found.rows
        return AuditPage(entries=[_entry(row) for row in rows], is_cut=found.is_cut)

    async def tally(self, wanted: AuditFilter, limit: int) -> list[TalliedEntry]:
        """Return the newest entries, the newest first, in few values. Raises StoreUnavailable."""
        slice_ = StreamSlice.between(after=None, before=2**63 - 1, up_to=None)
        found = (await self._find(wanted, slice_, limit, TALLIED)).rows
        ids = list(dict.fromkeys(row[1] for row in found))
        ends = await self._read(of_each.ends(ids)) if ids else []
        of_checkout = {checkout_id: (stage, dialect) for checkout_id, stage, dialect in ends}
        return [TalliedEntry(row[1], row[2], row[3], *of_checkout[row[1]]) for row in found]

    async def newest_of(self, checkout_ids: Sequence[str], wanted: AuditFilter) -> list[AuditEntry]:
        """Return the newest entry of each checkout that meets the filter. Raises StoreUnavailable."""
        statement = of_each.newest(_keys(checkout_ids), wanted)
        return [_entry(row) for row in await self._read(statement)]

    async def openings_of(self, checkout_ids: Sequence[str]) -> list[AuditEntry]:
        """Return the first entry of each checkout. Raises StoreUnavailable."""
        statement = of_each.openings(_keys(checkout_ids))
        return [_entry(row) for row in await self._read(statement)]

    async def _find(
        self,
        wanted: AuditFilter,
        slice_: StreamSlice,
        limit: int,
        columns: LiteralString = COLUMNS,
    ) -> _Found:
        query = query_of_marks(wanted) if is_marked(wanted) else ""
        if query is None or slice_.length < 1 or limit < 1:
            return _NOTHING
        if wanted.assigned_id is not None:
            statement = statements.by_assigned_id(wanted, wanted.assigned_id, slice_, limit)
            return await self._read_page(statement, slice_, columns)
        if of_keys(wanted):
            return await self._read_page(
                statements.by_columns(wanted, slice_, limit), slice_, columns
            )
        has_times = wanted.since is not None or wanted.until is not None
        if has_times:
            ((lowest, highest),) = await self._read(statements.zones(wanted))
            if lowest is None:
                return _NOTHING
            slice_ = slice_.within_zones(lowest, highest)
        if query:
            return await self._scan_then_look_up(wanted, query, slice_, limit, columns)
        # The index of totals is not by zones.
        if has_times and not has_totals(wanted):
            return await self._read_page(
                statements.by_zones(wanted, slice_, limit), slice_, columns
            )
        return await self._read_page(statements.by_columns(wanted, slice_, limit), slice_, columns)

    async def _scan_then_look_up(
        self,
        wanted: AuditFilter,
        query: str,
        slice_: StreamSlice,
        limit: int,
        columns: LiteralString,
    ) -> _Found:
        positions = max(_NEARBY_AT_LEAST, limit * _NEARBY_PER_ENTRY)
        near = await self._read_page(
            statements.nearby(wanted, slice_, limit, positions), slice_, columns
        )
        rows = near.rows
        if near.is_cut or len(rows) == limit or slice_.length <= positions:
            return near
        rest = slice_.beyond(rows[-1][0]) if rows else slice_
        missing = limit - len(rows)
        if has_totals(wanted):
            statement = statements.by_columns(wanted, rest, missing)
        else:
            statement = statements.by_marks(wanted, query, rest, missing)
        # One entry more tells whether there are any, also where no bytes are left.
        room = max(1, PAGE_BYTES - near.size)
        more = await self._read_page(statement, rest, columns, room)
        return _Found(rows + more.rows, near.size + more.size, more.is_cut)

    async def _read_page(
        self,
        statement: Statement,
        slice_: StreamSlice,
        columns: LiteralString,
        most_bytes: int = PAGE_BYTES,
    ) -> _Found:
        statement.sql = statement.sql.replace(COLUMNS, columns)
        rows = await self._read(statements.within_bytes(statement, slice_, most_bytes))
        if not rows:
            return _NOTHING
        size, uncut = rows[-1][-2:]
        return _Found(rows, int(size), len(rows) < uncut)

    async def _read(self, statement: Statement) -> Rows:
        return await self._pool.rows(statement.sql, statement.parameters)


def _keys(checkout_ids: Sequence[str]) -> list[str]:
    return [each for each in checkout_ids if can_be_key(each)]


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    return AuditEntry(
        position=row[0],
        checkout_id=row[1],
        version=row[2],
        topic=row[3],
        at=row[4],
        merchant=row[5],
        provenance=without_token(
            Provenance(
                actor=row[6],
                dialect=row[7],
                operation=row[8],
                request_id=request_id_of(row[9]),
                address=row[10],
                user_agent=row[11],
                idempotency_key=row[12],
                peer=row[18] or "",
            ),
            row[1],
        ),
        changes=changes_without_token(changes_of(row[13]), row[2]),
        reference=row[14],
        stage=row[15],
        total=int(row[16]),
        currency=row[17],
    )
