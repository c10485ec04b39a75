"""Order webhooks, signed with the secret of the merchant.

Interpretations: an order is created when its purchase completes. `order_update` is sent, with the whole order, for each
shipment, adjustment and promise that the shop reports, and for a second payment, which is due back. A version that
cannot say what changed sends the order as it was. Any response but 2xx is retried as `EIGHT_RETRIES` says. `Request-Id`
is the same for every attempt, so a receiver can recognise duplicates; the number in it grows with each change of the
order, so a receiver can leave out one that comes late. `Timestamp` is the time of the attempt, which is signed.

The header has one signature, as the schema of 2026-04-17 demands. While a secret is rotated, the receiver accepts both.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from application.webhooks.callbacks import Callbacks, CannotSign, Channel, OutgoingRequest, Verdict
from application.webhooks.schedules import EIGHT_RETRIES
from domain.checkout import Checkout
from domain.events import (
    AdjustmentReported,
    CheckoutEvent,
    Completed,
    ExpectationsReplaced,
    FulfilmentReported,
    SurplusPaymentReceived,
)
from domain.stage import Stage
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.request.timestamps import rfc_3339
from interfaces.runtime.live import Live

OrderOf = Callable[[Checkout, SellingSettings], Shape]
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_CHANGES: Final = (
    FulfilmentReported,
    AdjustmentReported,
    ExpectationsReplaced,
    SurplusPaymentReceived,
)


def order_webhooks(
    dialect: str,
    merchants: Live[Sequence[MerchantSettings[SellingSettings]]],
    order_of: OrderOf,
) -> Callbacks:
    """Build the webhooks of a dialect. `order_of` writes the whole order."""
    selling = merchants.derive(_selling_by_merchant)
    name = f"{dialect}.order"

    def requests_for(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
        settings = selling.now.get(checkout.merchant)
        if settings is None or settings.webhook_url is None:
            return ()
        if checkout.stage is not Stage.COMPLETED:
            return ()
        kind = "order_create" if isinstance(event, Completed) else "order_update"
        payload = {"type": kind, "data": order_of(checkout, settings)}
        return (
            OutgoingRequest(
                channel=name,
                method="POST",
                url=settings.webhook_url,
                headers=(
                    ("Content-Type", "application/json"),
                    ("Request-Id", f"{checkout.id}@{checkout.version}"),
                ),
                body=_ENCODER.encode(payload),
            ),
        )

    def is_wanted(merchant: str) -> bool:
        settings = selling.now.get(merchant)
        return settings is not None and settings.webhook_url is not None

    def sign(merchant: str, request: OutgoingRequest, at: datetime) -> Mapping[str, str]:
        settings = selling.now.get(merchant)
        if settings is None or settings.webhook_secret is None:
            raise CannotSign("The configuration has no webhook_secret for this merchant.")
        return {
            "Merchant-Signature": signature(settings.webhook_secret, request.body, at),
            "Timestamp": rfc_3339(at),
        }

    channel = Channel(name=name, again_after=EIGHT_RETRIES, judge=classify_response, sign=sign)
    return Callbacks(
        dialect=dialect,
        channels=(channel,),
        topics=frozenset(each.TOPIC for each in (Completed, *_CHANGES)),
        is_wanted=is_wanted,
        requests_for=requests_for,
    )


def _selling_by_merchant(
    merchants: Sequence[MerchantSettings[SellingSettings]],
) -> Mapping[str, SellingSettings]:
    return {each.id: each.settings for each in merchants}


def classify_response(status: int) -> Verdict:
    """Return DELIVERED for 2xx, AGAIN for the rest: a receiver may later accept what it refused."""
    return Verdict.DELIVERED if 200 <= status < 300 else Verdict.AGAIN


def signature(secret: str, body: bytes, at: datetime) -> str:
    """Return the value of `Merchant-Signature`: the time in seconds, and the HMAC-SHA256 of time, "." and body."""
    seconds = int(at.timestamp())
    digest = hmac.new(secret.encode(), b"%d." % seconds + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"
