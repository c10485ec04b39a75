"""The requests of deliveries, for who sends copies of them elsewhere."""

from typing import Protocol

from application.ports.webhooks.webhook_log import WebhookDelivery
from application.webhooks.callbacks import OutgoingRequest


class StoredRequests(Protocol):
    """Has the request of each delivery as it is stored: without a signature, and with personal data sealed."""

    async def request(self, delivery_id: int) -> OutgoingRequest | None:
        """Return the request; None if there is no such delivery. Raises StoreUnavailable."""


class DeliveryRequests(Protocol):
    """Has the request of each delivery as it is sent."""

    async def as_sent(self, delivery: WebhookDelivery) -> OutgoingRequest | None:
        """Return the request with the headers and the body of an attempt made now; None if it cannot be sent.

        Nothing is recorded, and the delivery stays as it is. Raises CannotSign, TamperedField and StoreUnavailable.
        """


class NoDeliveryRequests:
    """Has none, for a service without webhooks."""

    async def as_sent(self, delivery: WebhookDelivery) -> OutgoingRequest | None:
        """Return None: there are no deliveries."""
        return None
