"""What the trail keeps of one event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from application.history.patch import Operation
from application.search_words import search_words
from domain.checkout import Checkout
from domain.events import CheckoutEvent

COLUMNS = (
    "position",
    "checkout_id",
    "version",
    "topic",
    "at",
    "latest_at",
    "late",
    "merchant",
    "actor",
    "dialect",
    "operation",
    "request_id",
    "address",
    "user_agent",
    "idempotency_key",
    "changes",
    "reference",
    "stage",
    "total",
    "currency",
    "words",
)
Row = tuple[object, ...]

_REPLACEMENT = "\ufffd"
_LONGEST_KEY = 500
_MOST_BYTES_OF_WORDS = 500_000
_MICROSECOND = timedelta(microseconds=1)
_encoder = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True)
class Times:
    """What the times of all events up to one come to: the latest, and how late (µs) any was behind an earlier one's."""

    latest: datetime
    late: int

    def after(self, at: datetime) -> "Times":
        """With one more event."""
        if at >= self.latest:
            return Times(at, self.late)
        return Times(self.latest, max(self.late, (self.latest - at) // _MICROSECOND))


def row(
    position: int,
    event: CheckoutEvent,
    checkout: Checkout,
    changes: list[Operation],
    times: Times,
) -> Row:
    """The row of an event that left `checkout` behind, in the order of COLUMNS."""
    by = event.provenance
    return (
        position,
        event.originator_id,
        event.originator_version,
        event.TOPIC,
        event.timestamp,
        times.latest,
        times.late,
        as_key(checkout.merchant),
        as_key(by.actor),
        as_key(by.dialect),
        as_key(by.operation),
        as_key(by.request_id),
        as_key(by.address),
        _plain(by.user_agent),
        _plain(by.idempotency_key),
        _encoder.encode(changes).decode(),
        None if checkout.reference is None else as_key(checkout.reference),
        checkout.stage.value,
        checkout.total,
        as_key(checkout.currency),
        _vector(searched_text(checkout)),
    )


def as_key(text: str) -> str:
    """A text as the trail keeps it and looks for it: without NUL, and not longer than an index takes."""
    return _plain(text)[:_LONGEST_KEY]


def _plain(text: str) -> str:
    return text.replace("\0", _REPLACEMENT)


def searched_text(checkout: Checkout) -> str:
    """What free text is looked for in."""
    texts = [checkout.reference or ""]
    for line in checkout.cart.lines:
        texts += (line.article, line.description)
    for fee in checkout.fees:
        texts += (fee.article, fee.description)
    return "\n".join(texts)


def _vector(text: str) -> str:
    """The words as a `tsvector` reads them: letters and digits only, so that there is nothing to quote."""
    return " ".join(_fitting(dict.fromkeys(search_words(text))))


def _fitting(words: Iterable[str]) -> Iterable[str]:
    left = _MOST_BYTES_OF_WORDS
    for word in words:
        left -= len(word.encode()) + 1
        if left < 0:
            return
        yield word
