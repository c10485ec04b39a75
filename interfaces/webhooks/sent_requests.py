"""The request of a delivery as an attempt sends it: the headers with a signature, and the body in clear."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from application.ports.webhooks.delivery_requests import StoredRequests
from application.ports.webhooks.webhook_log import WebhookDelivery
from application.webhooks.callbacks import Channel, OutgoingRequest
from interfaces.webhooks.http_caller import DEFAULT_HEADERS
from interfaces.webhooks.sealed_bodies import OpenBody


class SentRequests:
    """Implements `DeliveryRequests` with the channels of the dialects."""

    def __init__(
        self,
        stored: StoredRequests,
        *,
        channels: Iterable[Channel],
        open_body: OpenBody,
        clock: Callable[[], datetime],
    ) -> None:
        self._stored = stored
        self._channels = {channel.name: channel for channel in channels}
        self._open_body = open_body
        self._clock = clock

    async def as_sent(self, delivery: WebhookDelivery) -> OutgoingRequest | None:
        """See `DeliveryRequests.as_sent`. A delivery of an unknown channel, or without a URL, cannot be sent."""
        stored = await self._stored.request(delivery.id)
        channel = self._channels.get(delivery.channel)
        if stored is None or channel is None or not stored.url:
            return None
        outgoing = await open_request(stored, delivery.checkout_id, self._open_body)
        headers = attempt_headers(channel, delivery.merchant, outgoing, self._clock())
        return replace(outgoing, headers=tuple({**DEFAULT_HEADERS, **headers}.items()))


async def open_request(
    stored: OutgoingRequest, checkout_id: str, open_body: OpenBody
) -> OutgoingRequest:
    """Return the request with its body in clear. Raises StoreUnavailable and TamperedField."""
    return replace(stored, body=await open_body(checkout_id, stored.body))


def attempt_headers(
    channel: Channel, merchant: str, outgoing: OutgoingRequest, at: datetime
) -> dict[str, str]:
    """Return the headers of an attempt at this time, with its signature. Raises CannotSign."""
    return {**dict(outgoing.headers), **channel.sign(merchant, outgoing, at)}
