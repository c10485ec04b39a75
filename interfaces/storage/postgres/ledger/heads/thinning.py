"""Thins heads out: a head each second would be 30 million rows a year.

Heads without cosignatures go after a day. Of cosigned ones that are older, the first one of each minute stays for good:
it is the earliest that covers an event, and so says most about when that was logged. Packs and receipts have their
heads in them. The newest head of each origin stays, and so does one with a time stamp.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final, LiteralString

from psycopg import Cursor

KEPT_FOR: Final = timedelta(days=1)
"""How long every head is kept."""
MOST: Final = 20_000
"""How many heads of each kind go at a time."""
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)

_NEEDED: LiteralString = """
    AND EXISTS (
        SELECT FROM tillroll.ledger_heads AS newer
        WHERE newer.ledger = old.ledger AND newer.origin = old.origin AND newer.size > old.size
    )
    AND NOT EXISTS (
        SELECT FROM tillroll.ledger_time_stamps AS stamp
        WHERE stamp.ledger = old.ledger AND stamp.origin = old.origin AND stamp.size = old.size
    )
"""
_DELETE: LiteralString = """
DELETE FROM tillroll.ledger_heads AS gone USING (
    SELECT ledger, origin, size FROM tillroll.ledger_heads AS old WHERE ledger = %s
"""
_UNCOSIGNED: LiteralString = (
    _DELETE
    + "AND NOT is_cosigned AND at < %s"
    + _NEEDED
    + "LIMIT %s) AS found WHERE (gone.ledger, gone.origin, gone.size) = (found.ledger, found.origin, found.size)"
)
_COSIGNED: LiteralString = (
    _DELETE
    + """AND is_cosigned AND at >= %s AND at < %s AND EXISTS (
        SELECT FROM tillroll.ledger_heads AS kept
        WHERE kept.ledger = old.ledger AND kept.origin = old.origin AND kept.is_cosigned AND kept.size < old.size
        AND kept.at >= date_bin('1 minute', old.at, '2000-01-01Z')
        AND kept.at < date_bin('1 minute', old.at, '2000-01-01Z') + interval '1 minute'
    )"""
    + _NEEDED
    + "LIMIT %s) AS found WHERE (gone.ledger, gone.origin, gone.size) = (found.ledger, found.origin, found.size)"
)


class HeadThinning:
    """Thins the heads of one ledger out. It looks at each minute again only after a restart."""

    def __init__(self, ledger: str) -> None:
        self._ledger = ledger
        self._thinned_until = _BEGINNING

    def thin(self, cursor: Cursor[Any], now: datetime) -> None:
        """Delete what may go at this time, in the transaction of the cursor."""
        old = now - KEPT_FOR
        cursor.execute(_UNCOSIGNED, (self._ledger, old, MOST))
        # A minute is thinned out when it is over for a day, so that its first head is known.
        until = old.replace(second=0, microsecond=0)
        cursor.execute(_COSIGNED, (self._ledger, self._thinned_until, until, MOST))
        if cursor.rowcount < MOST:
            self._thinned_until = until
