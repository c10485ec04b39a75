"""What the trail keeps of one event."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

import msgspec

from application.history.diff import Operation
from domain.checkout import Checkout
from domain.events import CheckoutEvent
from interfaces.storage.postgres.audit import search_terms
from interfaces.storage.postgres.audit.search_terms import as_key

COLUMNS = (
    "position",
    "version",
    "at",
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
    "marks",
)
Row = tuple[object, ...]
Apart = tuple[int, int, str]
"""A part of the words of an event that are stored apart from its row: position, number of the part, and `tsvector`."""
POSITIONS_IN_A_ZONE_BITS = 10
_CALLERS_REMEMBERED = 2000

_encoder = msgspec.json.Encoder(decimal_format="number")


def row(
    position: int, event: CheckoutEvent, checkout: Checkout, changes: list[Operation]
) -> tuple[Row, Sequence[Apart]]:
    """The row of an event that left `checkout` behind, in the order of COLUMNS, and words that do not fit into it."""
    by = event.provenance
    merchant, stage = as_key(checkout.merchant), checkout.stage.value
    actor, dialect, operation = as_key(by.actor), as_key(by.dialect), as_key(by.operation)
    address = as_key(by.address)
    found_by = _found_by(merchant, event.TOPIC, actor, dialect, operation, address, stage)
    vectors = search_terms.vectors(position, found_by, searched_text(checkout))
    columns = (
        position,
        event.originator_version,
        event.timestamp,
        event.originator_id,
        event.TOPIC,
        merchant,
        actor,
        dialect,
        operation,
        as_key(by.request_id),
        address,
        _plain(by.user_agent),
        _plain(by.idempotency_key),
        None if checkout.reference is None else as_key(checkout.reference),
        stage,
        as_key(checkout.currency),
        checkout.total,
        _encoder.encode(changes).decode(),
        vectors.row,
    )
    return columns, [(position, part, words) for part, words in enumerate(vectors.apart)]


@lru_cache(_CALLERS_REMEMBERED)
def _found_by(
    merchant: str, topic: str, actor: str, dialect: str, operation: str, address: str, stage: str
) -> tuple[str, ...]:
    """Most changes come from a few callers, who do a few things."""
    return search_terms.keys(
        (
            search_terms.merchant(merchant),
            search_terms.topic(topic),
            search_terms.actor(actor),
            search_terms.dialect(dialect),
            search_terms.operation(operation),
            search_terms.address(address),
            search_terms.stage(stage),
        )
    )


def zones_of(rows: Sequence[Row]) -> list[tuple[int, datetime, datetime]]:
    """The zones that rows are in, by number, each with its earliest and its latest time among them."""
    zones: dict[int, tuple[datetime, datetime]] = {}
    for position, _, at, *_ in rows:
        assert isinstance(position, int)
        assert isinstance(at, datetime)
        first, last = zones.get(position >> POSITIONS_IN_A_ZONE_BITS, (at, at))
        zones[position >> POSITIONS_IN_A_ZONE_BITS] = (min(first, at), max(last, at))
    return [(number, first, last) for number, (first, last) in zones.items()]


def _plain(text: str) -> str:
    return text.replace("\0", "\ufffd")


def searched_text(checkout: Checkout) -> str:
    """What free text is searched in."""
    texts = [checkout.reference or ""]
    for line in checkout.cart.lines:
        texts += (line.article, line.description)
    for fee in checkout.fees:
        texts += (fee.article, fee.description)
    return "\n".join(texts)
