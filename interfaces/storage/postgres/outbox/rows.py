"""The rows of deliveries."""

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
    """Return the rows of the callbacks of one event, due at once."""
    return [
        {
            **_origin(position, place, event, checkout),
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
    """Return a parked row for an event whose callbacks could not be derived, so that it blocks no others."""
    nothing = OutgoingRequest(channel=f"{checkout.dialect}.unknown", method="", url="")
    return {
        **_origin(position, 0, event, checkout),
        **content(nothing),
        "state": "parked",
        "due": None,
        "problem": plain(f"What {event.TOPIC} causes cannot be told: {error!r}")[:1000],
    }


def content(outgoing: OutgoingRequest) -> Row:
    """Return the columns of the request and its receiver."""
    return {
        "channel": outgoing.channel,
        "method": outgoing.method,
        "url": plain(outgoing.url),
        "headers": msgspec.json.encode(outgoing.headers).decode(),
        "body": outgoing.body,
        "receiver": plain(receiver(outgoing.url)),
    }


def plain(text: str) -> str:
    """Replace NUL, which PostgreSQL cannot store."""
    return text.replace("\0", _REPLACEMENT)


def headers_from(text: str) -> tuple[tuple[str, str], ...]:
    """Decode the headers from their JSON text."""
    return msgspec.json.decode(text, type=tuple[tuple[str, str], ...])


def _origin(position: int, place: int, event: CheckoutEvent, checkout: Checkout) -> Row:
    made_at: datetime = event.timestamp
    return {
        "position": position,
        "place": place,
        "checkout_id": checkout.id,
        "version": event.originator_version,
        "merchant": plain(checkout.merchant),
        "made_at": made_at,
    }
