"""The row of the audit log for one event."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import msgspec

from application.history.assigned_ids import assigned_ids
from application.history.patches.documents import Operation
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.audit import search_terms
from interfaces.storage.postgres.audit.search_terms import as_key, repeated_key
from interfaces.storage.postgres.events.compression import OF_CHANGES, Compression
from interfaces.storage.postgres.events.request_ids import packed_request_id

COLUMNS = (
    "position",
    "at",
    "version",
    "changes_bytes",
    "checkout_id",
    "topic",
    "merchant",
    "actor",
    "dialect",
    "operation",
    "request_id",
    "address",
    "user_agent",
    "idempotency_key",
    "reference",
    "stage",
    "currency",
    "total",
    "changes",
    "words",
    "assigned",
    "peer",
)
Row = tuple[object, ...]
ExtraWords = tuple[int, int, str]
"""A row of `trail_words`: the position of the event, the number of the part, and its `tsvector`."""
POSITIONS_IN_A_ZONE_BITS = 10

_encoder = msgspec.json.Encoder(decimal_format="number")


def row(
    position: int, event: CheckoutEvent, checkout: Checkout, changes: list[Operation]
) -> tuple[Row, Sequence[ExtraWords]]:
    """Return the row of an event in the order of COLUMNS, and its rows of `trail_words`.

    `checkout` is the state after the event.
    """
    by = event.provenance
    json = _encoder.encode(changes)
    words = search_terms.indexed_words(searched_text(checkout))
    columns = (
        position,
        event.timestamp,
        event.originator_version,
        len(json),
        event.originator_id,
        event.TOPIC,
        repeated_key(checkout.merchant),
        repeated_key(by.actor),
        repeated_key(by.dialect),
        repeated_key(by.operation),
        packed_request_id(as_key(by.request_id)),
        repeated_key(by.address),
        _plain(by.user_agent),
        _plain(by.idempotency_key),
        None if (reference := checkout.reference) is None else as_key(reference),
        checkout.stage.value,
        repeated_key(checkout.currency),
        checkout.total,
        _compression().pack(json),
        words.row,
        search_terms.assigned_terms(assigned_ids(event)),
        _plain(by.peer) or None,
    )
    if not words.extra:
        return columns, ()
    return columns, [(position, part, extra) for part, extra in enumerate(words.extra)]


def changes_json(changes: list[Operation]) -> str:
    """Return the changes as JSON text."""
    return _encoder.encode(changes).decode()


@cache
def _compression() -> Compression:
    return Compression(OF_CHANGES)


def changes_of(kept: bytes) -> str:
    """Return the changes of a row as JSON text. Rows of earlier versions are not compressed."""
    return _compression().unpack(kept).decode()


def zones_of(rows: Sequence[Row]) -> list[tuple[int, datetime, datetime]]:
    """Return the number, the earliest and the latest time of each zone that the rows are in."""
    zones: dict[int, tuple[datetime, datetime]] = {}
    for position, at, *_ in rows:
        assert isinstance(position, int)
        assert isinstance(at, datetime)
        first, last = zones.get(position >> POSITIONS_IN_A_ZONE_BITS, (at, at))
        zones[position >> POSITIONS_IN_A_ZONE_BITS] = (min(first, at), max(last, at))
    return [(number, first, last) for number, (first, last) in zones.items()]


def _plain(text: str) -> str:
    return text.replace("\0", "\ufffd")


def searched_text(checkout: Checkout) -> str:
    """Return the text for full-text search: the reference, articles and descriptions of lines and fees."""
    texts = [checkout.reference or ""]
    for line in checkout.cart.lines:
        texts += (line.article, line.description)
    for fee in checkout.fees:
        texts += (fee.article, fee.description)
    return "\n".join(texts)
