"""What is kept of a callback when its cause is seen."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from application.webhooks.callbacks import OutgoingRequest
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.runtime.receiver import receiver

Row = Mapping[str, object]
_REPLACEMENT = "\ufffd"


def delivery_rows(
    position: int, event: CheckoutEvent, checkout: Checkout, caused: Sequence[OutgoingRequest]
) -> list[Row]:
    """The rows of what one event caused, to be sent at once."""
    return [
        {
            **_whose(position, place, event, checkout),
            **content(outgoing),
            "state": "waiting",
            "due": event.timestamp,
            "problem": None,
        }
        for place, outgoing in enumerate(caused)
    ]


def underivable_row(
    position: int, event: CheckoutEvent, checkout: Checkout, error: Exception
) -> Row:
    """The row of an event whose callbacks cannot be told. It is parked, and holds up nobody else's."""
    nothing = OutgoingRequest(channel=f"{checkout.dialect}.unknown", method="", url="")
    return {
        **_whose(position, 0, event, checkout),
        **content(nothing),
        "state": "parked",
        "due": None,
        "problem": plain(f"What {event.TOPIC} causes cannot be told: {error!r}")[:1000],
    }


def content(outgoing: OutgoingRequest) -> Row:
    """What is sent, and where to."""
    return {
        "channel": outgoing.channel,
        "method": outgoing.method,
        "url": plain(outgoing.url),
        "headers": msgspec.json.encode(outgoing.headers).decode(),
        "body": outgoing.body,
        "receiver": plain(receiver(outgoing.url)),
    }


def plain(text: str) -> str:
    """A text as PostgreSQL keeps it."""
    return text.replace("\0", _REPLACEMENT)


def headers_from(text: str) -> tuple[tuple[str, str], ...]:
    """The headers that were kept as this JSON text."""
    return msgspec.json.decode(text, type=tuple[tuple[str, str], ...])


def _whose(position: int, place: int, event: CheckoutEvent, checkout: Checkout) -> Row:
    made_at: datetime = event.timestamp
    return {
        "position": position,
        "place": place,
        "checkout_id": checkout.id,
        "version": event.originator_version,
        "merchant": plain(checkout.merchant),
        "made_at": made_at,
    }
