"""Find callbacks across checkouts and send one again, for readers with some merchants."""

from collections.abc import Callable, Sequence
from datetime import datetime

from application.ports.webhooks.webhook_log import (
    DeliveryState,
    WebhookDelivery,
    WebhookFilter,
    WebhookLog,
)


class DeliverySearch:
    """Finds and resends deliveries. Every method raises StoreUnavailable."""

    def __init__(self, deliveries: WebhookLog, clock: Callable[[], datetime]) -> None:
        self._deliveries = deliveries
        self._clock = clock

    async def page(
        self, wanted: WebhookFilter, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[WebhookDelivery]:
        """Return a page as `WebhookLog.page` does."""
        return await self._deliveries.page(wanted, after=after, before=before, limit=limit)

    async def find(
        self, delivery_id: int, merchants: tuple[str, ...] | None
    ) -> WebhookDelivery | None:
        """Return a delivery of one of the merchants, None for all of them; None if there is none."""
        found = await self._deliveries.one(delivery_id)
        if found is None or (merchants is not None and found.merchant not in merchants):
            return None
        return found

    async def resend(self, delivery: WebhookDelivery) -> bool:
        """Schedule a delivery to be sent now, with all its retries. Return False if it cannot be sent again."""
        if delivery.state is DeliveryState.ANSWERED:
            return False
        return await self._deliveries.resend(delivery.id, self._clock())
