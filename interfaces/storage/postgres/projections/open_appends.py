"""The oldest open transaction that holds up followers of events: one that writes events."""

from typing import Final, LiteralString

OLDEST: Final[LiteralString] = """
SELECT
    coalesce('process ' || held.pid, 'prepared transaction ' || quote_literal(prepared.gid), 'unknown') AS holder,
    coalesce(extract(epoch FROM clock_timestamp() - coalesce(active.xact_start, prepared.prepared)), 0)::float8
        AS seconds
FROM pg_locks AS held
LEFT JOIN pg_stat_activity AS active ON active.pid = held.pid
LEFT JOIN pg_prepared_xacts AS prepared ON held.virtualtransaction = '-1/' || prepared.transaction
WHERE held.locktype = 'relation' AND held.granted AND held.mode = 'RowExclusiveLock'
    AND held.relation = 'tillroll.checkout_events'::regclass
    AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY coalesce(active.xact_start, prepared.prepared) NULLS LAST
LIMIT 1
"""
"""Columns `holder`, which names a process of PostgreSQL or a prepared transaction, and `seconds`, since it began.

No row where no transaction writes events. `seconds` is 0 where the role may not see it.
"""
