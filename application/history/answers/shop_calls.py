"""Computes whether the shop was called back, about which events, and with which outcome."""

from collections.abc import Sequence
from typing import Final

from application.history.answers.later_facts import (
    ShopCall,
    ShopCalled,
    ShopCalls,
    ShopNotCalled,
)
from application.history.answers.record import RecordReader
from application.ports.webhooks.webhook_log import DeliveryState, WebhookDelivery

MOST_CALLS: Final = 5
"""How many callbacks are facts of their own, the newest ones."""


async def calls_of(record: RecordReader) -> ShopCalls:
    """Return the newest callbacks, each with the type of the event that caused it."""
    deliveries = await record.deliveries()
    if not deliveries:
        return ShopNotCalled()
    newest = deliveries[-MOST_CALLS:]
    topics = await _topics(record, newest)
    return ShopCalled(
        calls=tuple(_call(each, topics.get(each.version, "")) for each in newest),
        earlier=len(deliveries) - len(newest),
    )


async def _topics(record: RecordReader, deliveries: Sequence[WebhookDelivery]) -> dict[int, str]:
    """Return the types of the events that caused callbacks. A validation question is caused by none."""
    versions = {
        each.version
        for each in deliveries
        if each.state is not DeliveryState.ANSWERED and 1 <= each.version <= record.newest.version
    }
    return {version: (await record.event(version)).TOPIC for version in sorted(versions)}


def _call(delivery: WebhookDelivery, topic: str) -> ShopCall:
    last = delivery.attempts[-1] if delivery.attempts else None
    return ShopCall(
        delivery=delivery.id,
        channel=delivery.channel,
        version=delivery.version,
        topic="" if delivery.state is DeliveryState.ANSWERED else topic,
        state=delivery.state,
        attempts=len(delivery.attempts),
        last_at=None if last is None else last.at,
        status=None if last is None else last.status,
        problem=None if last is None else last.problem,
    )
