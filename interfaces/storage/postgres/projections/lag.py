"""How many records a follower has to read. Positions have gaps, so one is not subtracted from another."""

from typing import Final, LiteralString

_COUNTED: Final = 10_000

_COUNT: LiteralString = f"""
SELECT CASE WHEN counted.number < {_COUNTED} THEN counted.number ELSE greatest(
    counted.number,
    (SELECT reltuples::bigint FROM pg_class WHERE oid = 'tillroll.TABLE'::regclass) - FOLLOWED
) END
FROM (
    SELECT count(*) AS number
    FROM (SELECT FROM tillroll.TABLE WHERE POSITION > REACHED LIMIT {_COUNTED}) AS missing
) AS counted
"""
_OF_EVENTS: LiteralString = _COUNT.replace("TABLE", "checkout_events").replace(
    "POSITION", "notification_id"
)
EVENT_LAG: Final[LiteralString] = _OF_EVENTS.replace("REACHED", "$1::bigint").replace(
    "FOLLOWED", "$2::bigint"
)
"""The number of events after position $1, of which the follower has read $2. From 10,000 on it is estimated."""
PROJECTION_LAG: Final[LiteralString] = _OF_EVENTS.replace("REACHED", "%(reached)s").replace(
    "FOLLOWED", "%(followed)s"
)
"""The same, for the projector's connections."""
REFUSAL_LAG: Final[LiteralString] = (
    _COUNT.replace("TABLE", "refusals")
    .replace("POSITION", "id")
    .replace("REACHED", "$1::bigint")
    .replace("FOLLOWED", "$2::bigint")
)
"""The same for refused attempts and their ids."""
