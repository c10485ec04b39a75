"""Counts of events from the rollup, and of refused commands from the refusal log, in PostgreSQL."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import LiteralString

import msgspec

from application.ports.operations.figures import EventCount, FigureFilter, RefusalCount
from interfaces.storage.postgres.audit.filters import Condition
from interfaces.storage.postgres.audit.statements import Statement
from interfaces.storage.postgres.connections.keys import can_be_key
from interfaces.storage.postgres.connections.pool import StatementPool
from interfaces.storage.postgres.figures.comparison import LACKS_EARLIER_EVENTS

_EVENTS: LiteralString = (
    "SELECT hour, topic, sum(count)::bigint, sum(seconds) FROM tillroll.figures"
)
_REFUSALS: LiteralString = (
    "SELECT date_trunc('hour', at, 'UTC'), reason, count(*) FROM tillroll.refusals"
)
_BY: LiteralString = " GROUP BY 1, 2 ORDER BY 1, "


class PostgresFigureLog:
    """Implements `FigureLog` through a pool that it does not own. Every method raises StoreUnavailable.

    Of invalid bodies, those beyond the first ones of a checkout are not counted: they have no rows of their own.
    """

    def __init__(self, pool: StatementPool) -> None:
        self._pool = pool

    async def events(self, wanted: FigureFilter) -> Sequence[EventCount]:
        """Return the counts of events by hour and type."""
        if not _can_match(wanted):
            return ()
        conditions = _conditions(wanted, "hour >= {}::timestamptz", "hour < {}::timestamptz")
        if wanted.dialect is not None:
            conditions.append(Condition("dialect = {}", wanted.dialect))
        statement = Statement()
        statement.sql = _EVENTS + statement.where(conditions) + _BY + "topic"
        rows = await self._pool.rows(statement.sql, tuple(statement.parameters))
        return [
            EventCount(hour=_utc(hour), topic=topic, count=count, seconds=seconds)
            for hour, topic, count, seconds in rows
        ]

    async def refusals(self, wanted: FigureFilter) -> Sequence[RefusalCount]:
        """Return the counts of refused commands by hour and reason."""
        if not _can_match(wanted):
            return ()
        conditions = _conditions(wanted, "at >= {}::timestamptz", "at < {}::timestamptz")
        if wanted.dialect is not None:
            # The JSON of a provenance has its members in one order, and quotes inside of a value are escaped.
            part = f',"dialect":{msgspec.json.encode(wanted.dialect).decode()},'
            conditions.append(Condition("strpos(provenance, {}::text) > 0", part))
        statement = Statement()
        statement.sql = _REFUSALS + statement.where(conditions) + _BY + 'reason COLLATE "C"'
        rows = await self._pool.rows(statement.sql, tuple(statement.parameters))
        return [
            RefusalCount(hour=_utc(hour), reason=reason, count=count)
            for hour, reason, count in rows
        ]

    async def lacks_earlier_events(self) -> bool:
        """Return whether the comment of step 62 is there."""
        return bool((await self._pool.rows(LACKS_EARLIER_EVENTS, ()))[0][0])


def _can_match(wanted: FigureFilter) -> bool:
    texts = (wanted.merchant, wanted.dialect)
    return all(text is None or can_be_key(text) for text in texts)


def _conditions(
    wanted: FigureFilter, since: LiteralString, until: LiteralString
) -> list[Condition]:
    found = [Condition(since, wanted.since), Condition(until, wanted.until)]
    if wanted.merchants is not None:
        found.append(Condition("merchant = ANY({}::text[])", list(wanted.merchants)))
    if wanted.merchant is not None:
        found.append(Condition("merchant = {}", wanted.merchant))
    return found


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
