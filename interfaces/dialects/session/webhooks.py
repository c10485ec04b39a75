"""What shops that sell to agents are told of their orders: a webhook for each, signed with the shop's own secret.

Readings taken: an order is made when its purchase is complete, and is `confirmed` from then on. Shipments and refunds
are not recorded here. `order_update` is sent for a second payment of the order, due back: the order in it
is the same as before, and the history names the payment. Any answer but 2xx is tried again after each of
`AGAIN_AFTER`. `RequestEntry-Id` is the same for every attempt, so that a receiver can tell what it has had before.

There is one signature in the header, as the schema of 2026-04-17 demands: while a secret is rotated, it is the receiver
that knows both.
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from application.webhooks.callbacks import Callbacks, CannotSign, Channel, OutgoingRequest, Verdict
from domain.checkout import Checkout
from domain.events import CheckoutEvent, Completed, SurplusPaymentReceived
from domain.stage import Stage
from interfaces.dialects.session.session_v1 import Shape
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.live import Live

OrderOf = Callable[[Checkout, SellingSettings], Shape]
AGAIN_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def order_webhooks(
    dialect: str,
    merchants: Live[Sequence[MerchantSettings[SellingSettings]]],
    order_of: OrderOf,
) -> Callbacks:
    """The part of a dialect in the outgoing mechanism; `order_of` is the whole order as the dialect writes it."""
    selling = merchants.following(_selling)
    name = f"{dialect}.order"

    def caused(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
        settings = selling.now.get(checkout.merchant)
        if settings is None or settings.webhook_url is None:
            return ()
        if checkout.stage is not Stage.COMPLETED:
            return ()
        kind = "order_create" if isinstance(event, Completed) else "order_update"
        said = {"type": kind, "data": order_of(checkout, settings)}
        return (
            OutgoingRequest(
                channel=name,
                method="POST",
                url=settings.webhook_url,
                headers=(
                    ("Content-Type", "application/json"),
                    ("Request-Id", f"{checkout.id}@{checkout.version}"),
                ),
                body=_ENCODER.encode(said),
            ),
        )

    def signed(merchant: str, body: bytes, at: datetime) -> Mapping[str, str]:
        settings = selling.now.get(merchant)
        if settings is None or settings.webhook_secret is None:
            raise CannotSign("The configuration has no webhook_secret for this merchant.")
        return {"Merchant-Signature": signature(settings.webhook_secret, body, at)}

    channel = Channel(name=name, again_after=AGAIN_AFTER, judged=judged, signed=signed)
    return Callbacks(
        dialect=dialect,
        channels=(channel,),
        topics=frozenset((Completed.TOPIC, SurplusPaymentReceived.TOPIC)),
        caused=caused,
    )


def _selling(
    merchants: Sequence[MerchantSettings[SellingSettings]],
) -> Mapping[str, SellingSettings]:
    return {each.id: each.settings for each in merchants}


def judged(status: int) -> Verdict:
    """2xx is a delivery; a receiver that refuses a signature or a body may know better tomorrow."""
    return Verdict.DELIVERED if 200 <= status < 300 else Verdict.AGAIN


def signature(secret: str, body: bytes, at: datetime) -> str:
    """The value of `Merchant-Signature`: the time in whole seconds, and the HMAC of it, a point and the body."""
    seconds = int(at.timestamp())
    digest = hmac.new(secret.encode(), b"%d." % seconds + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"
