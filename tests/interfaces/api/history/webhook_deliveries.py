"""The callbacks of the dispute, and a webhook log that has them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from application.ports.webhooks.webhook_log import (
    AttemptOutcome,
    DeliveryAttempt,
    DeliveryCount,
    DeliveryState,
    NoWebhookLog,
    WebhookDelivery,
    WebhookFilter,
)
from application.webhooks.callbacks import OutgoingRequest
from tests.interfaces.api.history.dispute import ID, OPENED_AT, SECOND


class ListedDeliveries(NoWebhookLog):
    """A webhook log with the deliveries that a test lists."""

    listed: Sequence[WebhookDelivery] = ()

    def __init__(self) -> None:
        self.resent: list[int] = []

    async def as_sent(self, delivery: WebhookDelivery) -> OutgoingRequest | None:
        """The request with a header and a body, but for a question."""
        if delivery.state is DeliveryState.ANSWERED:
            return None
        return OutgoingRequest(
            channel=delivery.channel,
            method=delivery.method,
            url=delivery.url,
            headers=(("Signature", "signed"),),
            body=b"{}",
        )

    async def of(self, checkout_id: str) -> Sequence[WebhookDelivery]:
        """Those about a checkout."""
        return [each for each in self.listed if each.checkout_id == checkout_id]

    async def one(self, delivery_id: int) -> WebhookDelivery | None:
        """The one with this id."""
        return next((each for each in self.listed if each.id == delivery_id), None)

    async def page(
        self, wanted: WebhookFilter, *, after: int | None = None, before: int | None, limit: int
    ) -> Sequence[WebhookDelivery]:
        """The newest ones of the merchants."""
        found = [
            each
            for each in self.listed
            if (wanted.merchants is None or each.merchant in wanted.merchants)
            and wanted.state in (None, each.state)
        ]
        return found[::-1][:limit]

    async def count_by_receiver(self, merchants: tuple[str, ...] | None) -> Sequence[DeliveryCount]:
        """Those that are not delivered, by state and receiver."""
        groups: dict[tuple[DeliveryState, str], list[WebhookDelivery]] = {}
        finished = (DeliveryState.DELIVERED, DeliveryState.ANSWERED)
        for each in self.listed:
            if each.state not in finished and (merchants is None or each.merchant in merchants):
                groups.setdefault((each.state, each.receiver), []).append(each)
        return [
            DeliveryCount(
                state=state,
                receiver=receiver,
                count=len(found),
                oldest_made=min(each.made_at for each in found),
                oldest_due=min((each.due for each in found if each.due is not None), default=None),
            )
            for (state, receiver), found in groups.items()
        ]

    async def parked_among(self, checkout_ids: Sequence[str]) -> frozenset[str]:
        """The checkouts of the parked ones."""
        return frozenset(
            each.checkout_id
            for each in self.listed
            if each.state is DeliveryState.PARKED and each.checkout_id in checkout_ids
        )

    async def resend(self, delivery_id: int, at: datetime) -> bool:
        """Note that it is sent again."""
        self.resent.append(delivery_id)
        return True


def called_back() -> Iterator[WebhookDelivery]:
    """What the shop of the dispute was asked before the commitment, and told after the purchase, at the second try."""
    asked = DeliveryAttempt(
        number=1,
        at=OPENED_AT + 6.5 * SECOND,
        outcome=AttemptOutcome.DELIVERED,
        status=200,
        milliseconds=80,
        problem=None,
    )
    failed = DeliveryAttempt(
        number=1,
        at=OPENED_AT + 11 * SECOND,
        outcome=AttemptOutcome.UNANSWERED,
        status=None,
        milliseconds=10_000,
        problem="There was no answer within 10 seconds.",
    )
    delivered = replace(asked, number=2, at=OPENED_AT + 26 * SECOND)
    question = WebhookDelivery(
        id=1,
        checkout_id=ID,
        version=9,
        merchant="demo-shop",
        channel="walley.validation",
        method="POST",
        url="https://shop.example/validate",
        receiver="https://shop.example",
        state=DeliveryState.ANSWERED,
        made_at=asked.at,
        due=None,
        attempts=(asked,),
    )
    yield question
    yield replace(
        question,
        id=2,
        version=11,
        channel="walley.notification",
        method="GET",
        url="https://shop.example/notify",
        state=DeliveryState.DELIVERED,
        made_at=OPENED_AT + 10 * SECOND,
        attempts=(failed, delivered),
    )
