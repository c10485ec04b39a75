"""Finds the checkout of an order by the id that its purchase got."""

from collections.abc import Awaitable, Callable
from typing import Final

from application.ports.audit_log import AuditFilter, AuditLog
from domain.events import Completed
from domain.refusals import CheckoutNotFound

_BEYOND_ALL: Final = 2**63 - 1


class OrdersById:
    """Find checkouts by order ids. `find` is the look-up by the alias that a purchase gets with its id.

    Purchases of the time before that alias was recorded are found by their events, which the audit log has indexed.
    """

    def __init__(self, find: Callable[[str, str], Awaitable[str]], audit_log: AuditLog) -> None:
        self._find = find
        self._audit_log = audit_log

    async def checkout_id(self, merchant: str, order_id: str) -> str:
        """Return the id of the merchant's checkout whose purchase has the order id. Raises CheckoutNotFound."""
        try:
            return await self._find(merchant, order_id)
        except CheckoutNotFound:
            wanted = AuditFilter(
                merchants=(merchant,), assigned_id=order_id, types=(Completed.TOPIC,)
            )
            page = await self._audit_log.page(wanted, after=None, before=_BEYOND_ALL, limit=1)
            if not page.entries:
                raise
            return page.entries[0].checkout_id
