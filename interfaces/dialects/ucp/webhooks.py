"""Order webhooks: the whole order, to the URL in the profile of the platform, after the purchase and each later change.

Only platforms with which the order capability was negotiated have one. What is sent is in the version of the checkout,
and signed as that version wants. `Webhook-Id`, `Webhook-Timestamp` and the body are the same for every attempt, so a
receiver can recognise duplicates; each attempt is signed anew. `Idempotency-Key` repeats the id, for receivers that
demand that header of every POST. `Webhook-Timestamp` is the time of the event in the history, because receivers refuse
an order that is older than the newest that they have. Any response but 2xx is retried.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeGuard
from uuid import UUID, uuid5

from application.webhooks.callbacks import Callbacks, CannotSign, Channel, OutgoingRequest, Verdict
from application.webhooks.schedules import EIGHT_RETRIES
from domain.checkout import Checkout
from domain.events import (
    AdjustmentReported,
    CheckoutEvent,
    Completed,
    ExpectationsReplaced,
    FulfilmentReported,
)
from domain.stage import Stage
from domain.values.order import AdjustmentStatus
from interfaces.dialects.ucp.negotiation.outcome import webhook_of
from interfaces.dialects.ucp.profile import PATH
from interfaces.dialects.ucp.responses.order import order_in
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.signing.detached_jws import sign_body
from interfaces.dialects.ucp.signing.keys import ShopKey
from interfaces.dialects.ucp.signing.message_signature import sign_request
from interfaces.dialects.ucp.versions.spoken import version_of
from interfaces.dialects.ucp.versions.version import OrderEvent
from interfaces.dialects.ucp.wire import DIALECT, MEDIA_TYPE, encode
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.runtime.live import Live

OF_MESSAGES: Final = "ucp.order"
OF_BODIES: Final = "ucp.order.body-signature"
# The first retry is expected within a few seconds, the last one after a day or later.
AGAIN_AFTER: Final = (timedelta(seconds=3), *EIGHT_RETRIES)
_IDS: Final = UUID("dbc18ec3-9a8a-4e4b-8538-1737d91cc3ed")
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TOPICS: Final = frozenset(
    each.TOPIC for each in (Completed, FulfilmentReported, AdjustmentReported, ExpectationsReplaced)
)


def ucp_callbacks(
    shops: Live[Sequence[MerchantSettings[UcpShop]]], public_address: str | None
) -> Callbacks:
    """Build the webhooks of UCP.

    `public_address` is the address of this server; None means the one at which the platform negotiated.
    """
    by_merchant = shops.derive(lambda each: {shop.id: shop.settings for shop in each})

    def requests_for(event: CheckoutEvent, checkout: Checkout) -> Sequence[OutgoingRequest]:
        shop, webhook = by_merchant.now.get(checkout.merchant), webhook_of(checkout)
        if shop is None or webhook is None or checkout.stage is not Stage.COMPLETED:
            return ()
        version, happened = version_of(checkout), _order_event(event)
        body = version.webhook(order_in(version, checkout, shop), happened)
        address = public_address or webhook.shop_address or ""
        headers = (
            ("Content-Type", MEDIA_TYPE),
            ("UCP-Agent", f"profile={_structured_string(address + PATH)}"),
            ("Webhook-Id", happened.id),
            ("Webhook-Timestamp", str(int(happened.at.timestamp()))),
            ("Idempotency-Key", happened.id),
        )
        return (
            OutgoingRequest(
                channel=OF_BODIES if version.signs_bodies else OF_MESSAGES,
                method="POST",
                url=webhook.url,
                headers=headers,
                body=encode(body),
            ),
        )

    def signer_of(merchant: str) -> ShopKey:
        shop = by_merchant.now.get(merchant)
        if shop is None or shop.keys.signer is None:
            raise CannotSign("The configuration has no signing_key_files for this merchant.")
        return shop.keys.signer

    def sign_message(merchant: str, request: OutgoingRequest, at: datetime) -> Mapping[str, str]:
        return sign_request(signer_of(merchant), request, at)

    def sign_its_body(merchant: str, request: OutgoingRequest, _: datetime) -> Mapping[str, str]:
        return sign_body(signer_of(merchant), request.body)

    return Callbacks(
        dialect=DIALECT,
        channels=tuple(
            Channel(name=name, again_after=AGAIN_AFTER, judge=classify_response, sign=sign)
            for name, sign in ((OF_MESSAGES, sign_message), (OF_BODIES, sign_its_body))
        ),
        topics=_TOPICS,
        is_wanted=lambda merchant: merchant in by_merchant.now,
        requests_for=requests_for,
    )


def classify_response(status: int) -> Verdict:
    """Return DELIVERED for 2xx, AGAIN for the rest: every failure has to be retried."""
    return Verdict.DELIVERED if 200 <= status < 300 else Verdict.AGAIN


def _order_event(event: CheckoutEvent) -> OrderEvent:
    """Return what a webhook tells. Its id is that of the reported entry, where no other webhook has that."""
    kind, entry = "order_updated", None
    match event:
        case Completed():
            kind = "order_placed"
        case FulfilmentReported(fulfilment=fulfilment):
            kind, entry = f"order_{fulfilment.kind}", fulfilment.id
        case AdjustmentReported(adjustment=adjustment):
            # A pending adjustment is told again with its outcome, under the same id in the order.
            is_last = adjustment.status is not AdjustmentStatus.PENDING
            kind, entry = "order_adjusted", adjustment.id if is_last else None
    own = str(uuid5(_IDS, f"{event.originator_id}@{event.originator_version}"))
    return OrderEvent(id=entry if _is_uuid(entry) else own, at=event.timestamp, type=kind)


def _is_uuid(text: str | None) -> TypeGuard[str]:
    return text is not None and _UUID.fullmatch(text) is not None


def _structured_string(text: str) -> str:
    """Return a string of structured fields (RFC 9651, section 3.3.3)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
