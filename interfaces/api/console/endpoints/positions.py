"""Where an event is in the audit log."""

from datetime import timedelta
from typing import Final

from application.ports.audit_log import AuditFilter, AuditLog
from domain.events import CheckoutEvent

# The precision of the times of events. The events of one request have the same time.
_TICK: Final = timedelta(microseconds=1)
_MOST_OF_ONE_TIME: Final = 50


async def position_of(audit_log: AuditLog, event: CheckoutEvent) -> int | None:
    """Return the position of an event that the reader may see; None while the log has not reached it."""
    wanted = AuditFilter(
        merchants=None,
        checkout_id=event.originator_id,
        types=(event.TOPIC,),
        since=event.timestamp,
        until=event.timestamp + _TICK,
    )
    found = await audit_log.page(wanted, after=None, before=None, limit=_MOST_OF_ONE_TIME)
    for entry in found.entries:
        if entry.version == event.originator_version:
            return entry.position
    return None
