"""Find checkouts by a name that a customer or a shop has: the id, the order number, or the shop's reference."""

from collections.abc import Sequence
from typing import Final

from application.checkouts.aliases import order_number
from application.ports.audit_log import AuditFilter, AuditLog
from application.ports.event_store import EventStore
from interfaces.api.readers.auth import Reader

MOST_FOUND: Final = 50
_MOST_EVENTS: Final = 1000
_LONGEST_NUMBER: Final = 18


class NameSearch:
    """Finds checkouts of the merchants that a reader may see. A reference may belong to several checkouts."""

    def __init__(self, store: EventStore, audit_log: AuditLog) -> None:
        self._store = store
        self._audit_log = audit_log

    async def find(self, name: str, reader: Reader) -> Sequence[str]:
        """Return the ids of the checkouts that have this name, up to MOST_FOUND. Raises StoreUnavailable."""
        conditions = [AuditFilter(merchants=reader.merchants, checkout_id=name)]
        if name.isascii() and name.isdigit() and len(name) <= _LONGEST_NUMBER:
            checkout_id = await self._store.find(order_number(int(name)))
            if checkout_id is not None:
                conditions.append(AuditFilter(merchants=reader.merchants, checkout_id=checkout_id))
        conditions.append(AuditFilter(merchants=reader.merchants, reference=name))
        for wanted in conditions:
            page = await self._audit_log.page(wanted, after=None, before=None, limit=_MOST_EVENTS)
            if found := list(dict.fromkeys(entry.checkout_id for entry in page.entries)):
                return found[:MOST_FOUND]
        return ()
