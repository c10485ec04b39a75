"""The callbacks of demo purchases: delivered, delivered late, ended, waiting for a retry, or parked.

They are stored with their attempts, and no request is made. Their address is a port of this machine that nothing
listens on, so that also one that a reader sends again reaches no other host.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from application.ports.webhooks.webhook_log import AttemptOutcome, DeliveryState
from application.ports.webhooks.webhook_outbox import AttemptResult
from application.webhooks.callbacks import OutgoingRequest
from application.webhooks.schedules import EIGHT_RETRIES
from interfaces.demo.script import CompletedPurchase
from interfaces.storage.postgres.outbox.past_deliveries import PastDelivery

_SHOP: Final = "http://127.0.0.1:8099"
_OTHER_SHOP: Final = "http://127.0.0.2:8099"
_SLOWEST: Final = timedelta(seconds=2)


def callback_of(
    purchase: CompletedPurchase, random: Random, until: datetime
) -> PastDelivery | None:
    """Return the callback of a purchase as it is at `until`; None for an agent."""
    request = _request(purchase)
    if request is None:
        return None
    failures = random.choices((0, 1, 3, len(EIGHT_RETRIES) + 1), (78, 8, 4, 10))[0]
    attempts: list[tuple[datetime, AttemptResult]] = []
    at = purchase.at + timedelta(milliseconds=random.randrange(40, 400))
    state, due = DeliveryState.PARKED, None
    for number in range(len(EIGHT_RETRIES) + 1):
        if at > until - _SLOWEST:
            state, due = DeliveryState.WAITING, at
            break
        if number >= failures:
            is_ended = request.method == "POST" and random.random() < 0.06
            state = DeliveryState.ENDED if is_ended else DeliveryState.DELIVERED
            attempts.append((at, _answer(random, 410 if is_ended else 200)))
            break
        attempts.append((at, _failure(random)))
        at += EIGHT_RETRIES[number] if number < len(EIGHT_RETRIES) else timedelta()
    return PastDelivery(
        checkout_id=purchase.checkout_id,
        version=purchase.version,
        merchant=purchase.merchant,
        request=request,
        state=state,
        made_at=purchase.at,
        due=due,
        attempts=attempts,
    )


def _request(purchase: CompletedPurchase) -> OutgoingRequest | None:
    shop = _SHOP if purchase.merchant == "demo-shop" else _OTHER_SHOP
    match purchase.dialect:
        case "walley":
            url = f"{shop}/walley/notification?id={purchase.checkout_id}"
            return OutgoingRequest(channel="walley.notification", method="GET", url=url)
        case "svea":
            url = f"{shop}/svea/push/{purchase.checkout_id}"
            return OutgoingRequest(channel="svea.push", method="POST", url=url)
        case _:
            return None


def _answer(random: Random, status: int) -> AttemptResult:
    is_delivered = status == 200
    return AttemptResult(
        outcome=AttemptOutcome.DELIVERED if is_delivered else AttemptOutcome.REJECTED,
        milliseconds=random.randrange(12, 900),
        status=status,
        problem=None if is_delivered else f"status {status}",
    )


def _failure(random: Random) -> AttemptResult:
    if random.random() < 0.6:
        status = random.choice((500, 502, 503))
        return AttemptResult(
            outcome=AttemptOutcome.REJECTED,
            milliseconds=random.randrange(12, 900),
            status=status,
            problem=f"status {status}",
        )
    return AttemptResult(
        outcome=AttemptOutcome.UNANSWERED,
        milliseconds=random.randrange(2, 60),
        problem="Connection refused",
    )
