"""The SQL that compares the figures of a rebuild with the current ones.

An hour is compared only if both logs have the same events of it. Hours of events that only one of them has reached are
left out, and so are figures that an earlier version did not count.
"""

from typing import LiteralString

LACKS_EARLIER_EVENTS: LiteralString = (
    "SELECT coalesce(obj_description('tillroll.figures'::regclass, 'pg_class')"
    " LIKE 'Lacks earlier events%', false)"
)
"""Step 62 of the schema makes this comment, and a rebuild removes it."""

# One statement, so that the figures and the logs that they count are of one snapshot.
COUNT_DIFFERING: LiteralString = """
WITH reached AS (
    SELECT least(
        coalesce((SELECT max(position) FROM tillroll.trail), 0),
        coalesce((SELECT max(position) FROM tillroll_rebuild.trail), 0)
    ) AS position
), moving AS MATERIALIZED (
    SELECT date_trunc('hour', at, 'UTC') AS hour FROM tillroll.trail
    WHERE position > (SELECT position FROM reached)
    UNION
    SELECT date_trunc('hour', at, 'UTC') FROM tillroll_rebuild.trail
    WHERE position > (SELECT position FROM reached)
)
SELECT count(*)
FROM tillroll.figures AS live
FULL JOIN tillroll_rebuild.figures AS rebuilt USING (hour, merchant, dialect, topic)
WHERE hour NOT IN (SELECT hour FROM moving)
    AND (live.count, live.seconds) IS DISTINCT FROM (rebuilt.count, rebuilt.seconds)
"""
